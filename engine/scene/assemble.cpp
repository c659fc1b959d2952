#include "scene/assemble.h"

#include "scene/dressing.h"
#include "scene/look_up.h"
#include "scene/resolve.h"

#include <algorithm>
#include <glm/gtc/matrix_transform.hpp>
#include <tuple>

namespace vitrine::scene {
namespace {

// Refusals end the assembly with what would mend them, warnings go to the notes.
void judge(const part::PartChoice& choice, const part::ValueGraph& values, const std::string& file, Piece& piece) {
    for (const part::Violation& violation : part::findViolations(choice, values)) {
        std::vector<std::string> mends;
        for (const auto& [parameter, value] : violation.fix)
            mends.push_back(fmt::format("{}.{} = {:.3f}", choice.scope, parameter, value));
        const std::string remedy = mends.empty() ? "" : fmt::format("set {}", fmt::join(mends, ", "));
        if (violation.grade == part::Grade::refuse)
            throw Error({.file = file, .problem = violation.message, .remedy = remedy});
        piece.notes.push_back(remedy.empty() ? violation.message : violation.message + "; " + remedy);
    }
}

class Assembly {
  public:
    Assembly(const Configuration& configuration, const Catalogue& catalogue)
        : configuration_(configuration), catalogue_(catalogue), parts_(resolveParts(configuration, catalogue)),
          values_(resolveValues(configuration, catalogue, parts_)) {}

    Piece run() {
        for (const ResolvedPart& resolved : parts_) {
            judge(resolved.choice, values_, configuration_.file, piece_);
            shapes_[resolved.entry->id] = part::shapePart(resolved.choice, values_, resolved.stations);
        }
        listSurfaces();
        for (const ResolvedPart& resolved : parts_) {
            const glm::dmat4 worldFromPart = placeOf(resolved, 0);
            addMetal(resolved, worldFromPart);
            addStones(resolved, worldFromPart);
        }
        return std::move(piece_);
    }

  private:
    // The first part stands in the world; any other brings its attachment onto its host's mount, sunk by the overlap.
    glm::dmat4 placeOf(const ResolvedPart& resolved, std::size_t steps) const {
        if (resolved.entry->host.empty()) return glm::dmat4(1.0);
        if (steps > parts_.size())
            throw Error(
                {.file = configuration_.file, .problem = "parts are mounted onto each other in a loop", .remedy = {}});
        const auto host = std::find_if(parts_.begin(), parts_.end(), [&](const ResolvedPart& part) {
            return part.entry->id == resolved.entry->host;
        });
        const auto& mounts = host->part->mounts;
        const auto mount = std::find_if(mounts.begin(), mounts.end(),
                                        [&](const part::Mount& each) { return each.id == resolved.entry->mount; });
        const glm::dmat4 worldFromMount =
            placeOf(*host, steps + 1) * shapes_.at(host->entry->id).partFromMount.at(mount->id);
        return glm::translate(worldFromMount, glm::dvec3(0.0, -mount->overlap_mm, 0.0)) *
               glm::inverse(shapes_.at(resolved.entry->id).partFromAttach);
    }

    // In the order of the design and not of the meshes, so that a dressing needs no geometry.
    void listSurfaces() {
        piece_.surfaces = surfacesOf(configuration_, catalogue_);
        for (const PartEntry& entry : configuration_.parts)
            for (const auto& [slot, unused] : entry.metals)
                surfaces_.try_emplace({entry.id, slot}, static_cast<int>(surfaces_.size()));
    }

    int surfaceOf(const ResolvedPart& resolved, const std::string& slot) const {
        if (const auto found = surfaces_.find({resolved.entry->id, slot}); found != surfaces_.end())
            return found->second;
        throw Error({.file = configuration_.file,
                     .place = fmt::format("/parts/{}/metals", resolved.entry - configuration_.parts.data()),
                     .problem = fmt::format("the slot \"{}\" has no metal", slot),
                     .remedy = "name an alloy for it"});
    }

