#pragma once
#include "render/surroundings.h"
#include "render_options.h"
#include "scene/piece.h"

#include <filesystem>
#include <string>

namespace vitrine::cli {

/// ".png" for "Ring.PNG".
std::string extensionOf(const std::filesystem::path& path);

/// The jewel that the options name: a design, with its changes, or a model. Throws vitrine::Error.
scene::Piece pieceOf(const RenderOptions& options, const std::filesystem::path& assets);

/// A studio of the assets or an environment map about the piece, and the ground under it. Throws vitrine::Error.
render::Surroundings surroundingsOf(const RenderOptions& options, const scene::Piece& piece,
                                    const scene::Camera& camera, const std::filesystem::path& assets);

} // namespace vitrine::cli
