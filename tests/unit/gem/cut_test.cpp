#include "base/error.h"
#include "gem/cut.h"
#include "gem/polyhedron.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace vitrine::gem {
namespace {

constexpr const char* kEntry = R"({
  "id": "round", "labels": {"en": "Round"}, "kind": "round-brilliant", "sources": {"proportions": "ours"},
  "proportions": {"table": 0.57, "crown_deg": 34, "pavilion_deg": 40.7, "star": 0.5, "lower_half": 0.8,
                  "girdle": 0.025, "culet": 0, "girdle_facets": 32}})";

Cut read(const Json& entry) {
    return readCut(JsonPlace(entry, "cut.json"));
}

std::string complaint(const char* patch) {
    Json entry = parseJson(kEntry, "cut.json");
    entry.merge_patch(parseJson(patch, "patch.json"));
    try {
        (void)read(entry);
        return {};
    } catch (const Error& error) {
        EXPECT_EQ(error.parts().file, "cut.json");
        return error.parts().place;
    }
}

double slope_deg(const Facet& facet) {
    return degrees(std::acos(std::abs(facet.plane.normal.y)));
}

TEST(RoundBrilliant, ListsItsTiersInOrder) {
    const Solid solid = roundBrilliant({.culet = 0.01});
    const auto& facets = solid.facets();
    const auto count = [&](FacetKind kind) {
        return std::count_if(facets.begin(), facets.end(), [&](const Facet& facet) { return facet.kind == kind; });
    };
    EXPECT_EQ(count(FacetKind::table), 1);
    EXPECT_EQ(count(FacetKind::bezel), 8);
    EXPECT_EQ(count(FacetKind::star), 8);
    EXPECT_EQ(count(FacetKind::upperHalf), 16);
    EXPECT_EQ(count(FacetKind::girdle), 32);
    EXPECT_EQ(count(FacetKind::pavilionMain), 8);
    EXPECT_EQ(count(FacetKind::lowerHalf), 16);
    EXPECT_EQ(count(FacetKind::culet), 1);
    EXPECT_TRUE(
        std::is_sorted(facets.begin(), facets.end(), [](const Facet& a, const Facet& b) { return a.kind < b.kind; }));
}

TEST(RoundBrilliant, HasAMainAtPlusZAndTheGivenAngles) {
    const Solid solid = roundBrilliant({});
    const auto firstOf = [&](FacetKind kind) {
        return *std::find_if(solid.facets().begin(), solid.facets().end(),
                             [&](const Facet& facet) { return facet.kind == kind; });
    };
    for (const FacetKind kind : {FacetKind::bezel, FacetKind::pavilionMain}) {
        EXPECT_NEAR(firstOf(kind).plane.normal.x, 0.0, 1e-15);
        EXPECT_GT(firstOf(kind).plane.normal.z, 0.0);
    }
    EXPECT_NEAR(slope_deg(firstOf(FacetKind::bezel)), 34.0, 1e-9);
    EXPECT_NEAR(slope_deg(firstOf(FacetKind::pavilionMain)), 40.7, 1e-9);
}

TEST(RoundBrilliant, IsExactlyOneMillimetreWideAndLong) {
    const Polyhedron body = roundBrilliant({}).polyhedron();
    for (const int axis : {0, 2}) {
        EXPECT_NEAR(body.greatest()[axis], 0.5, 1e-12);
        EXPECT_NEAR(body.least()[axis], -0.5, 1e-12);
    }
}

TEST(RoundBrilliant, MeasuresAsItWasMade) {
    const RoundBrilliant made{.table = 0.6, .crown_deg = 33, .pavilion_deg = 41.2, .girdle = 0.03, .culet = 0.02};
    const Proportions measured = measureProportions(roundBrilliant(made));
    EXPECT_NEAR(measured.table, 0.6, 1e-12);
    EXPECT_NEAR(measured.girdle, 0.03, 1e-12);
    EXPECT_NEAR(measured.crownHeight, 0.5 * 0.4 * std::tan(radians(33)), 1e-12);
    EXPECT_NEAR(measured.pavilionDepth, 0.5 * std::tan(radians(41.2)) * (1 - 0.02 * std::cos(radians(22.5))), 1e-12);
    EXPECT_NEAR(measured.depth, measured.crownHeight + measured.girdle + measured.pavilionDepth, 1e-12);
    EXPECT_NEAR(measured.length, 1.0, 1e-12);
}

