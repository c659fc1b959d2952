#include "base/error.h"
#include "gem/clarity.h"
#include "gem/round_brilliant.h"
#include "gem/step_cut.h"

#include <gtest/gtest.h>

#include <filesystem>

// Grades of clarity: what a stone of each holds, the same for the same seed.

namespace vitrine::gem {
namespace {

constexpr double kResolvedByEye_um = 1e3 * 250.0 * kPi / 180.0 / 60.0; // a minute of arc at 250 mm

const ClarityScale& gia() {
    static const ClarityScale scale = [] {
        const std::filesystem::path file =
            std::filesystem::path(VITRINE_SOURCE_DIR) / "assets/catalogue/clarities/gia.json";
        const Json document = readJson(file);
        return readClarityScale(JsonPlace(document, file.string()));
    }();
    return scale;
}

const ClarityGrade& grade(const std::string& id) {
    return *std::ranges::find(gia().grades, id, &ClarityGrade::id);
}

// Cross-section of all inclusions of the mean stone, mm2.
double meanCrossSection(const ClarityGrade& grade, const Solid& solid) {
    constexpr int kStones = 200;
    double sum = 0.0;
    for (int seed = 0; seed < kStones; ++seed)
        for (const Inclusion& each : inclusionsOf(grade, solid, static_cast<std::uint64_t>(seed)))
            sum += kPi * each.radius_mm * each.radius_mm;
    return sum / kStones;
}

bool same(const Inclusion& a, const Inclusion& b) {
    return a.kind == b.kind && a.centre == b.centre && a.radius_mm == b.radius_mm && a.albedo == b.albedo &&
           a.normal == b.normal && a.phase == b.phase;
}

TEST(Clarity, LiesWhollyWithinTheStone) {
    for (const double diameter_mm : {0.8, 1.3, 6.5})
        for (const Solid& unit : {roundBrilliant({}), stepCut({})}) {
            const Solid solid = unit.scaled(diameter_mm);
            for (const ClarityGrade& each : gia().grades)
                for (std::uint64_t seed = 0; seed < 20; ++seed)
                    for (const Inclusion& inclusion : inclusionsOf(each, solid, seed)) {
                        ASSERT_GT(inclusion.radius_mm, 0.0);
                        for (const Facet& facet : solid.facets())
                            ASSERT_LT(glm::dot(facet.plane.normal, inclusion.centre) + inclusion.radius_mm,
                                      facet.plane.distance)
                                << each.id << " of " << diameter_mm << " mm";
                    }
        }
}

TEST(Clarity, IsTheSameForTheSameSeed) {
    const Solid solid = roundBrilliant({}).scaled(6.5);
    const auto first = inclusionsOf(grade("si2"), solid, 7), again = inclusionsOf(grade("si2"), solid, 7);
    EXPECT_TRUE(std::ranges::equal(first, again, same));
    EXPECT_FALSE(std::ranges::equal(first, inclusionsOf(grade("si2"), solid, 8), same));
}

TEST(Clarity, GrowsWorseFromFlawlessDown) {
    const Solid solid = roundBrilliant({}).scaled(6.5);
    ASSERT_EQ(gia().grades.size(), 11u);
    EXPECT_EQ(meanCrossSection(grade("fl"), solid), 0.0);
    EXPECT_EQ(meanCrossSection(grade("if"), solid), 0.0);
    double before = 0.0;
    for (std::size_t i = 2; i < gia().grades.size(); ++i) {
        const double now = meanCrossSection(gia().grades[i], solid);
        EXPECT_GT(now, 1.3 * before) << gia().grades[i].id;
        before = now;
    }
}

// VVS is at the limit of a loupe that magnifies ten times, VS and the pinpoints of SI under that of the bare eye;
// crystals and feathers from I1 down are over it.
TEST(Clarity, IsSeenByTheLoupeAndTheEyeAsTheGradesSay) {
    const double byLoupe_um = kResolvedByEye_um / 10.0;
    for (const char* vvs : {"vvs1", "vvs2"}) {
        EXPECT_LT(grade(vvs).pinpoints.most_um, 2.0 * byLoupe_um);
        EXPECT_EQ(grade(vvs).crystals.most + grade(vvs).feathers.most, 0);
    }
    EXPECT_LT(grade("vs1").crystals.most_um, kResolvedByEye_um);
    EXPECT_LT(grade("vs2").crystals.most_um, kResolvedByEye_um);
    for (const char* si : {"si1", "si2"}) EXPECT_LT(grade(si).pinpoints.most_um, kResolvedByEye_um);
    for (const char* i : {"i1", "i2", "i3"}) {
        EXPECT_GT(grade(i).crystals.least_um, 2.0 * kResolvedByEye_um);
        EXPECT_GT(grade(i).feathers.least_um, 2.0 * kResolvedByEye_um);
        EXPECT_GE(grade(i).crystals.least, 1);
    }
}

TEST(Clarity, RefusesAScaleThatCannotBe) {
    const Json good = {{"id", "test"},
                       {"labels", {{"en", "Test"}}},
                       {"status", "modelled"},
                       {"minerals", {"diamond"}},
                       {"grades",
                        {{{"id", "a"},
                          {"label", "A"},
                          {"meaning", "clean"},
                          {"pinpoints", {{"count", {1, 2}}, {"diameter_um", {5, 10}}}}}}},
                       {"sources", {{"grades", "a book"}, {"inclusions", "ours"}}}};
    EXPECT_EQ(readClarityScale(JsonPlace(good, "good.json")).grades.size(), 1u);
    const auto complaint = [&](const char* pointer, const Json& value) {
        Json bad = good;
        bad[Json::json_pointer(pointer)] = value;
        try {
            (void)readClarityScale(JsonPlace(bad, "bad.json"));
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string("none");
    };
    EXPECT_NE(complaint("/sources", Json::object()).find("source"), std::string::npos);
    EXPECT_NE(complaint("/grades", Json::array()).find("no grade"), std::string::npos);
    for (const auto& [pointer, value] : {std::pair<const char*, Json>{"/grades/0/pinpoints/count", {2, 1}},
                                         {"/grades/0/pinpoints/count", {1, 1000}},
                                         {"/grades/0/pinpoints/count", Json::array({1})},
                                         {"/grades/0/pinpoints/diameter_um", {10, 5}},
                                         {"/grades/0/pinpoints/diameter_um", {0, 5}}})
        EXPECT_NE(complaint(pointer, value).find("bad.json"), std::string::npos) << pointer << value.dump();
    EXPECT_NE(complaint("/status", "measured").find("/status"), std::string::npos);
}

} // namespace
} // namespace vitrine::gem
