// The parts that ship: what the generator makes, what the files hold, and what their expressions do with both.
#include "base/files.h"
#include "part/parametric_shape.h"
#include "part/reader.h"
#include "source/parts.h"

#include <gtest/gtest.h>
#include <map>
#include <random>
#include <tuple>

namespace vitrine::part {
namespace {

const std::filesystem::path kParts = std::filesystem::path(VITRINE_SOURCE_DIR) / "assets" / "parts";

Part load(const char* name) {
    return readPart(std::make_shared<const Model>(readModel(kParts / name)));
}

// The largest distance between the file's vertices, morphed, and those made directly. The file orders vertices as the
// generator's crease splitting does, so that they are compared one by one.
double largestError(const Part& part, const Shape& shape, const std::string& mesh, const source::Surface& usual,
                    const source::Surface& direct) {
    for (const ShapedMesh& shaped : shape.meshes) {
        const Mesh& from = part.model->meshes[static_cast<std::size_t>(shaped.mesh)];
        if (from.name != mesh) continue;
        const MorphedVertices vertices = morphVertices(from.primitives[0], shaped.weights);
        const source::CornerSplit split = source::splitCreases(usual, source::kCreaseAngle_deg);
        EXPECT_EQ(split.source.size(), vertices.positions.size());
        double largest = 0.0;
        for (std::size_t i = 0; i < split.source.size(); ++i)
            largest = std::max(largest, glm::distance(vertices.positions[i], direct.positions[split.source[i]]));
        return largest;
    }
    ADD_FAILURE() << "no mesh " << mesh;
    return 1e9;
}

constexpr double kMicrometre = 1e-3;

TEST(GeneratedParts, AreTheCommittedBytes) {
    for (const source::NamedFile& file : source::makeAllParts())
        EXPECT_TRUE(readFile(kParts / file.name, 64u << 20) == file.bytes)
            << file.name << ": run vitrine_make_parts assets/parts";
}

TEST(GeneratedParts, PassTheCheckWithoutAWord) {
    for (const char* name : {"classic-band.glb", "pearl-cup.glb", "six-prong-head.glb"}) {
        const Model model = readModel(kParts / name);
        const Issues issues = checkPart(model);
        for (const Issue& issue : issues.all()) ADD_FAILURE() << name << ": " << issue.message;
    }
}

TEST(ClassicBand, MorphedVerticesAreThoseMadeDirectly) {
    const Part part = load("classic-band.glb");
    std::mt19937 random(1);
    const auto between = [&](double a, double b) { return snap(std::uniform_real_distribution(a, b)(random), 0.01); };
    for (int setting = 0; setting < 20; ++setting) {
        const source::BandShape shape{.fingerRadius = between(7.0, 11.0),
                                      .widthTop = between(1.7, 7.0),
                                      .widthBottom = between(1.5, 7.0),
                                      .thicknessTop = between(1.6, 2.5),
                                      .thicknessBottom = between(1.6, 2.5),
                                      .innerDome = between(0.0, 0.4),
                                      .outerDome = between(0.0, 0.3)};
        PartChoice choice{.scope = "shank", .part = &part};
        choice.parameters = {{"width_top", snap(shape.widthTop, 0.05)},
                             {"width_bottom", snap(shape.widthBottom, 0.05)},
                             {"thickness_top", snap(shape.thicknessTop, 0.05)},
                             {"thickness_bottom", snap(shape.thicknessBottom, 0.05)},
                             {"inner_dome", shape.innerDome},
                             {"outer_dome", shape.outerDome}};
        source::BandShape snapped = shape;
        snapped.widthTop = choice.parameters["width_top"];
        snapped.widthBottom = choice.parameters["width_bottom"];
        snapped.thicknessTop = choice.parameters["thickness_top"];
        snapped.thicknessBottom = choice.parameters["thickness_bottom"];
        // Without a head there is no shoulder; with one, it is the parameter's.
        choice.parameters["shoulder"] = between(0.0, 0.4);
        ValueGraph values = makeValues({choice}, shape.fingerRadius);
        if (setting % 2 == 1) {
            values.set("shank", "top_base_radius", 1.8);
            snapped.shoulder = choice.parameters["shoulder"];
        }
        const Shape made = shapePart(choice, values, {});
        EXPECT_LT(largestError(part, made, "shank", source::makeBand({}), source::makeBand(snapped)), kMicrometre);
    }
}

TEST(SixProngHead, MorphedVerticesAreThoseMadeDirectly) {
    const Part part = load("six-prong-head.glb");
    const source::HeadParameters usual;
    std::mt19937 random(2);
    const auto within = [&](double a, double b) { return std::uniform_real_distribution(a, b)(random); };
    for (int setting = 0; setting < 20; ++setting) {
        StoneDimensions stone = ordinaryStone(within(4.0, 9.0));
        stone.crown *= within(0.95, 1.1);
        stone.pavilion *= setting % 4 == 3 ? 0.0 : within(0.97, 1.05); // a cabochon's base is flat
        stone.slope *= within(0.9, 1.1);
        PartChoice choice{.scope = "head", .part = &part, .stones = {{"centre", stone}}};
        const ValueGraph defaults = makeValues({choice}, 8.458);
        choice.parameters = {{"lean", snap(within(18.0, 28.0), 0.5)},
                             {"height", defaults.value("head", "height") + snap(within(-0.2, 0.2), 0.05)},
                             {"wire", defaults.value("head", "wire") + snap(within(-0.1, 0.1), 0.01)}};
        const ValueGraph values = makeValues({choice}, 8.458);
        const auto value = [&](const char* name) { return values.value("head", name); };
        const source::HeadParameters head{.stone = {.width = stone.width,
                                                    .crown = stone.crown,
                                                    .pavilion = stone.pavilion,
                                                    .girdle = stone.girdle,
                                                    .slope = stone.slope},
                                          .height = value("height"),
                                          .wire = value("wire"),
                                          .lean_deg = value("lean"),
                                          .seatDepth = value("seat_depth"),
                                          .tipHeight = value("tip_height"),
                                          .tipReach = value("tip_reach"),
                                          .railWire = value("rail_wire"),
                                          .railDrop = value("rail_drop")};
        const Shape made =
            shapePart(choice, values, {{"centre/prong-6", std::vector<Station>(6, Station{.azimuth_deg = 30.0})}});
        EXPECT_LT(largestError(part, made, "claw", makeClaw(clawShape(usual)), makeClaw(clawShape(head))), kMicrometre);
        EXPECT_LT(largestError(part, made, "rail", makeRail(railShape(usual)), makeRail(railShape(head))), kMicrometre);
        EXPECT_LT(largestError(part, made, "collar", makeCollar(collarShape(usual)), makeCollar(collarShape(head))),
                  kMicrometre);
    }
}

// Closed, consistently oriented and outward: every edge runs once each way and the volume is positive.
void expectWatertight(const std::vector<glm::dvec3>& positions, const std::vector<std::uint32_t>& indices,
                      const std::string& what) {
    std::map<std::tuple<double, double, double>, std::uint32_t> welded;
    std::vector<std::uint32_t> point;
    for (const glm::dvec3& p : positions)
        point.push_back(welded.try_emplace({p.x, p.y, p.z}, static_cast<std::uint32_t>(welded.size())).first->second);
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> edges;
    double volume = 0.0;
    for (std::size_t t = 0; t < indices.size(); t += 3) {
        for (std::size_t k = 0; k < 3; ++k) ++edges[{point[indices[t + k]], point[indices[t + (k + 1) % 3]]}];
        const glm::dvec3 &a = positions[indices[t]], &b = positions[indices[t + 1]], &c = positions[indices[t + 2]];
        volume += glm::dot(a, glm::cross(b, c)) / 6.0;
        EXPECT_GT(glm::length(glm::cross(b - a, c - a)), 0.0) << what << ": a triangle without area";
    }
    int open = 0;
    for (const auto& [edge, count] : edges) {
        const auto back = edges.find({edge.second, edge.first});
        if (count != 1 || back == edges.end() || back->second != 1) ++open;
    }
    EXPECT_EQ(open, 0) << what;
    EXPECT_GT(volume, 0.0) << what;
}

TEST(PearlCup, MorphedVerticesAreThoseMadeDirectly) {
    const Part part = load("pearl-cup.glb");
    std::mt19937 random(3);
    const auto between = [&](double a, double b) { return snap(std::uniform_real_distribution(a, b)(random), 0.05); };
    for (int setting = 0; setting < 20; ++setting) {
        source::PearlCupParameters cup{.pearl = between(4.0, 12.0),
                                       .lift = between(0.9, 2.5),
                                       .wall = between(0.4, 0.8),
                                       .foot = between(1.4, 3.0)};
        cup.peg = snap(0.15 * cup.pearl - 0.025, 0.05);
        cup.pegDepth = snap(0.5 * cup.pearl, 0.05);
        PartChoice choice{.scope = "head", .part = &part, .stones = {{"centre", ordinaryStone(cup.pearl)}}};
        choice.parameters = {
            {"lift", cup.lift}, {"wall", cup.wall}, {"foot", cup.foot}, {"peg", cup.peg}, {"peg_depth", cup.pegDepth}};
        const Shape made = shapePart(choice, makeValues({choice}, 8.458), {});
        EXPECT_LT(largestError(part, made, "cup", makePearlCup(source::pearlCupShape({})),
                               makePearlCup(source::pearlCupShape(cup))),
                  kMicrometre);
        const Mesh& mesh = part.model->meshes[0];
        expectWatertight(morphVertices(mesh.primitives[0], made.meshes[0].weights).positions,
                         mesh.primitives[0].indices, mesh.name);
    }
}

TEST(GeneratedParts, AreWatertightAndOutwardAtTheEndsOfTheirRanges) {
    const Part band = load("classic-band.glb"), head = load("six-prong-head.glb");
    for (const double stoneWidth : {4.0, 6.5, 9.0})
        for (const bool greatest : {false, true}) {
            PartChoice choice{.scope = "head", .part = &head, .stones = {{"centre", ordinaryStone(stoneWidth)}}};
            choice.parameters["lean"] = greatest ? 28.0 : 18.0;
            const Shape made = shapePart(choice, makeValues({choice}, 8.458), {{"centre/prong-6", {Station{}}}});
            for (const ShapedMesh& shaped : made.meshes) {
                const Mesh& mesh = head.model->meshes[static_cast<std::size_t>(shaped.mesh)];
                expectWatertight(morphVertices(mesh.primitives[0], shaped.weights).positions,
                                 mesh.primitives[0].indices, mesh.name);
            }
        }
    for (const double width : {1.7, 7.0}) {
        PartChoice choice{.scope = "shank", .part = &band, .parameters = {{"width_top", width}}};
        const Shape made = shapePart(choice, makeValues({choice}, 8.458), {});
        const Primitive& primitive = band.model->meshes[0].primitives[0];
        expectWatertight(morphVertices(primitive, made.meshes[0].weights).positions, primitive.indices, "shank");
    }
}

TEST(GeneratedParts, NormalsInTheFileAreThoseComputedFromThePositions) {
    for (const char* name : {"classic-band.glb", "pearl-cup.glb", "six-prong-head.glb"}) {
        const Model model = readModel(kParts / name);
        for (const Mesh& mesh : model.meshes) {
            const Primitive& primitive = mesh.primitives[0];
            const MorphedVertices same = morphVertices(primitive, std::vector<double>(primitive.targets.size(), 0.0));
            double least = 1.0;
            for (std::size_t i = 0; i < same.normals.size(); ++i)
                least = std::min(least, glm::dot(same.normals[i], primitive.normals[i]));
            EXPECT_GT(least, std::cos(radians(0.5))) << mesh.name;
        }
    }
}

} // namespace
} // namespace vitrine::part
