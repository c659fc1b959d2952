#include "scene/rounded_mesh.h"

#include <cmath>

namespace vitrine::scene {
namespace {

constexpr std::uint32_t kAround = 128, kRowsOfHalf = 32;

// A ring around the axis: how far out, how high, and how its normal leans; shares of the width.
struct Ring {
    double out = 0.0, height = 0.0; ///< out: 1 at the girdle
    glm::dvec2 normal;              ///< outward for an outline of radius 1, and up
};

// Half an ellipse from the girdle (angle 0) to the pole, up or down. The pole itself is a ring without extent.
void addHalf(std::vector<Ring>& rings, const gem::Cabochon& c, double height, double up) {
    const auto ring = [&](std::uint32_t i) {
        const double angle = 0.5 * kPi * i / kRowsOfHalf;
        const double out = i == kRowsOfHalf ? 0.0 : std::cos(angle);
        return Ring{.out = out,
                    .height = up * (0.5 * c.girdle + height * std::sin(angle)),
                    .normal = {out, up * std::sin(angle) / height}};
    };
    for (std::uint32_t i = 0; i <= kRowsOfHalf; ++i) rings.push_back(ring(up < 0.0 ? kRowsOfHalf - i : i));
}

// From the lowest to the highest; where two neighbours are the same place but for their normals, the surface has an
// edge.
std::vector<Ring> ringsOf(const gem::Cabochon& c) {
    std::vector<Ring> rings;
    if (c.base > 0.0) {
        addHalf(rings, c, c.base, -1.0);
        if (c.girdle == 0.0) rings.pop_back(); // the halves share their ring
    } else {
        rings.push_back({.out = 0.0, .height = -0.5 * c.girdle, .normal = {0.0, -1.0}});
        rings.push_back({.out = 1.0, .height = -0.5 * c.girdle, .normal = {0.0, -1.0}});
        rings.push_back({.out = 1.0, .height = -0.5 * c.girdle, .normal = {1.0, 0.0}});
    }
    addHalf(rings, c, c.dome, 1.0);
    return rings;
}

void addRing(Mesh& mesh, const Ring& ring, const gem::Cabochon& c, double width_mm) {
    const glm::dvec2 half(0.5, 0.5 * c.length); // along X and Z
    for (std::uint32_t i = 0; i < kAround; ++i) {
        const double azimuth = 2.0 * kPi * i / kAround;
        const glm::dvec2 round(std::sin(azimuth), std::cos(azimuth));
        mesh.positions.emplace_back(width_mm *
                                    glm::dvec3(ring.out * half.x * round.x, ring.height, ring.out * half.y * round.y));
        const glm::dvec2 outwards = ring.normal.x * round / half;
        mesh.normals.emplace_back(glm::normalize(glm::dvec3(outwards.x, ring.normal.y, outwards.y)));
    }
}

} // namespace

Mesh roundedMesh(const gem::Cabochon& cabochon, double width_mm) {
    Mesh mesh;
    const std::vector<Ring> rings = ringsOf(cabochon);
    for (const Ring& ring : rings) addRing(mesh, ring, cabochon, width_mm);
    for (std::uint32_t row = 0; row + 1 < rings.size(); ++row) {
        const Ring &below = rings[row], &above = rings[row + 1];
        if (below.out == above.out && below.height == above.height) continue;
        for (std::uint32_t i = 0; i < kAround; ++i) {
            const std::uint32_t next = (i + 1) % kAround, low = row * kAround, high = low + kAround;
            if (below.out > 0.0) mesh.indices.insert(mesh.indices.end(), {low + i, low + next, high + i});
            if (above.out > 0.0) mesh.indices.insert(mesh.indices.end(), {low + next, high + next, high + i});
        }
    }
    return mesh;
}

} // namespace vitrine::scene
