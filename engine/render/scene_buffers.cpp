#include "render/scene_buffers.h"

#include "base/error.h"
#include "render/foreign_surface.h"
#include "render/pack_inclusions.h"
#include "render/pack_tree.h"
#include "render/pack_words.h"
#include "render/scene_dress.h"
#include "scene/opaque.h"
#include "shared/cpp.h"
#include "shared/still_layout_cpp.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>

namespace vitrine::render {
namespace {

constexpr int kTopDepth = 12; // room for the heuristic; only thousands of instances need more
constexpr int kMeshDepthLimit = 32;

class Packer {
  public:
    Packer(scene::Piece piece, const Materials& known) : piece_(std::move(piece)) {
        out_.materials = known;
        out_.mayGlow = std::ranges::any_of(known.species, [](const auto& s) { return s->fluorescence.has_value(); });
    }

    SceneBuffers pack() {
        for (const scene::Mesh& mesh : piece_.meshes) packMesh(mesh);
        packStones();
        packInstances();
        packSurfaces();
        out_.bounds = scene::bounds(piece_);
        out_.mayPlay = out_.hasBodies && std::ranges::any_of(out_.materials.species, [](const auto& species) {
                           return species->body && species->body->play;
                       });
        out_.tailPlace = piece_.stones.empty() ? 0.5 * (out_.bounds.least + out_.bounds.greatest)
                                               : glm::dvec3(piece_.stones[0].worldFromStone[3]);
        return std::move(out_);
    }

  private:
    struct PackedMesh {
        std::uint32_t root = EMPTY_REFERENCE;
        Box box;
    };

    std::uint32_t nextRecord() const { return static_cast<std::uint32_t>(out_.nodes.size() / NODE_TEXELS); }

    void packMesh(const scene::Mesh& mesh) {
        const std::size_t count = mesh.indices.size() / 3;
        PackedMesh packed;
        if (count > 0) {
            std::vector<Box> boxes(count);
            for (std::size_t i = 0; i < count; ++i)
                for (std::size_t c = 0; c < 3; ++c) boxes[i].include(mesh.positions[mesh.indices[3 * i + c]]);
            const Bvh bvh = buildBvh(boxes, {.leafSize = 2, .depthLimit = kMeshDepthLimit});
            const std::uint32_t firstNode = nextRecord();
            const std::uint32_t firstTriangle = firstNode + static_cast<std::uint32_t>(bvh.nodes.size());
            appendTreeNodes(out_.nodes, bvh, firstNode, firstTriangle);
            for (const std::uint32_t triangle : bvh.order) packTriangle(mesh, triangle);
            packed = {treeReference(bvh.root, firstNode, firstTriangle), bvh.box};
            out_.meshDepth = std::max(out_.meshDepth, bvh.depth);
            out_.triangleCount += count;
        }
        meshes_.push_back(packed);
    }

    void packTriangle(const scene::Mesh& mesh, std::uint32_t triangle) {
        const std::uint32_t* corner = &mesh.indices[3 * static_cast<std::size_t>(triangle)];
        const glm::vec3 v0 = mesh.positions[corner[0]];
        out_.nodes.push_back(bits(v0, 0.0f));
        out_.nodes.push_back(bits(mesh.positions[corner[1]] - v0, 0.0f));
        out_.nodes.push_back(bits(mesh.positions[corner[2]] - v0, 0.0f));
        out_.nodes.emplace_back(static_cast<std::uint32_t>(out_.shading.size()), 0u, 0u, 0u);
        out_.shading.emplace_back(packNormal(mesh.normals[corner[0]]), packNormal(mesh.normals[corner[1]]),
                                  packNormal(mesh.normals[corner[2]]), packAttributes(mesh, corner));
    }

    // Returns the texel of the first corner + 1, or 0 when there is nothing to say.
    std::uint32_t packAttributes(const scene::Mesh& mesh, const std::uint32_t* corner) {
        if (!hasAttributes(mesh)) return 0;
        const auto first = static_cast<std::uint32_t>(out_.attributes.size()) + 1;
        for (const glm::uvec4& texel : attributesOf(mesh, corner)) out_.attributes.push_back(texel);
        return first;
    }