    // Instances with equal weights share one mesh: six claws are one.
    int meshOf(const ResolvedPart& resolved, const part::ShapedMesh& shaped) {
        const auto [found, isNew] = meshes_.try_emplace(
            {resolved.entry->id, shaped.mesh, shaped.primitive, shaped.weights}, piece_.meshes.size());
        if (isNew) {
            const part::Mesh& mesh = resolved.part->model->meshes[static_cast<std::size_t>(shaped.mesh)];
            const part::Primitive& primitive = mesh.primitives[static_cast<std::size_t>(shaped.primitive)];
            const part::MorphedVertices vertices = part::morphVertices(primitive, shaped.weights);
            piece_.meshes.push_back({.name = resolved.entry->id + "/" + mesh.name,
                                     .positions = {vertices.positions.begin(), vertices.positions.end()},
                                     .normals = {vertices.normals.begin(), vertices.normals.end()},
                                     .indices = primitive.indices});
        }
        return static_cast<int>(found->second);
    }

    void addMetal(const ResolvedPart& resolved, const glm::dmat4& worldFromPart) {
        for (const auto& [slot, unused] : resolved.entry->metals) {
            const std::set<std::string> slots = resolved.part->slots();
            if (slots.count(slot) == 0)
                throw Error({.file = configuration_.file,
                             .problem = fmt::format("{} has no slot \"{}\"", resolved.entry->id, slot),
                             .remedy = fmt::format("one of {}", fmt::join(slots, ", "))});
        }
        for (const part::ShapedMesh& shaped : shapes_.at(resolved.entry->id).meshes)
            piece_.instances.push_back({.mesh = meshOf(resolved, shaped),
                                        .surface = surfaceOf(resolved, shaped.slot),
                                        .worldFromMesh = worldFromPart * shaped.partFromMesh});
    }

    void addStones(const ResolvedPart& resolved, const glm::dmat4& worldFromPart) {
        for (const auto& [seat, partFromSeat] : shapes_.at(resolved.entry->id).partFromSeat) {
            const ResolvedStone& stone = resolved.stones.at(seat);
            const glm::dmat4 worldFromStone = worldFromPart * partFromSeat;
            const glm::dmat3 turn(worldFromStone);
            constexpr double kTolerance = 1e-6;
            for (int i = 0; i < 3; ++i)
                for (int k = 0; k < 3; ++k)
                    if (std::abs(glm::dot(turn[i], turn[k]) - (i == k ? 1.0 : 0.0)) > kTolerance)
                        throw Error({.file = resolved.part->model->file,
                                     .problem = fmt::format("the seat \"{}\" is scaled or sheared", seat),
                                     .remedy = "a seat's node and its ancestors only move and turn"});
            const gem::Cabochon* cabochon = stone.body().cabochon();
            piece_.stones.push_back({.seat = seat,
                                     .species = stone.species,
                                     .solid = stone.solid,
                                     .cabochon = cabochon ? std::optional(*cabochon) : std::nullopt,
                                     .worldFromStone = worldFromStone,
                                     .cut = stone.cut->cut.id,
                                     .carat = stone.carat(),
                                     .inclusions = stone.inclusions});
        }
    }

    const Configuration& configuration_;
    const Catalogue& catalogue_;
    const std::vector<ResolvedPart> parts_;
    const part::ValueGraph values_;
    std::map<std::string, part::Shape> shapes_;
    std::map<std::pair<std::string, std::string>, int> surfaces_; // by part and slot
    std::map<std::tuple<std::string, int, int, std::vector<double>>, std::size_t> meshes_;
    Piece piece_;
};

} // namespace

Piece assemble(const Configuration& configuration, const Catalogue& catalogue) {
    return Assembly(configuration, catalogue).run();
}

} // namespace vitrine::scene
