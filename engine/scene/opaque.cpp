#include "scene/opaque.h"

#include <algorithm>
#include <cmath>

namespace vitrine::scene {
namespace {

Surface bodySurface(const std::shared_ptr<const gem::Species>& species) {
    return {.name = species->id, .model = BodySurface{.species = species}};
}

double widthOf(const gem::Solid& solid) {
    return solid.polyhedron().greatest().x - solid.polyhedron().least().x;
}

Mesh facetedMesh(const gem::Solid& solid) {
    Mesh mesh;
    const gem::Polyhedron& body = solid.polyhedron();
    for (std::size_t f = 0; f < body.faces.size(); ++f) {
        const auto first = static_cast<std::uint32_t>(mesh.positions.size());
        for (const int v : body.faces[f]) {
            mesh.positions.emplace_back(body.vertices[static_cast<std::size_t>(v)]);
            mesh.normals.emplace_back(solid.facets()[f].plane.normal);
        }
        for (std::uint32_t c = 2; c < body.faces[f].size(); ++c)
            mesh.indices.insert(mesh.indices.end(), {first, first + c - 1, first + c});
    }
    return mesh;
}

// By latitude and longitude; at 0.2 mm a triangle on a pearl of 7 mm the outline keeps within 3 um of the circle.
Mesh sphereMesh(double radius_mm) {
    constexpr std::uint32_t kAround = 120, kDown = 60;
    Mesh mesh;
    for (std::uint32_t row = 0; row <= kDown; ++row)
        for (std::uint32_t column = 0; column < kAround; ++column) {
            const double polar = kPi * row / kDown, azimuth = 2.0 * kPi * column / kAround;
            const glm::dvec3 n(std::sin(polar) * std::sin(azimuth), std::cos(polar),
                               std::sin(polar) * std::cos(azimuth));
            mesh.positions.emplace_back(radius_mm * n);
            mesh.normals.emplace_back(n);
        }
    for (std::uint32_t row = 0; row < kDown; ++row)
        for (std::uint32_t column = 0; column < kAround; ++column) {
            const std::uint32_t next = (column + 1) % kAround, above = row * kAround, below = above + kAround;
            if (row > 0) mesh.indices.insert(mesh.indices.end(), {above + column, below + next, above + next});
            if (row + 1 < kDown)
                mesh.indices.insert(mesh.indices.end(), {above + column, below + column, below + next});
        }
    return mesh;
}

} // namespace

StoneShape shapeOf(const gem::Species& species) {
    if (!species.body) return StoneShape::clear;
    return species.body->nacre ? StoneShape::sphere : StoneShape::facets;
}

std::vector<glm::dvec3> cornersOf(const Stone& stone) {
    if (shapeOf(*stone.species) != StoneShape::sphere) return stone.solid->polyhedron().vertices;
    const Mesh mesh = stoneMeshOf(stone);
    return {mesh.positions.begin(), mesh.positions.end()};
}

double volume_mm3(const gem::Solid& solid, const gem::Species& species) {
    return shapeOf(species) == StoneShape::sphere ? kPi / 6.0 * std::pow(widthOf(solid), 3.0)
                                                  : solid.polyhedron().volume();
}

Mesh stoneMeshOf(const Stone& stone) {
    Mesh mesh = shapeOf(*stone.species) == StoneShape::sphere ? sphereMesh(0.5 * widthOf(*stone.solid))
                                                              : facetedMesh(*stone.solid);
    mesh.name = stone.seat;
    return mesh;
}

Piece withBodies(Piece piece) {
    std::vector<Stone> clear;
    for (Stone& stone : piece.stones) {
        if (shapeOf(*stone.species) == StoneShape::clear) {
            clear.push_back(std::move(stone));
            continue;
        }
        piece.instances.push_back({.mesh = static_cast<int>(piece.meshes.size()),
                                   .surface = static_cast<int>(piece.surfaces.size()),
                                   .worldFromMesh = stone.worldFromStone});
        piece.meshes.push_back(stoneMeshOf(stone));
        piece.surfaces.push_back(bodySurface(stone.species));
    }
    piece.stones = std::move(clear);
    return piece;
}

bool sameShapes(const Dressing& a, const Dressing& b) {
    return std::ranges::equal(
        a.stones, b.stones, [](const auto& first, const auto& second) { return shapeOf(*first) == shapeOf(*second); });
}

} // namespace vitrine::scene
