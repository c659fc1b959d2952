#include "render/live_scene.h"

#include "gem/dome.h"
#include "render/bvh.h"
#include "render/foreign_surface.h"
#include "render/live_pipelines.h"
#include "render/pack_inclusions.h"
#include "render/pack_tree.h"
#include "render/pack_words.h"
#include "scene/opaque.h"
#include "scene/rounded_mesh.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::render {
namespace {

constexpr double kSamePlane = 1e-6; // of planes of bodies 1 mm wide

// Texels of all near-field maps together, which every frame lights anew, and of one.
constexpr double kNearBudget = 192.0 * 192.0;
constexpr std::uint32_t kLargestNear = 192, kSmallestNear = 16;

struct TreeTriangle {
    glm::vec3 corners[3];
    std::uint32_t normals[3];
    std::uint32_t identity, facet;
    std::uint32_t attributes = 0; ///< texel of the first corner + 1; 0 without
};

// Of a cabochon's mesh in its frame, by where the corner lies: the names of gem::Dome and shaders/stone/dome.glsl.
std::uint32_t surfaceOf(const gem::Cabochon& c, double width, const glm::dvec3& middle) {
    const double girdle = 0.5 * c.girdle * width;
    return middle.y > girdle ? gem::Dome::top : middle.y < -girdle ? gem::Dome::base : gem::Dome::band;
}

class Packer {
  public:
    explicit Packer(scene::Piece piece) : piece_(std::move(piece)) {}

    LiveScene pack() {
        for (const scene::Instance& instance : piece_.instances) addMetal(instance);
        out_.stoneRecords.resize(LIVE_STONE_TEXELS * piece_.stones.size());
        layOutAtlas();
        for (std::size_t i = 0; i < piece_.stones.size(); ++i) addStone(i);
        buildTree();
        return std::move(out_);
    }

  private:
    void addMetal(const scene::Instance& instance) {
        const scene::Mesh& mesh = piece_.meshes[static_cast<std::size_t>(instance.mesh)];
        const auto first = static_cast<std::uint32_t>(out_.metalVertices.size());
        const auto surface = static_cast<std::uint32_t>(instance.surface);
        const glm::dmat3 normalMatrix = glm::transpose(glm::inverse(glm::dmat3(instance.worldFromMesh)));
        for (std::size_t v = 0; v < mesh.positions.size(); ++v) {
            const glm::dvec3 p(instance.worldFromMesh * glm::dvec4(mesh.positions[v], 1.0));
            const glm::dvec3 n = glm::normalize(normalMatrix * glm::dvec3(mesh.normals[v]));
            out_.metalVertices.push_back({glm::vec3(p), packNormal(glm::vec3(n)), surface});
        }
        const bool mirrored = glm::determinant(glm::dmat3(instance.worldFromMesh)) < 0.0;
        for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
            const std::uint32_t corners[] = {first + mesh.indices[i], first + mesh.indices[i + (mirrored ? 2 : 1)],
                                             first + mesh.indices[i + (mirrored ? 1 : 2)]};
            std::uint32_t meshCorners[3];
            TreeTriangle triangle{.corners = {}, .normals = {}, .identity = IDENTITY_METAL | surface, .facet = 0};
            for (std::size_t c = 0; c < 3; ++c) {
                out_.metalIndices.push_back(corners[c]);
                triangle.corners[c] = out_.metalVertices[corners[c]].position;
                triangle.normals[c] = out_.metalVertices[corners[c]].normal;
                meshCorners[c] = corners[c] - first;
            }
            triangle.attributes = addAttributes(mesh, meshCorners, glm::dmat3(instance.worldFromMesh));
            triangles_.push_back(triangle);
        }
    }

    std::uint32_t addAttributes(const scene::Mesh& mesh, const std::uint32_t* corners,
                                const glm::dmat3& worldFromMesh) {
        if (!hasAttributes(mesh)) return 0;
        const auto first = static_cast<std::uint32_t>(out_.attributes.size()) + 1;
        for (const glm::uvec4& texel : attributesOf(mesh, corners, worldFromMesh)) out_.attributes.push_back(texel);
        return first;
    }

    // One square a stone, side by side: large for a centre stone, small for each of a hundred melee.
    void layOutAtlas() {
        const auto count = static_cast<std::uint32_t>(piece_.stones.size());
        const double each = std::sqrt(kNearBudget / std::max(count, 1u));
        out_.nearSize = std::clamp(static_cast<std::uint32_t>(each), kSmallestNear, kLargestNear);
        const auto columns = static_cast<std::uint32_t>(std::ceil(std::sqrt(static_cast<double>(std::max(count, 1u)))));
        const std::uint32_t tile = out_.nearSize + 2;
        out_.atlas = {.stones = count, .tile = tile, .columns = columns, .width = columns * tile};
        out_.atlasHeight = (std::max(count, 1u) + columns - 1) / columns * tile;
    }

