#include "scene/foreign_graph.h"

#include "base/error.h"
#include "scene/foreign_mesh.h"
#include "scene/foreign_species.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <glm/gtc/matrix_transform.hpp>

namespace vitrine::scene {
namespace {

constexpr double kLargestJewel_mm = 300.0, kSmallestJewel_mm = 1.0, kUsualJewel_mm = 25.0;
constexpr double kTransmissive = 0.5, kPolished = 0.15, kDielectric = 0.1;

int variantIndex(const part::Model& model, const std::string& name) {
    if (name.empty()) return -1;
    const auto found = std::find(model.variants.begin(), model.variants.end(), name);
    if (found == model.variants.end())
        throw Error({.file = model.file,
                     .problem = fmt::format("has no variant \"{}\"", name),
                     .remedy = model.variants.empty() ? "the model has no variants"
                                                      : fmt::format("one of {}", fmt::join(model.variants, ", "))});
    return static_cast<int>(found - model.variants.begin());
}

int materialIndex(const part::Primitive& primitive, int variant) {
    const auto i = static_cast<std::size_t>(variant);
    if (variant >= 0 && i < primitive.variantMaterials.size() && primitive.variantMaterials[i] >= 0)
        return primitive.variantMaterials[i];
    return primitive.material;
}

void placeNode(const part::Model& model, int index, const glm::dmat4& worldFromNode, int variant,
               std::vector<Placed>& placed) {
    const part::Node& node = model.nodes[static_cast<std::size_t>(index)];
    if (node.mesh < 0 || glm::determinant(glm::dmat3(worldFromNode)) == 0.0) return;
    const part::Mesh& mesh = model.meshes[static_cast<std::size_t>(node.mesh)];
    for (std::size_t p = 0; p < mesh.primitives.size(); ++p)
        if (mesh.primitives[p].kind == part::Primitive::Kind::triangles)
            placed.push_back({.node = index,
                              .primitive = static_cast<int>(p),
                              .material = materialIndex(mesh.primitives[p], variant),
                              .worldFromMesh = worldFromNode,
                              .weights = node.weights.empty() ? mesh.weights : node.weights});
}

std::vector<std::string> namesOf(const part::Model& model, const Placed& placed) {
    const part::Node& node = model.nodes[static_cast<std::size_t>(placed.node)];
    return {node.name, model.meshes[static_cast<std::size_t>(node.mesh)].name, materialOf(model, placed).name};
}

} // namespace

std::vector<Placed> placedPrimitives(const part::Model& model, const std::string& variant) {
    struct Visit {
        int node;
        glm::dmat4 worldFromParent;
    };
    const int chosen = variantIndex(model, variant);
    std::vector<Placed> placed;
    std::vector<Visit> visits;
    for (auto root = model.roots.rbegin(); root != model.roots.rend(); ++root)
        visits.push_back({*root, glm::dmat4(1.0)});
    while (!visits.empty()) {
        const Visit visit = visits.back();
        visits.pop_back();
        const part::Node& node = model.nodes[static_cast<std::size_t>(visit.node)];
        const glm::dmat4 worldFromNode = visit.worldFromParent * node.parentFromNode();
        placeNode(model, visit.node, worldFromNode, chosen, placed);
        for (auto child = node.children.rbegin(); child != node.children.rend(); ++child)
            visits.push_back({*child, worldFromNode});
    }
    return placed;
}

const part::Primitive& primitiveOf(const part::Model& model, const Placed& placed) {
    const part::Node& node = model.nodes[static_cast<std::size_t>(placed.node)];
    return model.meshes[static_cast<std::size_t>(node.mesh)].primitives[static_cast<std::size_t>(placed.primitive)];
}

const part::Material& materialOf(const part::Model& model, const Placed& placed) {
    static const part::Material standard;
    return placed.material < 0 ? standard : model.materials[static_cast<std::size_t>(placed.material)];
}

IntendedStone intendedStone(const part::Model& model, const Placed& placed, const ForeignSettings& settings) {
    const part::Material& material = materialOf(model, placed);
    const std::vector<std::string> names = namesOf(model, placed);
    for (const std::string& name : names)
        if (const auto found = settings.stones.find(name); found != settings.stones.end())
            return {StoneIntent::byUser, found->second};
    if (material.metallic > kDielectric || material.unlit) return {};
    if (material.transmission >= kTransmissive) return {StoneIntent::byMaterial, nullptr};
    if (material.roughness > kPolished) return {};
    if (auto species = speciesNamed(names, settings.species)) return {StoneIntent::byName, std::move(species)};
    return {};
}

StoneQuestion questionFor(const IntendedStone& intended, const part::Material& material) {
    constexpr double d_nm = 587.6;
    return {.ior = intended.species ? intended.species->ordinary.index(d_nm) : material.ior,
            .evidence = intended.intent == StoneIntent::byMaterial ? StoneQuestion::Evidence::material
                                                                   : StoneQuestion::Evidence::name};
}

Fit fitOf(const part::Model& model, const std::vector<Placed>& placed) {
    glm::dvec3 least(HUGE_VAL), greatest(-HUGE_VAL);
    for (const Placed& one : placed)
        for (const glm::dvec3& p : morphed(primitiveOf(model, one), one.weights, 0).positions) {
            const glm::dvec3 world(one.worldFromMesh * glm::dvec4(p, 1.0));
            least = glm::min(least, world);
            greatest = glm::max(greatest, world);
        }
    if (!(least.x <= greatest.x)) return {};
    const glm::dvec3 box = greatest - least, centre = 0.5 * (least + greatest);
    const double size = std::max({box.x, box.y, box.z});
    const bool isJewel = size >= kSmallestJewel_mm && size <= kLargestJewel_mm;
    if (!(size > 0.0) || (isJewel && glm::length(centre) <= size)) return {};
    const double scale = isJewel ? 1.0 : kUsualJewel_mm / size;
    return {.scale = scale,
            .worldFromModel = glm::scale(glm::dmat4(1.0), glm::dvec3(scale)) * glm::translate(glm::dmat4(1.0), -centre),
            .note = isJewel ? fmt::format("the model lies {:.0f} mm from the origin and was moved there",
                                          glm::length(centre))
                            : fmt::format("the model is {:.4g} mm large and was brought to {:.0f} mm about the origin",
                                          size, kUsualJewel_mm)};
}

} // namespace vitrine::scene
