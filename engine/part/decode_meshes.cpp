#include "base/error.h"
#include "part/decode.h"
#include "part/issue.h"

#include <fmt/core.h>
#include <numeric>

namespace vitrine::part {
namespace {

enum class Mode { points, lines, lineLoop, lineStrip, triangles, triangleStrip, triangleFan };

/// Reads the accessors of one primitive; every number counts against the model's budget, because any number of
/// primitives may share one accessor.
class Attributes {
  public:
    Attributes(const Document& document, std::uint64_t& componentsLeft) : document_(document), left_(componentsLeft) {}

    /// The numbers of the accessor that `attributes[key]` names, normalised; `width` of them a vertex. Empty when
    /// absent.
    std::vector<double> read(const Json& attributes, const char* key, const std::string& pointer, int& width) {
        const int index = indexMember(attributes, key, document_.accessors.size());
        if (index < 0) return {};
        const Accessor& accessor = document_.accessors[index];
        const auto fail = [&](std::string problem, std::string remedy) -> Error {
            return Error({.file = document_.path.string(),
                          .place = under(pointer, key),
                          .problem = std::move(problem),
                          .remedy = std::move(remedy)});
        };
        const std::uint64_t wanted = accessor.count * static_cast<std::uint64_t>(accessor.components);
        if (accessor.fits && wanted > left_)
            throw fail(fmt::format("the primitives together read more than {} numbers", document_.limits.maxComponents),
                       "share fewer accessors");
        auto values = components(document_, accessor);
        if (!values)
            throw fail(fmt::format("accessor {} has no data", index),
                       "give its buffer a file, a data URI or a BIN chunk");
        left_ -= wanted;
        width = accessor.components;
        if (accessor.normalized)
            for (double& value : *values) value = normalizedValue(value, accessor.component);
        return std::move(*values);
    }

    template <class Vector>
    std::vector<Vector> vectors(const Json& attributes, const char* key, const std::string& pointer,
                                double factor = 1.0) {
        int width = 0;
        const std::vector<double> values = read(attributes, key, pointer, width);
        std::vector<Vector> list(width ? values.size() / static_cast<std::size_t>(width) : 0, Vector(1.0));
        const int shared = std::min<int>(width, Vector::length());
        for (std::size_t i = 0; i < list.size(); ++i)
            for (int c = 0; c < shared; ++c)
                list[i][c] = factor * values[i * static_cast<std::size_t>(width) + static_cast<std::size_t>(c)];
        return list;
    }