    // Planes in the stone's own frame, each facet's list of neighbouring planes behind them. Stones of one solid share
    // both.
    struct PackedSolid {
        std::uint32_t planes = 0, neighbours = 0;
    };
    PackedSolid packSolid(const gem::Solid& solid) {
        const auto plane = [&](int i) {
            const gem::HalfSpace& p = solid.facets()[static_cast<std::size_t>(i)].plane;
            return bits(glm::vec3(p.normal), static_cast<float>(p.distance));
        };
        const int count = static_cast<int>(solid.facets().size());
        PackedSolid packed;
        packed.planes = static_cast<std::uint32_t>(out_.scene.size());
        for (int i = 0; i < count; ++i) out_.scene.push_back(plane(i));
        packed.neighbours = static_cast<std::uint32_t>(out_.scene.size());
        std::uint32_t next = packed.neighbours + static_cast<std::uint32_t>(count);
        for (int i = 0; i < count; ++i) {
            const auto length = static_cast<std::uint32_t>(solid.neighbours(i).size());
            out_.scene.emplace_back(next, length, 0u, 0u);
            next += length;
        }
        for (int i = 0; i < count; ++i)
            for (const int neighbour : solid.neighbours(i)) out_.scene.push_back(plane(neighbour));
        return packed;
    }

    std::uint32_t packDome(const scene::Stone& stone) {
        const auto first = static_cast<std::uint32_t>(out_.scene.size());
        for (const glm::uvec4& texel : domeTexels(*stone.cabochon, stone.solid->width())) out_.scene.push_back(texel);
        return first;
    }

    void packStones() {
        std::map<const gem::Solid*, PackedSolid> solids;
        for (const scene::Stone& stone : piece_.stones)
            if (!solids.contains(stone.solid.get()))
                solids[stone.solid.get()] =
                    stone.cabochon ? PackedSolid{.planes = packDome(stone)} : packSolid(*stone.solid);

        std::vector<std::uint32_t> inclusions;
        for (const scene::Stone& stone : piece_.stones)
            inclusions.push_back(appendInclusions(out_.scene, stone.inclusions, 1.0));
        out_.hasInclusions = std::ranges::any_of(inclusions, [](std::uint32_t list) { return list != 0; });

        out_.stoneCount = static_cast<std::uint32_t>(piece_.stones.size());
        out_.stoneRecords = static_cast<std::uint32_t>(out_.scene.size());
        for (std::size_t i = 0; i < piece_.stones.size(); ++i) {
            const scene::Stone& stone = piece_.stones[i];
            const glm::dmat4 stoneFromWorld = glm::inverse(stone.worldFromStone);
            for (int row = 0; row < 3; ++row)
                out_.scene.push_back(
                    bits(glm::vec3(stoneFromWorld[0][row], stoneFromWorld[1][row], stoneFromWorld[2][row]),
                         static_cast<float>(stoneFromWorld[3][row])));
            out_.scene.push_back(
                bits(glm::vec3(stone.worldFromStone[3]), static_cast<float>(scene::meanChordOf(stone))));
            const PackedSolid& solid = solids[stone.solid.get()];
            const std::size_t planes = stone.cabochon ? 0 : stone.solid->facets().size();
            out_.scene.emplace_back(solid.planes, static_cast<std::uint32_t>(planes), solid.neighbours, inclusions[i]);
            out_.hasDomes = out_.hasDomes || stone.cabochon;
            out_.dress.push_back(
                stoneRecord(*stone.species, indexOf(out_.materials.species, gem::opticsOf(stone.species))));
            out_.glows.push_back(glowOf(stone));
            out_.mayGlow = out_.mayGlow || out_.glows.back().shines();
        }
        out_.dress.resize(out_.dress.size() + piece_.stones.size()); // what they emit: SceneDress::excite
    }

    template <class T>
    static std::uint32_t indexOf(std::vector<std::shared_ptr<const T>>& list, const std::shared_ptr<const T>& item) {
        const auto found = std::find(list.begin(), list.end(), item);
        const auto index = static_cast<std::uint32_t>(found - list.begin());
        if (found == list.end()) list.push_back(item);
        return index;
    }

    // A box that holds the image of a box under an affine map.
    static Box transformed(const Box& box, const glm::dmat4& m) {
        Box result;
        for (int corner = 0; corner < 8; ++corner) {
            const glm::dvec3 p((corner & 1) ? box.greatest.x : box.least.x, (corner & 2) ? box.greatest.y : box.least.y,
                               (corner & 4) ? box.greatest.z : box.least.z);
            result.include(glm::vec3(m * glm::dvec4(p, 1.0)));
        }
        return padded(result);
    }

    // Wider by more than the rounding of a vertex that goes through a matrix in single precision.
    static Box padded(Box box) {
        const glm::vec3 pad = 1e-5f * (1.0f + glm::max(glm::abs(box.least), glm::abs(box.greatest)));
        return {box.least - pad, box.greatest + pad};
    }

