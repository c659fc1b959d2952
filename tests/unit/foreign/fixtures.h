#pragma once
#include "gem/round_brilliant.h"
#include "part/model.h"
#include "scene/foreign_stone.h"

#include <functional>

namespace vitrine::scene {

/// The facets of a solid as a modeller exports them: a fan a face, each face with vertices and normals of its own.
inline StoneMesh meshOf(const gem::Solid& solid) {
    StoneMesh mesh;
    const gem::Polyhedron& body = solid.polyhedron();
    for (std::size_t f = 0; f < body.faces.size(); ++f) {
        const auto first = static_cast<std::uint32_t>(mesh.positions.size());
        for (const int v : body.faces[f]) {
            mesh.positions.push_back(body.vertices[static_cast<std::size_t>(v)]);
            mesh.normals.push_back(solid.facets()[f].plane.normal);
        }
        for (std::uint32_t i = 2; i < body.faces[f].size(); ++i)
            mesh.indices.insert(mesh.indices.end(), {first, first + i - 1, first + i});
    }
    return mesh;
}

inline gem::Solid brilliant_6_5mm() {
    return gem::roundBrilliant({}).scaled(6.5);
}

/// A surface of revolution about Y with smooth normals: radius and height by angle.
inline StoneMesh sphere(int rings, double radius_mm) {
    StoneMesh mesh;
    const int sectors = 2 * rings;
    for (int r = 0; r <= rings; ++r)
        for (int s = 0; s <= sectors; ++s) {
            const double theta = kPi * r / rings, phi = 2.0 * kPi * s / sectors;
            const glm::dvec3 n(std::sin(theta) * std::cos(phi), std::cos(theta), std::sin(theta) * std::sin(phi));
            mesh.positions.push_back(radius_mm * n);
            mesh.normals.push_back(n);
        }
    const auto at = [&](int r, int s) { return static_cast<std::uint32_t>(r * (sectors + 1) + s); };
    for (int r = 0; r < rings; ++r)
        for (int s = 0; s < sectors; ++s)
            mesh.indices.insert(mesh.indices.end(),
                                {at(r, s), at(r, s + 1), at(r + 1, s), at(r, s + 1), at(r + 1, s + 1), at(r + 1, s)});
    return mesh;
}

inline part::Primitive primitiveOf(const StoneMesh& mesh, int material) {
    part::Primitive primitive;
    primitive.positions = mesh.positions;
    primitive.normals = mesh.normals;
    primitive.indices = mesh.indices;
    primitive.material = material;
    return primitive;
}

/// A model of one node, "Stone", whose mesh is "Gem" and whose material is "Glass".
inline part::Model modelOf(const StoneMesh& mesh, const std::function<void(part::Material&)>& describe) {
    part::Model model;
    model.file = "model.glb";
    part::Material material;
    material.name = "Glass";
    material.metallic = 0.0;
    material.roughness = 0.0;
    describe(material);
    model.materials.push_back(material);
    model.meshes.push_back({.name = "Gem", .primitives = {primitiveOf(mesh, 0)}});
    model.nodes.emplace_back();
    model.nodes.back().name = "Stone";
    model.nodes.back().mesh = 0;
    model.roots = {0};
    return model;
}

} // namespace vitrine::scene
