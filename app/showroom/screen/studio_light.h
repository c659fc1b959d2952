#pragma once
#include "render/picture.h"
#include "scene/piece.h"
#include "scene/studio.h"

#include <filesystem>

namespace vitrine::showroom {

/// The light of the showroom and what looks white in it.
struct StudioLight {
    scene::Studio studio; ///< as read
    render::PictureSettings picture;
};

/// The studio of the assets, for a piece of this size. Throws vitrine::Error.
StudioLight readStudioLight(const std::filesystem::path& assets, const scene::Piece& piece);

} // namespace vitrine::showroom