    void packInstances() {
        std::vector<Box> boxes;
        std::vector<std::array<glm::uvec4, INSTANCE_TEXELS>> records;
        for (const scene::Instance& instance : piece_.instances) {
            const PackedMesh& mesh = meshes_[static_cast<std::size_t>(instance.mesh)];
            if (mesh.root == EMPTY_REFERENCE) continue;
            const glm::dmat4 meshFromWorld = glm::inverse(instance.worldFromMesh);
            std::array<glm::uvec4, INSTANCE_TEXELS> record;
            for (int row = 0; row < 3; ++row)
                record[static_cast<std::size_t>(row)] =
                    bits(glm::vec3(meshFromWorld[0][row], meshFromWorld[1][row], meshFromWorld[2][row]),
                         static_cast<float>(meshFromWorld[3][row]));
            record[3] = {mesh.root, static_cast<std::uint32_t>(instance.surface), 0u, 0u};
            records.push_back(record);
            boxes.push_back(transformed(mesh.box, instance.worldFromMesh));
        }
        for (std::size_t i = 0; i < piece_.stones.size(); ++i) {
            const scene::Stone& stone = piece_.stones[i];
            Box box;
            for (const glm::dvec3& vertex : stone.solid->polyhedron().vertices)
                box.include(glm::vec3(stone.worldFromStone * glm::dvec4(vertex, 1.0)));
            // The matrix of a stone is in its own record; what a leaf needs is which stone it is.
            std::array<glm::uvec4, INSTANCE_TEXELS> record;
            const std::uint32_t at = out_.stoneRecords + static_cast<std::uint32_t>(i) * STONE_TEXELS;
            for (std::size_t row = 0; row < 3; ++row) record[row] = out_.scene[at + row];
            record[3] = {static_cast<std::uint32_t>(i), 0u, 0u, 1u};
            records.push_back(record);
            boxes.push_back(padded(box));
        }
        if (records.empty())
            throw Error(
                {.problem = "the piece holds no surface that can be drawn", .remedy = "give it meshes or stones"});

        out_.instanceRecords = static_cast<std::uint32_t>(out_.scene.size());
        for (const auto& record : records) out_.scene.insert(out_.scene.end(), record.begin(), record.end());
        packTopLevel(boxes);
    }

    // Leaves of the top level name instances, one each, by their index in `scene`'s records.
    void packTopLevel(const std::vector<Box>& boxes) {
        const Bvh bvh = buildBvh(boxes, {.leafSize = 1, .depthLimit = std::max(kTopDepth, levelsFor(boxes.size(), 1))});
        out_.topDepth = bvh.depth;
        const std::uint32_t firstNode = nextRecord();
        const auto named = [&](std::uint32_t child) {
            return (child & Bvh::kLeaf) != 0 ? Bvh::kLeaf | bvh.order[child & Bvh::kIndex] : child;
        };
        Bvh byInstance = bvh;
        for (BvhNode& node : byInstance.nodes)
            for (std::uint32_t& child : node.children) child = named(child);
        appendTreeNodes(out_.nodes, byInstance, firstNode, 0u);
        out_.topLevelRoot = treeReference(named(bvh.root), firstNode, 0u);
    }

    void packSurfaces() {
        out_.surfaceCount = static_cast<std::uint32_t>(piece_.surfaces.size());
        out_.textures = packTextures(piece_.images, textureUses(piece_));
        out_.notes = out_.textures.notes;
        for (std::size_t a = 0; a < kTextureArrays; ++a)
            out_.textureArrays |= out_.textures.arrays[a].layers > 0 ? 1 << a : 0;
        for (const scene::Surface& surface : piece_.surfaces) {
            std::vector<glm::uvec4> record(SURFACE_TEXELS);
            if (const auto* metal = std::get_if<scene::MetalSurface>(&surface.model)) {
                const std::uint32_t alloy = indexOf(out_.materials.alloys, metal->alloy);
                if (metal->finish) addFinish(out_.materials, *metal->finish);
                if (metal->coat) (void)indexOf(out_.materials.enamels, metal->coat->enamel);
                std::ranges::copy(metalRecord(*metal, alloy, out_.materials), record.begin());
            } else if (const auto* body = std::get_if<scene::BodySurface>(&surface.model)) {
                const std::uint32_t place = indexOf(out_.materials.species, body->species);
                std::ranges::copy(bodyRecord(*body->species, place), record.begin());
                out_.hasBodies = true;
            } else {
                record = foreignRecord(std::get<scene::ForeignSurface>(surface.model), out_.textures.places);
                out_.hasForeign = true;
            }
            out_.dress.insert(out_.dress.end(), record.begin(), record.end());
        }
    }

    const scene::Piece piece_; ///< its opaque stones as meshes
    SceneBuffers out_;
    std::vector<PackedMesh> meshes_;
};

} // namespace

SceneBuffers packScene(const scene::Piece& piece, const Materials& known) {
    return Packer(scene::withBodies(piece), known).pack();
}

} // namespace vitrine::render
