#include "scene/opaque.h"

#include "gem/dome.h"
#include "scene/rounded_mesh.h"

#include <algorithm>

namespace vitrine::scene {
namespace {

Surface bodySurface(const std::shared_ptr<const gem::Species>& species) {
    return {.name = species->id, .model = BodySurface{.species = species}};
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

} // namespace

StoneShape shapeOf(const gem::Species& species) {
    if (!species.body) return StoneShape::clear;
    return species.body->nacre ? StoneShape::pearl : StoneShape::polished;
}

std::optional<gem::Cabochon> roundedBodyOf(const Stone& stone) {
    constexpr gem::Cabochon kSphere{.length = 1.0, .dome = 0.5, .girdle = 0.0, .base = 0.5};
    if (!stone.cabochon && shapeOf(*stone.species) == StoneShape::pearl) return kSphere;
    return stone.cabochon;
}

double meanChordOf(const Stone& stone) {
    return stone.cabochon ? gem::Dome(*stone.cabochon, stone.solid->width()).meanChord() : stone.solid->meanChord();
}

std::vector<glm::dvec3> cornersOf(const Stone& stone) {
    if (!roundedBodyOf(stone)) return stone.solid->polyhedron().vertices;
    const Mesh mesh = stoneMeshOf(stone);
    return {mesh.positions.begin(), mesh.positions.end()};
}

Mesh stoneMeshOf(const Stone& stone) {
    const auto rounded = roundedBodyOf(stone);
    Mesh mesh = rounded ? roundedMesh(*rounded, stone.solid->width()) : facetedMesh(*stone.solid);
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
