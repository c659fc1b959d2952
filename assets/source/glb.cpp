#include "source/glb.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vitrine::source {
namespace {

constexpr int kFloat = 5126, kUnsignedShort = 5123, kUnsignedInt = 5125;
constexpr int kVertexTarget = 34962, kIndexTarget = 34963;

glm::vec3 metres(glm::dvec3 p_mm) {
    return glm::vec3(glm::round(p_mm * 1e6) * 1e-9 + 0.0); // + 0.0 turns a negative zero into zero
}

// Everything but the binary chunk, and the chunk as it grows.
struct Document {
    Json accessors = Json::array(), views = Json::array(), meshes = Json::array();
    std::vector<std::uint8_t> binary;

    int addView(const void* data, std::size_t bytes, int target) {
        views.push_back({{"buffer", 0}, {"byteOffset", binary.size()}, {"byteLength", bytes}, {"target", target}});
        const auto* from = static_cast<const std::uint8_t*>(data);
        binary.insert(binary.end(), from, from + bytes);
        binary.resize((binary.size() + 3) / 4 * 4, 0);
        return static_cast<int>(views.size()) - 1;
    }

    int addVectors(const std::vector<glm::vec3>& values, bool withBounds) {
        Json accessor = {{"bufferView", addView(values.data(), values.size() * sizeof(glm::vec3), kVertexTarget)},
                         {"componentType", kFloat},
                         {"count", values.size()},
                         {"type", "VEC3"}};
        if (withBounds) {
            glm::vec3 least = values.front(), greatest = values.front();
            for (const glm::vec3& v : values) {
                least = glm::min(least, v);
                greatest = glm::max(greatest, v);
            }
            accessor["min"] = {least.x, least.y, least.z};
            accessor["max"] = {greatest.x, greatest.y, greatest.z};
        }
        accessors.push_back(std::move(accessor));
        return static_cast<int>(accessors.size()) - 1;
    }

    int addIndices(const std::vector<std::array<std::uint32_t, 3>>& triangles, std::size_t vertices) {
        const bool small = vertices < 65535;
        std::vector<std::uint16_t> shorts;
        if (small)
            for (const auto& t : triangles)
                for (const std::uint32_t i : t) shorts.push_back(static_cast<std::uint16_t>(i));
        const int view = small ? addView(shorts.data(), shorts.size() * 2, kIndexTarget)
                               : addView(triangles.data(), triangles.size() * sizeof(triangles[0]), kIndexTarget);
        accessors.push_back({{"bufferView", view},
                             {"componentType", small ? kUnsignedShort : kUnsignedInt},
                             {"count", triangles.size() * 3},
                             {"type", "SCALAR"}});
        return static_cast<int>(accessors.size()) - 1;
    }
};

void addMesh(Document& document, const ShapedSurface& shaped) {
    const CornerSplit split = splitCreases(shaped.surface, kCreaseAngle_deg);
    const auto& points = shaped.surface.positions;
    std::vector<glm::vec3> positions, normals;
    for (const std::uint32_t i : split.source) positions.push_back(metres(points[i]));
    for (const glm::dvec3& n : cornerNormals(shaped.surface, split))
        normals.push_back(glm::normalize(glm::vec3(glm::round(n * 1e6) * 1e-6 + 0.0)));

    Json targets = Json::array(), names = Json::array(), weights = Json::array();
    for (const ShapedSurface::Key& key : shaped.keys) {
        std::vector<glm::vec3> offsets;
        for (const std::uint32_t i : split.source) offsets.push_back(metres(key.moved.positions[i] - points[i]));
        targets.push_back({{"POSITION", document.addVectors(offsets, true)}});
        names.push_back(key.name);
        weights.push_back(0.0);
    }
    Json primitive = {
        {"attributes",
         {{"POSITION", document.addVectors(positions, true)}, {"NORMAL", document.addVectors(normals, false)}}},
        {"indices", document.addIndices(split.triangles, split.source.size())},
        {"material", shaped.material}};
    Json mesh = {{"name", shaped.name}};
    if (!targets.empty()) {
        primitive["targets"] = std::move(targets);
        mesh["weights"] = std::move(weights);
        mesh["extras"] = {{"targetNames", std::move(names)}};
    }
    mesh["primitives"] = Json::array({std::move(primitive)});
    document.meshes.push_back(std::move(mesh));
}

void append32(std::vector<std::uint8_t>& out, std::size_t value) {
    for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

} // namespace

std::vector<std::uint8_t> writeGlb(const PartFile& part) {
    Document document;
    for (const ShapedSurface& shaped : part.meshes) addMesh(document, shaped);
    Json nodes = Json::array();
    for (const SceneNode& node : part.nodes) {
        nodes.push_back(node.json);
        if (node.mesh >= 0) nodes.back()["mesh"] = node.mesh;
    }
    const Json gltf = {{"asset", {{"version", "2.0"}, {"generator", "vitrine_make_parts"}}},
                       {"scene", 0},
                       {"scenes", Json::array({{{"nodes", {0}}, {"extras", {{"vitrine", part.vitrine}}}}})},
                       {"nodes", std::move(nodes)},
                       {"meshes", document.meshes},
                       {"materials", part.materials},
                       {"accessors", document.accessors},
                       {"bufferViews", document.views},
                       {"buffers", Json::array({{{"byteLength", document.binary.size()}}})}};
    std::string text = gltf.dump();
    text.resize((text.size() + 3) / 4 * 4, ' ');

    std::vector<std::uint8_t> out = {'g', 'l', 'T', 'F'};
    append32(out, 2);
    append32(out, 12 + 8 + text.size() + 8 + document.binary.size());
    append32(out, text.size());
    append32(out, 0x4E4F534A); // "JSON"
    out.insert(out.end(), text.begin(), text.end());
    append32(out, document.binary.size());
    append32(out, 0x004E4942); // "BIN"
    out.insert(out.end(), document.binary.begin(), document.binary.end());
    return out;
}

} // namespace vitrine::source
