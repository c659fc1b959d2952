#include "scene/opaque.h"
#include "scene/piece.h"

#include <limits>

namespace vitrine::scene {

Bounds bounds(const Piece& piece) {
    constexpr double kFar = std::numeric_limits<double>::infinity();
    Bounds box{.least = glm::dvec3(kFar), .greatest = glm::dvec3(-kFar)};
    const auto add = [&](const glm::dvec3& p) {
        box.least = glm::min(box.least, p);
        box.greatest = glm::max(box.greatest, p);
    };
    for (const Instance& instance : piece.instances)
        for (const glm::vec3& p : piece.meshes[static_cast<std::size_t>(instance.mesh)].positions)
            add(instance.worldFromMesh * glm::dvec4(p, 1.0));
    for (const Stone& stone : piece.stones)
        for (const glm::dvec3& p : cornersOf(stone)) add(stone.worldFromStone * glm::dvec4(p, 1.0));
    return box.least.x <= box.greatest.x ? box : Bounds{};
}

} // namespace vitrine::scene
