#include "base/error.h"
#include "metal/finish.h"
#include "shared/cpp.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace vitrine::metal {
namespace {

constexpr const char* kEntry = R"({
  "id": "scraped", "labels": {"en": "Scraped"}, "order": 10, "roughness": {"along": 0.2, "across": 0.4},
  "marks": {"kind": "streaks", "scale_mm": 0.1, "depth_mm": 0.01, "stretch": 30},
  "sources": {"roughness": "ours", "marks": "ours"}})";

Finish read(const Json& document) {
    return readFinish(JsonPlace(document, "finish.json"));
}

std::string complaint(const char* member, const Json& value) {
    Json document = parseJson(kEntry, "finish.json");
    document[Json::json_pointer(member)] = value;
    try {
        (void)read(document);
        return {};
    } catch (const Error& error) {
        return error.parts().place;
    }
}

TEST(Finish, ReadsRoughnessAndMarks) {
    const Finish finish = read(parseJson(kEntry, "finish.json"));
    EXPECT_NEAR(finish.alpha.x, 0.04, 1e-12);
    EXPECT_NEAR(finish.alpha.y, 0.16, 1e-12);
    EXPECT_NEAR(finish.roughness(), std::sqrt(std::sqrt(0.04 * 0.16)), 1e-12);
    EXPECT_EQ(finish.marks.kind, ToolMarks::Kind::streaks);
    EXPECT_FALSE(finish.plain());
}

TEST(Finish, LocatesWhatIsWrong) {
    EXPECT_EQ(complaint("/marks/kind", "gouges"), "/marks/kind");
    EXPECT_EQ(complaint("/marks/scale_mm", 0), "/marks/scale_mm");
    EXPECT_EQ(complaint("/roughness/across", 2), "/roughness/across");
    EXPECT_EQ(complaint("/sources", {{"roughness", "ours"}}), "/sources");
    EXPECT_EQ(complaint("/gloss", 1), "/gloss");
}

TEST(Finish, ThatShipsReadsAndIsNamedAsItsFile) {
    int count = 0;
    for (const auto& file : std::filesystem::directory_iterator(VITRINE_SOURCE_DIR "/assets/catalogue/finishes")) {
        const Json document = readJson(file.path());
        EXPECT_EQ(readFinish(JsonPlace(document, file.path().string())).id, file.path().stem().string());
        ++count;
    }
    EXPECT_GE(count, 9);
}

// Places on the outside of a ring of 10 mm radius, and the normal there.
struct Place {
    glm::dvec3 at, normal;
};

std::vector<Place> outside(int around, int along) {
    std::vector<Place> places;
    for (int i = 0; i < around; ++i)
        for (int j = 0; j < along; ++j) {
            const double angle = 0.2 + 2.5 * i / around;
            const glm::dvec3 normal(std::sin(angle), std::cos(angle), 0.0);
            places.push_back({10.0 * normal + glm::dvec3(0.0, 0.0, 4.0 * j / along - 2.0), normal});
        }
    return places;
}

TEST(ToolMarks, AreHeightsWithoutASlopeOfTheirOwn) {
    const shared64::Relief relief{.scale_mm = 0.4, .depth_mm = 0.03, .stretch = 8.0};
    for (int kind = RELIEF_NONE; kind < RELIEF_MILGRAIN; ++kind) {
        glm::dvec3 lean(0.0);
        const std::vector<Place> places = outside(160, 90);
        for (const Place& place : places) {
            const double height = shared64::reliefHeight(kind, place.at, place.normal, relief);
            EXPECT_TRUE(height >= 0.0 && height <= 1.0) << kind;
            const glm::dvec3 normal = shared64::reliefNormal(kind, place.at, place.normal, relief);
            EXPECT_NEAR(glm::length(normal), 1.0, 1e-9);
            const glm::dvec3 along = shared64::toolDirection(place.at, place.normal);
            lean += glm::dvec3(glm::dot(normal, along), glm::dot(normal, glm::cross(place.normal, along)), 0.0);
        }
        EXPECT_LT(glm::length(lean) / static_cast<double>(places.size()), 0.01) << kind;
    }
}

TEST(ToolMarks, OfABrushFollowItsWayAroundTheRing) {
    const shared64::Relief relief{.scale_mm = 0.1, .depth_mm = 0.01, .stretch = 40.0};
    double along = 0.0, across = 0.0;
    for (const Place& place : outside(60, 60)) {
        const glm::dvec3 way = shared64::toolDirection(place.at, place.normal);
        EXPECT_NEAR(glm::dot(way, place.normal), 0.0, 1e-9);
        EXPECT_LT(std::abs(way.z), 0.02) << "around the finger, not along it";
        const glm::dvec3 normal = shared64::reliefNormal(RELIEF_STREAKS, place.at, place.normal, relief);
        along += std::abs(glm::dot(normal, way));
        across += std::abs(glm::dot(normal, glm::cross(place.normal, way)));
    }
    EXPECT_GT(across, 15.0 * along);
}

