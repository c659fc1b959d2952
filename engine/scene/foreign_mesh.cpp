#include "scene/foreign_mesh.h"

#include <algorithm>
#include <cmath>

namespace vitrine::scene {
namespace {

glm::dvec3 unitOr(const glm::dvec3& v, const glm::dvec3& otherwise) {
    const double length = glm::length(v);
    return length > 0.0 ? v / length : otherwise;
}

template <class Value>
void unshare(std::vector<Value>& values, const std::vector<std::uint32_t>& indices) {
    if (values.empty()) return;
    std::vector<Value> own;
    own.reserve(indices.size());
    for (const std::uint32_t i : indices) own.push_back(values[i]);
    values = std::move(own);
}

// glTF 2.0, 3.7.2.1: a primitive without normals is flat, and its tangents are ignored. Each triangle gets vertices of
// its own.
void makeFlat(ForeignMesh& mesh) {
    unshare(mesh.positions, mesh.indices);
    unshare(mesh.texCoords, mesh.indices);
    unshare(mesh.colors, mesh.indices);
    mesh.tangents.clear();
    mesh.normals.clear();
    for (std::uint32_t i = 0; i < mesh.indices.size(); ++i) mesh.indices[i] = i;
    for (std::size_t i = 0; i + 2 < mesh.positions.size(); i += 3) {
        const glm::dvec3 a = mesh.positions[i];
        const glm::dvec3 n = glm::cross(mesh.positions[i + 1] - a, mesh.positions[i + 2] - a);
        mesh.normals.insert(mesh.normals.end(), 3, unitOr(n, {0.0, 1.0, 0.0}));
    }
}

glm::dvec3 perpendicular(const glm::dvec3& normal) {
    return glm::normalize(glm::cross(normal, std::abs(normal.x) < 0.9 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 0, 1)));
}

// Along growing u, by the derivative of position over each triangle (Lengyel 2001), summed at the vertices; w says on
// which side growing v lies. glTF's v grows downwards, hence the sign of the bitangent.
void makeTangents(ForeignMesh& mesh) {
    std::vector<glm::dvec3> along(mesh.positions.size(), glm::dvec3(0.0)), across = along;
    for (std::size_t i = 0; i + 2 < mesh.indices.size() && !mesh.texCoords.empty(); i += 3) {
        const std::uint32_t a = mesh.indices[i], b = mesh.indices[i + 1], c = mesh.indices[i + 2];
        const glm::dvec3 e1 = mesh.positions[b] - mesh.positions[a], e2 = mesh.positions[c] - mesh.positions[a];
        const glm::dvec2 t1 = mesh.texCoords[b] - mesh.texCoords[a], t2 = mesh.texCoords[c] - mesh.texCoords[a];
        const double area = t1.x * t2.y - t2.x * t1.y;
        if (area == 0.0) continue;
        for (const std::uint32_t v : {a, b, c}) {
            along[v] += (e1 * t2.y - e2 * t1.y) / area;
            across[v] += (e1 * t2.x - e2 * t1.x) / area;
        }
    }
    mesh.tangents.clear();
    for (std::size_t v = 0; v < mesh.positions.size(); ++v) {
        const glm::dvec3 n = mesh.normals[v];
        const glm::dvec3 t = unitOr(along[v] - n * glm::dot(n, along[v]), perpendicular(n));
        mesh.tangents.emplace_back(t, glm::dot(glm::cross(n, t), across[v]) < 0.0 ? -1.0 : 1.0);
    }
}

template <class To, class From>
std::vector<To> single(const std::vector<From>& values) {
    return std::vector<To>(values.begin(), values.end());
}

} // namespace

ForeignMesh morphed(const part::Primitive& primitive, std::span<const double> weights, int texCoord) {
    ForeignMesh mesh{.positions = primitive.positions,
                     .normals = primitive.normals,
                     .tangents = primitive.tangents,
                     .texCoords = primitive.texCoords[static_cast<std::size_t>(texCoord)],
                     .colors = primitive.colors,
                     .indices = primitive.indices};
    const std::size_t count = std::min(weights.size(), primitive.targets.size());
    bool moved = false;
    for (std::size_t t = 0; t < count; ++t) {
        const part::MorphTarget& target = primitive.targets[t];
        if (weights[t] == 0.0) continue;
        moved = true;
        for (std::size_t v = 0; v < target.positions.size(); ++v) mesh.positions[v] += weights[t] * target.positions[v];
        if (mesh.normals.empty()) continue;
        for (std::size_t v = 0; v < target.normals.size(); ++v) mesh.normals[v] += weights[t] * target.normals[v];
    }
    for (std::size_t v = 0; moved && v < mesh.normals.size(); ++v)
        mesh.normals[v] = unitOr(mesh.normals[v], {0.0, 1.0, 0.0});
    return mesh;
}

ForeignMesh mirrored(ForeignMesh mesh) {
    for (glm::dvec3& p : mesh.positions) p.x = -p.x;
    for (glm::dvec3& n : mesh.normals) n.x = -n.x;
    for (glm::dvec4& t : mesh.tangents) t = {-t.x, t.y, t.z, -t.w};
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) std::swap(mesh.indices[i + 1], mesh.indices[i + 2]);
    return mesh;
}

Mesh finished(ForeignMesh mesh, std::string name, bool wantsTangents) {
    if (mesh.normals.empty()) makeFlat(mesh);
    if (!wantsTangents) mesh.tangents.clear();
    if (wantsTangents && mesh.tangents.empty()) makeTangents(mesh);
    return {.name = std::move(name),
            .positions = single<glm::vec3>(mesh.positions),
            .normals = single<glm::vec3>(mesh.normals),
            .tangents = single<glm::vec4>(mesh.tangents),
            .texCoords = single<glm::vec2>(mesh.texCoords),
            .colors = single<glm::vec4>(mesh.colors),
            .indices = std::move(mesh.indices)};
}

StoneMesh stoneMesh(const ForeignMesh& mesh, const glm::dmat4& frameFromMesh) {
    StoneMesh stone{.indices = mesh.indices};
    const glm::dmat3 normalMatrix = glm::transpose(glm::inverse(glm::dmat3(frameFromMesh)));
    for (const glm::dvec3& p : mesh.positions) stone.positions.emplace_back(frameFromMesh * glm::dvec4(p, 1.0));
    for (const glm::dvec3& n : mesh.normals) stone.normals.push_back(unitOr(normalMatrix * n, {0.0, 1.0, 0.0}));
    return stone;
}

} // namespace vitrine::scene
