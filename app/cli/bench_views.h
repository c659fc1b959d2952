#pragma once
#include "scene/camera.h"
#include "scene/piece.h"

#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::cli {

/// What is timed: a piece and where it is looked at from first. The views never change, so that figures of different
/// days and machines can be set side by side.
struct BenchView {
    std::string name;
    scene::Piece piece;
    scene::Camera camera;
};

/// "solitaire-10", "solitaire-36": the solitaire in yellow gold, its stone's outline over 10 and 36 % of the picture.
/// "pave-120": a whole band of 120 melee.
std::vector<std::string> benchViewNames();

/// aspect: width over height of the picture. Throws vitrine::Error for a name that is none.
BenchView benchView(const std::string& name, const std::filesystem::path& assets, double aspect);

/// The part of the picture that the outline of a stone covers.
double outlineShare(const scene::Stone& stone, const scene::Camera& camera, double aspect);

} // namespace vitrine::cli