TEST(ToolMarks, OfAHammerLieEverywhere) {
    // One blow in each cell of a lattice: hardly any place is further than a cell's edge from the nearest.
    const shared64::Relief relief{.scale_mm = 1.0, .depth_mm = 0.05, .stretch = 1.0};
    int near = 0, all = 0;
    for (const Place& place : outside(100, 50)) {
        near += shared64::nearestPointSquared(place.at / relief.scale_mm, 1) < 1.0;
        ++all;
    }
    EXPECT_GT(near, 0.97 * all);
}

TEST(ToolMarks, OfMilgrainLieOnTheOuterEdgesAlone) {
    const shared64::Relief relief{.scale_mm = 0.3, .depth_mm = 0.08, .stretch = 1.0};
    const auto highest = [&](double elevation, double side) {
        double height = 0.0;
        for (int i = 0; i < 200; ++i) {
            const double angle = 0.3 + 0.002 * i;
            const glm::dvec3 out(std::sin(angle), std::cos(angle), 0.0);
            const glm::dvec3 normal = side * std::cos(elevation) * out + glm::dvec3(0.0, 0.0, std::sin(elevation));
            height = std::max(height, shared64::reliefHeight(RELIEF_MILGRAIN, 10.0 * out, normal, relief));
        }
        return height;
    };
    EXPECT_GT(highest(0.87, 1.0), 0.95);
    EXPECT_EQ(highest(0.2, 1.0), 0.0) << "the outside";
    EXPECT_EQ(highest(1.5, 1.0), 0.0) << "the flank";
    EXPECT_EQ(highest(0.87, -1.0), 0.0) << "the edge that the finger feels";
}

TEST(ToolMarks, AreTheSameInSinglePrecision) {
    const shared64::Relief relief{.scale_mm = 0.3, .depth_mm = 0.05, .stretch = 6.0};
    const shared32::Relief relief32{.scale_mm = 0.3f, .depth_mm = 0.05f, .stretch = 6.0f};
    for (int kind = RELIEF_NONE; kind < RELIEF_COUNT; ++kind) {
        int apart = 0;
        const std::vector<Place> places = outside(40, 40);
        for (const Place& place : places) {
            const glm::dvec3 normal = shared64::reliefNormal(kind, place.at, place.normal, relief);
            const glm::vec3 single =
                shared32::reliefNormal(kind, glm::vec3(place.at), glm::vec3(place.normal), relief32);
            apart += glm::length(normal - glm::dvec3(single)) > 0.02;
        }
        EXPECT_LE(apart, static_cast<int>(places.size()) / 50) << kind << ": but for ridges, where a digit decides";
    }
}

// The outside of a ring, densely: some 60 mm long, 4 mm wide.
template <class Visit>
void overARing(int places, Visit visit) {
    for (int i = 0; i < places; ++i) {
        const glm::dvec2 u = glm::fract(glm::dvec2(0.7548776662466927, 0.5698402909980532) * (i + 0.5));
        const double angle = 2.0 * kPi * u.x;
        const glm::dvec3 normal(std::sin(angle), std::cos(angle), 0.0);
        visit(10.0 * normal + glm::dvec3(0.0, 0.0, 4.0 * u.y - 2.0), normal);
    }
}

shared64::Hairlines hairlines(double perMm2, double length_mm, std::uint32_t seed = 1) {
    return {.width_mm = 0.02,
            .slope = 0.2,
            .cell_mm = shared64::kHairlineCell * length_mm,
            .chance = shared64::hairlineChance(perMm2, length_mm),
            .seed = seed};
}

// Scratches of that number, length and width take number x length x width of the surface: what their coverage says, and
// what points find that lie on one.
TEST(Hairlines, TakeAsMuchOfTheSurfaceAsTheirNumberSays) {
    for (const auto& [perMm2, length_mm] : {std::pair(3.0, 1.1), std::pair(1.0, 1.5), std::pair(12.0, 0.5)}) {
        const shared64::Hairlines lines = hairlines(perMm2, length_mm);
        EXPECT_NEAR(shared64::hairlineCoverage(lines), perMm2 * length_mm * lines.width_mm, 1e-9);
        int on = 0;
        constexpr int kPlaces = 400000;
        overARing(kPlaces, [&](const glm::dvec3& p, const glm::dvec3& n) {
            on += shared64::hairlineSlope(p, n, lines) != glm::dvec3(0.0);
        });
        // Where two cross they are one.
        const double expected = 1.0 - std::exp(-shared64::hairlineCoverage(lines));
        EXPECT_NEAR(on / double{kPlaces}, expected, 0.06 * expected) << perMm2 << " of " << length_mm << " mm";
    }
}