TEST(RoundBrilliant, RefusesProportionsThatAreNone) {
    EXPECT_THROW((void)roundBrilliant({.table = 1.2}), Error);
    EXPECT_THROW((void)roundBrilliant({.girdle = 0.0}), Error);
    EXPECT_THROW((void)roundBrilliant({.girdleFacets = 40}), Error);
    EXPECT_THROW((void)roundBrilliant({.crown_deg = std::numeric_limits<double>::quiet_NaN()}), Error);
}

TEST(RoundBrilliant, NamesTheFacetThatItsProportionsLeaveNothing) {
    try {
        (void)roundBrilliant({.crown_deg = 35.0, .pavilion_deg = 20.0, .star = 0.01, .lowerHalf = 0.4, .culet = 0.49});
    } catch (const Error& problem) {
        EXPECT_EQ(problem.parts().problem, "facet 1 (bezel) is cut away by the others");
        return;
    }
    ADD_FAILURE() << "accepted";
}

TEST(Cut, ReadsItsProportions) {
    const Cut cut = read(parseJson(kEntry, "cut.json"));
    EXPECT_EQ(cut.id, "round");
    EXPECT_NEAR(cut.body.proportions.table, 0.57, 1e-12);
    EXPECT_EQ(cut.body.solid.facets().size(), 89u);
}

TEST(Cut, LocatesWhatIsWrong) {
    EXPECT_EQ(complaint(R"({"kind": "princess"})"), "/kind");
    EXPECT_EQ(complaint(R"({"proportions": {"table": "wide"}})"), "/proportions/table");
    EXPECT_EQ(complaint(R"({"proportions": {"table": 1.5}})"), "/proportions");
    EXPECT_EQ(complaint(R"({"proportions": {"depth": 0.6}})"), "/proportions/depth");
    EXPECT_EQ(complaint(R"({"deviations": [{"facet": 89, "tilt_deg": 0.5}]})"), "/deviations/0/facet");
    EXPECT_EQ(complaint(R"({"deviations": [{"facet": 9, "tilt_deg": 60}]})"), "/deviations/0/tilt_deg");
    EXPECT_EQ(complaint(R"({"sources": {"proportions": null}})"), "/sources");
}

TEST(Cut, TurnsTheOneFacetThatDeviates) {
    Json entry = parseJson(kEntry, "cut.json");
    entry["deviations"] =
        parseJson(R"([{"facet": 65, "tilt_deg": 0.5}, {"facet": 3, "tilt_deg": -0.5}])", "deviations");
    const Cut straight = read(parseJson(kEntry, "cut.json")), turned = read(entry);
    for (std::size_t i = 0; i < turned.body.solid.facets().size(); ++i) {
        const double expected = i == 65 ? 0.5 : i == 3 ? -0.5 : 0.0;
        EXPECT_NEAR(slope_deg(turned.body.solid.facets()[i]) - slope_deg(straight.body.solid.facets()[i]), expected,
                    1e-9)
            << i;
    }
}

TEST(Cut, TurningAFacetKeepsTheMiddleOfItsFaceOnIt) {
    const Solid solid = roundBrilliant({});
    const Solid turned = withFacetTurned(solid, 65, 0.3);
    const HalfSpace& plane = turned.facets()[65].plane;
    EXPECT_NEAR(glm::dot(plane.normal, faceCentre(solid.polyhedron(), 65)), plane.distance, 1e-12);
}

TEST(Cut, ThatShipsReadsAndIsNamedAsItsFile) {
    int count = 0;
    for (const auto& file : std::filesystem::directory_iterator(VITRINE_SOURCE_DIR "/assets/catalogue/cuts")) {
        const Json entry = readJson(file.path());
        EXPECT_EQ(readCut(JsonPlace(entry, file.path().string())).id, file.path().stem().string());
        ++count;
    }
    EXPECT_GE(count, 1);
}

TEST(Oddities, AreToldOfStonesThatCloseButThatNobodyCuts) {
    EXPECT_TRUE(oddities(measureProportions(roundBrilliant({}))).empty());
    const std::vector<std::string> deep =
        oddities(measureProportions(roundBrilliant({.crown_deg = 60.0, .pavilion_deg = 70.0})));
    ASSERT_EQ(deep.size(), 1u);
    EXPECT_NE(deep[0].find("177 %"), std::string::npos) << deep[0];
    EXPECT_EQ(oddities(measureProportions(roundBrilliant({.crown_deg = 5.0, .pavilion_deg = 15.0}))).size(), 1u);
}

} // namespace
} // namespace vitrine::gem
