#include "screen/pick.h"

#include <cmath>

namespace vitrine::showroom {
namespace {

StoneBall ballOf(const scene::Piece& piece, std::size_t index) {
    const scene::Stone& stone = piece.stones[index];
    const auto& solid = stone.solid->polyhedron();
    const glm::dvec3 middle = 0.5 * (solid.least() + solid.greatest());
    return {.stone = static_cast<int>(index),
            .centre = glm::dvec3(stone.worldFromStone * glm::dvec4(middle, 1.0)),
            .radius_mm = 0.5 * glm::length(solid.greatest() - solid.least())};
}

} // namespace

std::optional<StoneBall> stoneUnder(const scene::Piece& piece, const scene::Camera& camera,
                                    const glm::dvec2& picture_px, const glm::dvec2& at_px) {
    const scene::CameraFrame frame = scene::frameOf(camera);
    const double halfHeight = std::tan(0.5 * camera.verticalField);
    const glm::dvec2 plane = (2.0 * at_px - picture_px) / picture_px.y * halfHeight;
    const glm::dvec3 direction = glm::normalize(frame.forward + plane.x * frame.right - plane.y * frame.up);
    std::optional<StoneBall> nearest;
    double depth = HUGE_VAL;
    for (std::size_t i = 0; i < piece.stones.size(); ++i) {
        const StoneBall ball = ballOf(piece, i);
        const glm::dvec3 towards = ball.centre - frame.eye;
        const double along = glm::dot(towards, direction);
        if (along > 0.0 && along < depth && glm::length(towards - along * direction) < ball.radius_mm) {
            nearest = ball;
            depth = along;
        }
    }
    return nearest;
}

} // namespace vitrine::showroom