// From near, where a spot knows which scratches cross it, and from afar, where it takes their mean, they show as much.
TEST(Hairlines, HaveTheSameMeanFromNearAndFromAfar) {
    const shared64::Hairlines lines = hairlines(3.0, 1.1);
    for (const double spot_mm : {0.01, 0.03, 0.1, 0.3, 1.0}) {
        double share = 0.0;
        constexpr int kPlaces = 100000;
        overARing(kPlaces, [&](const glm::dvec3& p, const glm::dvec3& n) {
            share += shared64::hairlinesWithin(p, n, spot_mm, lines, 12).share / kPlaces;
        });
        const double expected = shared64::hairlineCoverage(lines);
        EXPECT_NEAR(share, expected, 0.1 * expected) << spot_mm;
    }
}

TEST(Hairlines, SlopeInTheSurfaceToBothSidesAlike) {
    const shared64::Hairlines lines = hairlines(3.0, 1.1), others = hairlines(3.0, 1.1, 2);
    double steepest = 0.0, square = 0.0;
    glm::dvec3 lean(0.0);
    int on = 0, alike = 0;
    overARing(200000, [&](const glm::dvec3& p, const glm::dvec3& n) {
        const glm::dvec3 slope = shared64::hairlineSlope(p, n, lines);
        if (slope == glm::dvec3(0.0)) return;
        EXPECT_NEAR(glm::dot(slope, n), 0.0, 1e-9);
        steepest = std::max(steepest, glm::length(slope));
        square += glm::dot(slope, slope);
        lean += slope;
        alike += shared64::hairlineSlope(p, n, others) != glm::dvec3(0.0);
        ++on;
    });
    EXPECT_LE(steepest, lines.slope);
    EXPECT_NEAR(square / on, lines.slope * lines.slope / 3.0, 0.05 * lines.slope * lines.slope)
        << "evenly between walls";
    EXPECT_LT(glm::length(lean) / on, 0.01 * lines.slope + 0.002);
    EXPECT_LT(alike, 0.2 * on) << "another seed lays them elsewhere";
}

TEST(Hairlines, AreAnOptionOfAFinish) {
    Json document = parseJson(kEntry, "finish.json");
    document["hairlines"] = {{"per_mm2", 3}};
    document["sources"]["hairlines"] = "ours";
    const Finish finish = read(document);
    ASSERT_TRUE(finish.hairlines);
    EXPECT_EQ(readHairlines(JsonPlace(toJson(*finish.hairlines), "again.json")), *finish.hairlines);
    EXPECT_EQ(complaint("/hairlines", {{"per_mm2", 500}}), "/hairlines/per_mm2") << "more than can be laid";
    EXPECT_EQ(complaint("/hairlines", {{"per_mm2", 3}}), "/sources") << "and they need a source";
}

// What a view keeps of a slope that it cannot resolve lies between all of it and that of heights which know nothing of
// each other; the reliefs themselves, measured over the same step, keep about as much.
TEST(ReliefMoments, TellWhatACoarseViewKeepsOfTheSlopes) {
    for (const int kind : {RELIEF_STREAKS, RELIEF_GRAIN, RELIEF_HAMMERED, RELIEF_BARK}) {
        const double stretch = kind == RELIEF_STREAKS || kind == RELIEF_BARK ? 8.0 : 1.0;
        const ReliefMoments moments = momentsOf(kind, stretch);
        EXPECT_GT(moments.slope.y, 0.1) << kind;
        EXPECT_GE(1.1 * moments.slope.y, moments.slope.x) << kind << ": no relief is steeper along the tool's way";
        EXPECT_GT(moments.height, 0.0) << kind;
        EXPECT_LE(moments.height, 0.25) << kind << ": heights are 0 to 1";
        const shared64::Relief relief{.scale_mm = 1.0, .depth_mm = 1.0, .stretch = stretch};
        for (const double step_mm : {0.05, 4.0}) {
            double square = 0.0;
            constexpr int kPlaces = 2000;
            for (int i = 0; i < kPlaces; ++i) {
                const double angle = 0.01234 * i;
                const glm::dvec3 normal(std::sin(angle), std::cos(angle), 0.0);
                const glm::dvec3 at = (100.0 + glm::fract(0.377 * i)) * normal + glm::dvec3(0.0, 0.0, 0.0721 * i);
                square += std::pow(shared64::reliefSlope(kind, at, normal, relief, step_mm).y, 2) / kPlaces;
            }
            const double kept = shared64::keptSlope(moments.slope.y, moments.height, step_mm, 1.0);
            EXPECT_NEAR(square / moments.slope.y, kept, 0.15 * kept + 0.01) << kind << " over " << step_mm << " mm";
        }
    }
    EXPECT_EQ(momentsOf(RELIEF_NONE, 1.0).slope, glm::dvec2(0.0));
}

} // namespace
} // namespace vitrine::metal