    std::size_t cutOf(const LiveBody& body) {
        for (std::size_t i = 0; i < out_.cuts.size(); ++i)
            if (sameBody(out_.cuts[i].body, body)) return i;
        LiveCut cut{.body = body};
        cut.firstPlane = static_cast<std::uint32_t>(out_.planes.size());
        cut.firstCorner = static_cast<std::uint32_t>(out_.corners.size());
        if (body.cabochon) {
            for (const glm::uvec4& texel : domeTexels(*body.cabochon, 1.0)) out_.planes.push_back(texel);
            addCorners(*body.cabochon);
        } else {
            cut.planeCount = static_cast<std::uint32_t>(body.solid.facets().size());
            for (const gem::Facet& facet : body.solid.facets())
                out_.planes.push_back(bits(glm::vec3(facet.plane.normal), static_cast<float>(facet.plane.distance)));
            addCorners(body.solid.polyhedron());
        }
        cut.cornerCount = static_cast<std::uint32_t>(out_.corners.size()) - cut.firstCorner;
        out_.cuts.push_back(std::move(cut));
        return out_.cuts.size() - 1;
    }

    void addCorners(const gem::Polyhedron& body) {
        for (std::size_t f = 0; f < body.faces.size(); ++f)
            for (std::size_t c = 2; c < body.faces[f].size(); ++c)
                for (const std::size_t corner : {std::size_t{0}, c - 1, c})
                    out_.corners.push_back({glm::vec3(body.vertices[static_cast<std::size_t>(body.faces[f][corner])]),
                                            static_cast<std::uint32_t>(f)});
    }

    void addCorners(const gem::Cabochon& cabochon) {
        forEachTriangle(scene::roundedMesh(cabochon, 1.0), [&](const auto& positions, const auto&) {
            const std::uint32_t surface = surfaceOf(cabochon, 1.0, (positions[0] + positions[1] + positions[2]) / 3.0f);
            for (const glm::vec3& position : positions) out_.corners.push_back({position, surface});
        });
    }