  private:
    const Document& document_;
    std::uint64_t& left_;
};

std::vector<std::uint32_t> readIndices(const Json& json, const std::string& pointer, std::size_t vertices,
                                       Attributes& attributes) {
    int width = 0;
    if (json.contains("indices")) {
        const std::vector<double> values = attributes.read(json, "indices", pointer, width);
        return {values.begin(), values.end()};
    }
    std::vector<std::uint32_t> indices(vertices);
    std::iota(indices.begin(), indices.end(), 0u);
    return indices;
}

std::vector<MorphTarget> readTargets(const Json& json, const Json& names, const std::string& pointer,
                                     Attributes& attributes) {
    std::vector<MorphTarget> targets;
    const Json& list = arrayMember(json, "targets");
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string place = fmt::format("{}/targets/{}", pointer, i);
        targets.push_back(
            {.name = i < names.size() && names[i].is_string() ? names[i].get<std::string>() : std::string(),
             .positions = attributes.vectors<glm::dvec3>(list[i], "POSITION", place, kMmPerMetre),
             .normals = attributes.vectors<glm::dvec3>(list[i], "NORMAL", place)});
    }
    return targets;
}

std::vector<int> readVariants(const Json& json, const Model& model, std::size_t materials) {
    const Json& mappings = arrayMember(member(member(json, "extensions"), "KHR_materials_variants"), "mappings");
    if (mappings.empty()) return {};
    std::vector<int> chosen(model.variants.size(), -1);
    for (const Json& mapping : mappings) {
        const Json& variants = arrayMember(mapping, "variants");
        for (std::size_t i = 0; i < variants.size(); ++i)
            chosen[indexAt(variants, i, chosen.size())] = indexMember(mapping, "material", materials);
    }
    return chosen;
}

/// Everything but the indices.
Primitive readVertices(const Document& document, const Json& json, const Json& targetNames, const std::string& pointer,
                       Attributes& attributes, const Model& model) {
    const Json& semantics = member(json, "attributes");
    const std::string place = pointer + "/attributes";
    Primitive primitive{.positions = attributes.vectors<glm::dvec3>(semantics, "POSITION", place, kMmPerMetre),
                        .normals = attributes.vectors<glm::dvec3>(semantics, "NORMAL", place),
                        .tangents = attributes.vectors<glm::dvec4>(semantics, "TANGENT", place),
                        .texCoords = {attributes.vectors<glm::dvec2>(semantics, "TEXCOORD_0", place),
                                      attributes.vectors<glm::dvec2>(semantics, "TEXCOORD_1", place)},
                        .colors = attributes.vectors<glm::dvec4>(semantics, "COLOR_0", place),
                        .targets = readTargets(json, targetNames, pointer, attributes)};
    for (glm::dvec3& normal : primitive.normals)
        if (const double length = glm::length(normal); length > 0.0) normal /= length;
    const std::size_t materials = arrayMember(document.json, "materials").size();
    primitive.material = indexMember(json, "material", materials);
    primitive.variantMaterials = readVariants(json, model, materials);
    return primitive;
}

template <class Vector>
std::vector<Vector> pick(const std::vector<Vector>& from, const std::vector<std::uint32_t>& vertices) {
    std::vector<Vector> picked;
    if (from.empty()) return picked;
    for (const std::uint32_t vertex : vertices) picked.push_back(from[vertex]);
    return picked;
}

/// A chain of a line primitive with its own vertices only, so that many chains cost no more than one.
Primitive chainOf(const Primitive& whole, const Chain& chain) {
    Primitive part{.kind = Primitive::Kind::lines,
                   .lineClosed = chain.closed,
                   .positions = pick(whole.positions, chain.vertices),
                   .normals = pick(whole.normals, chain.vertices),
                   .tangents = pick(whole.tangents, chain.vertices),
                   .texCoords = {pick(whole.texCoords[0], chain.vertices), pick(whole.texCoords[1], chain.vertices)},
                   .colors = pick(whole.colors, chain.vertices),
                   .material = whole.material,
                   .variantMaterials = whole.variantMaterials};
    for (const MorphTarget& target : whole.targets)
        part.targets.push_back({.name = target.name,
                                .positions = pick(target.positions, chain.vertices),
                                .normals = pick(target.normals, chain.vertices)});
    part.indices.resize(chain.vertices.size());
    std::iota(part.indices.begin(), part.indices.end(), 0u);
    return part;
}

void addChains(const Primitive& whole, const std::vector<std::uint32_t>& pairs, const std::string& file,
               const std::string& pointer, Mesh& mesh) {
    constexpr std::size_t kMostChains = 10000;
    const std::vector<Chain> chains = chainSegments(pairs);
    if (chains.size() * (1 + whole.targets.size()) > kMostChains)
        throw Error({.file = file,
                     .place = pointer,
                     .problem = fmt::format("its segments form {} separate paths", chains.size()),
                     .remedy = fmt::format("at most {} paths and morph targets of paths are read", kMostChains)});
    for (const Chain& chain : chains) mesh.primitives.push_back(chainOf(whole, chain));
}

/// The primitive with its indices as a list.
Primitive withIndices(Primitive primitive, std::vector<std::uint32_t> indices, Mode mode) {
    switch (mode) {
    case Mode::triangleStrip:
        indices = listFromStrip(indices);
        break;
    case Mode::triangleFan:
        indices = listFromFan(indices);
        break;
    case Mode::triangles:
        indices.resize(indices.size() / 3 * 3);
        break;
    case Mode::points:
        primitive.kind = Primitive::Kind::points;
        break;
    case Mode::lineLoop:
        primitive.lineClosed = true;
        [[fallthrough]];
    case Mode::lines:
    case Mode::lineStrip:
        primitive.kind = Primitive::Kind::lines;
        break;
    }
    primitive.indices = std::move(indices);
    return primitive;
}

} // namespace

void decodeMeshes(const Document& document, Model& model) {
    const Json& variants = member(member(document.json, "extensions"), "KHR_materials_variants");
    for (const Json& variant : arrayMember(variants, "variants"))
        model.variants.push_back(stringMember(variant, "name"));

    std::uint64_t componentsLeft = document.limits.maxComponents;
    Attributes attributes(document, componentsLeft);
    const Json& meshes = arrayMember(document.json, "meshes");
    for (std::size_t m = 0; m < meshes.size(); ++m) {
        Mesh mesh{.name = stringMember(meshes[m], "name")};
        if (const Json& weights = member(meshes[m], "weights"); weights.is_array())
            mesh.weights = weights.get<std::vector<double>>();
        const Json& targetNames = arrayMember(member(meshes[m], "extras"), "targetNames");
        const Json& primitives = arrayMember(meshes[m], "primitives");
        for (std::size_t p = 0; p < primitives.size(); ++p) {
            const std::string pointer = fmt::format("/meshes/{}/primitives/{}", m, p);
            Primitive primitive = readVertices(document, primitives[p], targetNames, pointer, attributes, model);
            if (primitive.positions.empty()) {
                model.notes.push_back(pointer + " has no POSITION and is left out");
                continue;
            }
            auto indices = readIndices(primitives[p], pointer, primitive.positions.size(), attributes);
            const auto mode = static_cast<Mode>(countMember(primitives[p], "mode", 4));
            if (mode == Mode::lines)
                addChains(primitive, indices, document.path.string(), pointer, mesh);
            else
                mesh.primitives.push_back(withIndices(std::move(primitive), std::move(indices), mode));
        }
        model.meshes.push_back(std::move(mesh));
    }
}

} // namespace vitrine::part
