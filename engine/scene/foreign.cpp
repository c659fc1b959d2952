#include "scene/foreign.h"

#include "base/error.h"
#include "scene/foreign_graph.h"
#include "scene/foreign_mesh.h"
#include "scene/foreign_species.h"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace vitrine::scene {
namespace {

bool isMirrored(const glm::dmat4& m) {
    return glm::determinant(glm::dmat3(m)) < 0.0;
}

// The sets of texture coordinates that a material's textures use, in the order of their importance. Only the first
// reaches the GPU.
std::vector<int> texCoordsOf(const part::Material& material) {
    std::vector<int> sets;
    for (const part::TextureRef* texture :
         {&material.baseColorTexture, &material.normalTexture, &material.metallicRoughnessTexture,
          &material.emissiveTexture, &material.occlusionTexture, &material.transmissionTexture,
          &material.specularTexture, &material.specularColorTexture})
        if (texture->image >= 0 && std::find(sets.begin(), sets.end(), texture->texCoord) == sets.end())
            sets.push_back(texture->texCoord);
    return sets;
}

int texCoordOf(const part::Material& material) {
    const std::vector<int> sets = texCoordsOf(material);
    return !sets.empty() && sets.front() == 1 ? 1 : 0;
}

const std::string& meshName(const part::Model& model, const Placed& placed) {
    const part::Node& node = model.nodes[static_cast<std::size_t>(placed.node)];
    const std::string& name = model.meshes[static_cast<std::size_t>(node.mesh)].name;
    return name.empty() ? node.name : name;
}

void requireKnownStones(const part::Model& model, const std::vector<Placed>& placed, const ForeignSettings& settings) {
    for (const auto& [name, species] : settings.stones) {
        const ForeignSettings only{.stones = {{name, species}}};
        if (std::none_of(placed.begin(), placed.end(), [&](const Placed& one) {
                return intendedStone(model, one, only).intent == StoneIntent::byUser;
            }))
            throw Error({.file = model.file,
                         .problem = fmt::format("has no node, mesh or material \"{}\" to make a stone of", name),
                         .remedy = "name a node, a mesh or a material of the model"});
    }
}

/// Builds the piece primitive by primitive; what several nodes share is made once.
class Builder {
  public:
    Builder(const part::Model& model, const ForeignSettings& settings)
        : model_(model), settings_(settings), placed_(placedPrimitives(model, settings.variant)),
          fit_(fitOf(model, placed_)) {
        requireKnownStones(model, placed_, settings);
    }

    Piece build() {
        piece_.images = model_.images;
        piece_.notes = model_.notes;
        if (!fit_.note.empty()) piece_.notes.push_back(fit_.note);
        for (const Placed& placed : placed_)
            if (!addStones(placed)) addInstance(placed);
        return std::move(piece_);
    }

  private:
    using MeshKey = std::tuple<int, int, std::vector<double>, int, bool, bool>;

    // True when the primitive has become one or more stones.
    bool addStones(const Placed& placed) {
        const IntendedStone intended = intendedStone(model_, placed, settings_);
        if (intended.intent == StoneIntent::none) return false;
        const part::Material& material = materialOf(model_, placed);
        const ForeignMesh mesh = morphed(primitiveOf(model_, placed), placed.weights, 0);
        StoneFinding finding =
            stoneTest(stoneMesh(mesh, fit_.worldFromModel * placed.worldFromMesh), questionFor(intended, material));
        const std::string& name = meshName(model_, placed);
        if (finding.failed != StoneRule::passes) {
            note(fmt::format("{} is no faceted stone: {}", name, finding.reason));
            return false;
        }
        if (intended.intent == StoneIntent::byName)
            note(fmt::format("{} is opaque in the file; by its name it is traced as {}", name, intended.species->id));
        if (finding.hullAdds > 0.0)
            note(fmt::format("{} is not quite a convex, closed body; its hull is traced, {:.1f} % larger", name,
                             100.0 * finding.hullAdds));
        for (FoundStone& found : finding.stones) addStone(std::move(found), intended, scaled(material), name);
        return true;
    }