    // visit(positions, normals) of the three corners.
    static void forEachTriangle(const scene::Mesh& mesh, auto&& visit) {
        for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
            std::array<glm::vec3, 3> positions, normals;
            for (std::size_t c = 0; c < 3; ++c) {
                positions[c] = mesh.positions[mesh.indices[i + c]];
                normals[c] = mesh.normals[mesh.indices[i + c]];
            }
            visit(positions, normals);
        }
    }

    void addStone(std::size_t index) {
        const scene::Stone& stone = piece_.stones[index];
        const double width = stone.solid->width();
        const glm::dmat3 stoneFromWorld = glm::transpose(glm::dmat3(stone.worldFromStone));
        const auto row = [&](int r) {
            return glm::vec3(stoneFromWorld[0][r], stoneFromWorld[1][r], stoneFromWorld[2][r]);
        };
        const auto place = static_cast<std::uint32_t>(index);
        LiveStoneEntry entry{.cut = cutOf({.solid = stone.solid->scaled(1.0 / width),
                                           .cabochon = stone.cabochon,
                                           .included = !stone.inclusions.empty()}),
                             .row0 = row(0),
                             .row1 = row(1),
                             .centre = glm::vec3(stone.worldFromStone[3]),
                             .width_mm = static_cast<float>(width),
                             .meanChord = static_cast<float>(scene::meanChordOf(stone) / width),
                             .nearCorner = {place % out_.atlas.columns * out_.atlas.tile + 1,
                                            place / out_.atlas.columns * out_.atlas.tile + 1}};
        const LiveCut& cut = out_.cuts[entry.cut];
        const std::uint32_t inclusions = appendInclusions(out_.stoneRecords, stone.inclusions, width);
        const std::size_t record = LIVE_STONE_TEXELS * index;
        out_.stoneRecords[record] = bits(entry.row0, entry.width_mm);
        out_.stoneRecords[record + 1] = bits(entry.row1, entry.meanChord);
        const glm::uvec4 centre = bits(entry.centre, 0.0f);
        out_.stoneRecords[record + 2] = {centre.x, centre.y, centre.z, entry.nearCorner.x | entry.nearCorner.y << 16};
        out_.stoneRecords[record + 3] = {cut.firstPlane, cut.planeCount, out_.nearSize, inclusions};
        if (stone.cabochon)
            addDome(stone, place);
        else
            addFacets(stone, place);
        out_.stones.push_back(entry);
    }

    void addDome(const scene::Stone& stone, std::uint32_t index) {
        forEachTriangle(scene::stoneMeshOf(stone), [&](const auto& positions, const auto& normals) {
            TreeTriangle triangle{.corners = {}, .normals = {}, .identity = IDENTITY_STONE | index, .facet = 0};
            for (std::size_t c = 0; c < 3; ++c) {
                triangle.corners[c] = glm::vec3(stone.worldFromStone * glm::dvec4(positions[c], 1.0));
                triangle.normals[c] = packNormal(glm::vec3(glm::dmat3(stone.worldFromStone) * glm::dvec3(normals[c])));
            }
            const glm::dvec3 middle = (positions[0] + positions[1] + positions[2]) / 3.0f;
            triangle.facet = surfaceOf(*stone.cabochon, stone.solid->width(), middle);
            triangles_.push_back(triangle);
        });
    }

    void addFacets(const scene::Stone& stone, std::uint32_t index) {
        const gem::Polyhedron& body = stone.solid->polyhedron();
        for (std::size_t f = 0; f < body.faces.size(); ++f) {
            const glm::dvec3 normal = glm::dmat3(stone.worldFromStone) * stone.solid->facets()[f].plane.normal;
            const std::uint32_t packed = packNormal(glm::vec3(normal));
            const auto corner = [&](std::size_t c) {
                const glm::dvec3 v = body.vertices[static_cast<std::size_t>(body.faces[f][c])];
                return glm::vec3(stone.worldFromStone * glm::dvec4(v, 1.0));
            };
            for (std::size_t c = 2; c < body.faces[f].size(); ++c)
                triangles_.push_back({.corners = {corner(0), corner(c - 1), corner(c)},
                                      .normals = {packed, packed, packed},
                                      .identity = IDENTITY_STONE | index,
                                      .facet = static_cast<std::uint32_t>(f)});
        }
    }

    void buildTree() {
        if (triangles_.empty()) {
            out_.root = EMPTY_REFERENCE;
            return;
        }
        std::vector<Box> boxes(triangles_.size());
        for (std::size_t i = 0; i < triangles_.size(); ++i)
            for (const glm::vec3& corner : triangles_[i].corners) boxes[i].include(corner);
        const Bvh bvh = buildBvh(boxes, {.leafSize = 2, .depthLimit = kLiveStack});
        const auto firstLeaf = static_cast<std::uint32_t>(bvh.nodes.size());
        out_.nodes.reserve(NODE_TEXELS * (bvh.nodes.size() + triangles_.size()));
        appendTreeNodes(out_.nodes, bvh, 0, firstLeaf);
        for (const std::uint32_t i : bvh.order) {
            const TreeTriangle& t = triangles_[i];
            const auto withNormal = [](const glm::vec3& v, std::uint32_t normal) {
                return glm::uvec4(bits(v.x), bits(v.y), bits(v.z), normal);
            };
            out_.nodes.push_back(withNormal(t.corners[0], t.normals[0]));
            out_.nodes.push_back(withNormal(t.corners[1] - t.corners[0], t.normals[1]));
            out_.nodes.push_back(withNormal(t.corners[2] - t.corners[0], t.normals[2]));
            out_.nodes.emplace_back(t.attributes, t.identity, t.facet, 0u);
        }
        out_.root = treeReference(bvh.root, 0, firstLeaf);
        out_.depth = bvh.depth;
    }

    const scene::Piece piece_; ///< its opaque stones as meshes
    LiveScene out_;
    std::vector<TreeTriangle> triangles_;
};

} // namespace

bool sameBody(const LiveBody& first, const LiveBody& second) {
    if (first.included != second.included) return false;
    if (first.cabochon || second.cabochon) return first.cabochon == second.cabochon;
    const gem::Solid &a = first.solid, &b = second.solid;
    if (a.facets().size() != b.facets().size()) return false;
    for (std::size_t i = 0; i < a.facets().size(); ++i) {
        const gem::HalfSpace &p = a.facets()[i].plane, &q = b.facets()[i].plane;
        if (glm::length(p.normal - q.normal) > kSamePlane || std::abs(p.distance - q.distance) > kSamePlane)
            return false;
    }
    return true;
}

LiveScene packLive(const scene::Piece& piece) {
    return Packer(scene::withBodies(piece)).pack();
}

} // namespace vitrine::render
