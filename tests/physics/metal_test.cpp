#include "catalogue.h"
#include "metal/appearance.h"
#include "metal/energy.h"
#include "optics/colour.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

// Polished metals at normal incidence under D65, 2 degrees. Source of the figures: measured n and k of the works named
// (refractiveindex.info, CC0), integrated by another program; docs/physics.md lists them.

namespace vitrine::physics {
namespace {

// The figures are printed to 0.1, which leaves 0.05 of the 0.5 asked for to rounding.
void expectLab(const metal::Alloy& alloy, const glm::dvec3& lab, double tolerance = 0.5) {
    const glm::dvec3 found = metal::appearanceOf(alloy).lab;
    for (int i = 0; i < 3; ++i) EXPECT_NEAR(found[i], lab[i], tolerance) << alloy.id << ", coordinate " << i;
}

std::vector<metal::Alloy> allMetals() {
    std::vector<metal::Alloy> metals;
    for (const auto& file :
         std::filesystem::directory_iterator(std::filesystem::path(VITRINE_SOURCE_DIR) / "assets/catalogue/metals"))
        metals.push_back(alloy(file.path().stem().string()));
    return metals;
}

TEST(PolishedMetal, HasTheColourOfItsMeasuredIndex) {
    expectLab(element("Au"), {90.2, 5.0, 33.8});      // Johnson & Christy 1972
    expectLab(element("Ag"), {99.4, 0.1, 0.4});       // the same
    expectLab(element("Cu"), {86.1, 11.8, 13.1});     // the same
    expectLab(element("Pd"), {87.1, 0.6, 3.7});       // Johnson & Christy 1974
    expectLab(element("Ni"), {84.3, 0.8, 6.8});       // the same
    expectLab(element("Ti"), {81.0, 1.0, 3.6});       // the same
    expectLab(element("Pt"), {88.6, 0.3, 3.6});       // Tselin 2024
    expectLab(element("Rh"), {90.3, 0.9, 1.9});       // Weaver 1977
    expectLab(alloy("steel-316l"), {84.1, 0.4, 3.5}); // Karlsson 1982
    expectLab(alloy("brass"), {90.8, -2.5, 28.6});    // Querry 1985
    expectLab(alloy("bronze"), {89.3, 5.2, 22.8});    // the same
}

TEST(PolishedMetal, GoldReachesBeyondRec709) {
    const glm::dvec3 rgb = metal::appearanceOf(element("Au")).rgb;
    EXPECT_NEAR(rgb.x, 1.035, 0.012);
    EXPECT_NEAR(rgb.y, 0.730, 0.012);
    EXPECT_NEAR(rgb.z, 0.364, 0.012);
}

TEST(PolishedMetal, AlloysComeOutAsTheirModelPredicts) { // the same formula in another program
    expectLab(alloy("18k-pale"), {92.1, 0.6, 24.9});
    expectLab(alloy("18k-yellow"), {91.1, 2.8, 24.6});
    expectLab(alloy("18k-pink"), {90.1, 4.9, 24.0});
    expectLab(alloy("18k-rose"), {88.9, 7.4, 23.0});
    expectLab(alloy("silver-925"), {98.4, 0.3, 3.2});
}

TEST(PolishedMetal, GoldAndSilverAloneAreAsEllipsometryFoundThem) {
    // Rioux 2014 at 38 % silver by atoms, between its 30 and 40 %: (94.2, -5.5, 27.8) and (94.7, -5.3, 23.0).
    expectLab(alloy("18k-green"), {94.6, -5.3, 24.0});
}

TEST(PolishedMetal, GoldsOrderByHueAsIso8654Does) {
    // From 0N and green over yellow to 5N, red: the hue angle falls from green-yellow towards red.
    const auto hue = [](const char* id) { return metal::hue_deg(metal::appearanceOf(alloy(id)).lab); };
    for (const auto& family : std::vector<std::vector<const char*>>{
             {"18k-green", "18k-pale", "18k-yellow", "18k-pink", "18k-rose", "18k-red"},
             {"14k-green", "14k-pale", "14k-yellow", "14k-rose"},
             {"10k-yellow", "10k-rose"},
             {"9k-yellow", "9k-rose"},
             {"8k-yellow", "8k-rose"}})
        for (std::size_t i = 1; i < family.size(); ++i)
            EXPECT_LT(hue(family[i]), hue(family[i - 1]) - 1.0) << family[i] << " after " << family[i - 1];
    for (const auto& [id, designation] : {std::pair{"14k-green", "0N"},
                                          {"14k-pale", "1N"},
                                          {"18k-pale", "2N"},
                                          {"18k-yellow", "3N"},
                                          {"18k-pink", "4N"},
                                          {"18k-rose", "5N"}})
        EXPECT_EQ(alloy(id).colourDesignation, designation);
}

TEST(PolishedMetal, UnplatedWhiteGoldIsYellowerThanItsRhodiumAndWhiterThanYellowGold) {
    const auto yellowness = [](const std::string& id) { return metal::appearanceOf(alloy(id)).yellowness; };
    for (const metal::Alloy& white : allMetals()) {
        if (!white.plating || white.family != "gold") continue;
        const double bare = yellowness(white.plating->unplated);
        EXPECT_GT(bare, yellowness(white.id) + 5.0) << white.id;
        EXPECT_LT(bare, 24.5) << white.id << ": the limit of what is graded as standard white";
        EXPECT_DOUBLE_EQ(white.density_g_cm3, alloy(white.plating->unplated).density_g_cm3);
        EXPECT_EQ(white.n.values(), element(white.plating->element).n.values());
    }
}

TEST(PolishedMetal, PlatinumIsVisiblyDarkerThanRhodiumAndSilver) {
    const double platinum = metal::appearanceOf(alloy("platinum-950")).lab.x;
    EXPECT_LT(platinum, metal::appearanceOf(alloy("18k-white")).lab.x - 1.0) << "white gold shows rhodium";
    EXPECT_LT(platinum, metal::appearanceOf(alloy("silver-925")).lab.x - 5.0);
    EXPECT_LT(metal::appearanceOf(alloy("black-rhodium")).lab.x, 60.0);
}

TEST(PolishedMetal, PlatinumDarkensTowardsItsEdgeAndGoldAndSilverDoNot) {
    const auto f82 = [](const metal::Alloy& metal) { return metal::appearanceOf(metal).f82.y; };
    EXPECT_NEAR(f82(alloy("platinum-950")), 0.82, 0.015); // Tselin 2024
    EXPECT_NEAR(f82(element("Rh")), 0.82, 0.015);         // Weaver 1977
    EXPECT_NEAR(f82(element("Ag")), 1.00, 0.015);         // Johnson & Christy 1972
    EXPECT_NEAR(f82(element("Au")), 1.00, 0.015);         // the same
}

TEST(Recipe, MixesToTheDensityThatIsPublished) { // volumes add up within 2.5 %
    for (const metal::Alloy& metal : allMetals()) {
        const double ideal = metal::idealDensity_g_cm3(metal.recipe, measurements());
        EXPECT_NEAR(metal.density_g_cm3 / ideal, 1.0, 0.025) << metal.id << ": ideal " << ideal;
    }
}

TEST(Recipe, OfEveryMetalIsComplete) {
    std::map<int, std::string> places;
    for (const metal::Alloy& metal : allMetals()) {
        EXPECT_TRUE(places.emplace(metal.order, metal.id).second) << metal.id << " and " << places[metal.order];
        for (const char* language : {"en", "de", "fr"}) {
            EXPECT_TRUE(metal.labels.contains(language)) << metal.id;
            EXPECT_TRUE(metal.care.contains(language)) << metal.id;
        }
        const bool precious = metal.family == "gold" || metal.family == "platinum" || metal.family == "palladium" ||
                              metal.family == "silver";
        EXPECT_EQ(metal.fineness.has_value(), precious) << metal.id;
        EXPECT_EQ(metal.hallmark.empty(), !precious) << metal.id;
        EXPECT_EQ(metal.evidence == metal::Evidence::modelled, !metal.error.empty()) << metal.id;
        EXPECT_TRUE(!metal.plating || metal.sources.contains("plating")) << metal.id;
        for (double wavelength_nm = 380.0; wavelength_nm <= 780.0; wavelength_nm += 5.0) {
            const double reflected = metal::reflectance(metal, 1.0, wavelength_nm);
            EXPECT_TRUE(reflected > 0.1 && reflected < 1.0) << metal.id << " at " << wavelength_nm;
        }
    }
    EXPECT_GE(places.size(), 45u);
}

} // namespace
} // namespace vitrine::physics