    void addStone(FoundStone found, const IntendedStone& intended, const part::Material& material,
                  const std::string& name) {
        auto solid = std::make_shared<const gem::Solid>(std::move(found.solid));
        auto species = intended.species ? intended.species
                                        : std::make_shared<const gem::Species>(speciesOf(material, solid->meanChord()));
        const double carat = gem::carat(*solid, species->density_g_cm3);
        piece_.stones.push_back({.seat = name,
                                 .species = std::move(species),
                                 .solid = std::move(solid),
                                 .worldFromStone = found.meshFromStone,
                                 .carat = carat});
    }

    void addInstance(const Placed& placed) {
        const glm::dmat4 worldFromMesh = fit_.worldFromModel * placed.worldFromMesh;
        const bool flip = isMirrored(worldFromMesh);
        const glm::dmat4 mirror(glm::dvec4(-1, 0, 0, 0), glm::dvec4(0, 1, 0, 0), glm::dvec4(0, 0, 1, 0),
                                glm::dvec4(0, 0, 0, 1));
        piece_.instances.push_back({.mesh = meshFor(placed, flip),
                                    .surface = surfaceFor(placed),
                                    .worldFromMesh = flip ? worldFromMesh * mirror : worldFromMesh});
    }

    int meshFor(const Placed& placed, bool flip) {
        const part::Material& material = materialOf(model_, placed);
        const int texCoord = texCoordOf(material);
        const bool wantsTangents = material.normalTexture.image >= 0;
        const MeshKey key{model_.nodes[static_cast<std::size_t>(placed.node)].mesh,
                          placed.primitive,
                          placed.weights,
                          texCoord,
                          wantsTangents,
                          flip};
        const auto [entry, isNew] = meshes_.try_emplace(key, static_cast<int>(piece_.meshes.size()));
        if (isNew) {
            ForeignMesh mesh = morphed(primitiveOf(model_, placed), placed.weights, texCoord);
            if (flip) mesh = mirrored(std::move(mesh));
            piece_.meshes.push_back(finished(std::move(mesh), meshName(model_, placed), wantsTangents));
        }
        return entry->second;
    }

    int surfaceFor(const Placed& placed) {
        const auto [entry, isNew] = surfaces_.try_emplace(placed.material, static_cast<int>(piece_.surfaces.size()));
        if (isNew) {
            const part::Material material = scaled(materialOf(model_, placed));
            if (texCoordsOf(material).size() > 1)
                note(fmt::format("material {} uses several sets of texture coordinates; set {} serves all its textures",
                                 material.name, texCoordOf(material)));
            piece_.surfaces.push_back({.name = material.name, .model = material});
        }
        return entry->second;
    }

    // Lengths of a material follow the model's.
    part::Material scaled(part::Material material) const {
        material.attenuationDistance_mm *= fit_.scale;
        material.thickness_mm *= fit_.scale;
        return material;
    }

    void note(std::string line) {
        if (std::find(piece_.notes.begin(), piece_.notes.end(), line) == piece_.notes.end())
            piece_.notes.push_back(std::move(line));
    }

    const part::Model& model_;
    const ForeignSettings& settings_;
    std::vector<Placed> placed_;
    Fit fit_;
    Piece piece_;
    std::map<MeshKey, int> meshes_;
    std::map<int, int> surfaces_;
};

} // namespace

Piece pieceFromModel(const part::Model& model, const ForeignSettings& settings) {
    return Builder(model, settings).build();
}

std::vector<StoneReport> stoneReports(const part::Model& model, const ForeignSettings& settings) {
    std::vector<StoneReport> reports;
    for (const Placed& placed : placedPrimitives(model, settings.variant)) {
        const IntendedStone intended = intendedStone(model, placed, settings);
        if (intended.intent == StoneIntent::none) continue;
        const ForeignMesh mesh = morphed(primitiveOf(model, placed), placed.weights, 0);
        reports.push_back({.mesh = meshName(model, placed),
                           .node = placed.node,
                           .finding = stoneTest(stoneMesh(mesh, placed.worldFromMesh),
                                                questionFor(intended, materialOf(model, placed)))});
    }
    return reports;
}

} // namespace vitrine::scene
