#include "catalogue.h"
#include "gem/colour.h"
#include "optics/colour.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vitrine::physics {
namespace {

double hue_deg(const glm::dvec3& lab) {
    return degrees(std::atan2(lab.z, lab.y));
}

double chroma(const glm::dvec3& lab) {
    return std::hypot(lab.y, lab.z);
}

TEST(Absorption, FollowsBeerAndLambert) {
    const optics::Spectrum ruby = species("ruby").absorptionOrdinary;
    for (const double wavelength_nm : {420.0, 550.0, 690.0}) {
        const auto transmittance = [&](double mm) { return std::exp(-ruby.at(wavelength_nm) * mm); };
        EXPECT_NEAR(transmittance(2.0) * transmittance(3.0), transmittance(5.0), 1e-12);
        EXPECT_LT(transmittance(5.0), 1.0);
    }
}

// How near an entry's bands come to its target is part of the entry, and never further than the eye would call another
// colour of the same name.
TEST(Absorption, OfEveryModelledStoneMeetsTheTargetThatItsEntryStates) {
    int modelled = 0;
    for (const std::string& id : gemIds()) {
        Json entry = catalogueEntry("gems", id);
        const char* field = entry.contains("body") ? "body" : "absorption";
        if (!entry.contains(field)) continue;
        if (entry.contains("grades")) entry["grades"]["shown"] = "Z"; // the target is of the full absorption
        const Json target = entry[field]["target"];
        const glm::dvec3 stated(target["L"], target["a"], target["b"]);
        const glm::dvec3 lab = gem::labOf(gem::readSpecies(JsonPlace(entry, id), minerals()), optics::d65,
                                          target["slab_mm"].get<double>());
        EXPECT_LE(glm::length(lab - stated), target["within"].get<double>())
            << id << ": L* a* b* " << lab.x << " " << lab.y << " " << lab.z;
        EXPECT_LE(target["within"].get<double>(), 2.0) << id;
        ++modelled;
    }
    EXPECT_GE(modelled, 35);
}

TEST(Absorption, GivesEverySpeciesItsHue) {
    const std::pair<const char*, double> hues[]{
        {"ruby", 0.0},          {"blue-sapphire", -90.0}, {"emerald", 165.0},   {"amethyst", -50.0},
        {"citrine", 80.0},      {"aquamarine", -145.0},   {"tanzanite", -60.0}, {"peridot", 110.0},
        {"red-spinel", 20.0},   {"turquoise", -150.0},    {"tsavorite", 140.0}, {"spessartine", 60.0},
        {"pink-tourmaline", 0}, {"yellow-sapphire", 90},  {"padparadscha", 50}, {"lapis-lazuli", -80.0}};
    for (const auto& [id, hue] : hues)
        EXPECT_NEAR(std::remainder(hue_deg(gem::labOf(species(id))) - hue, 360.0), 0.0, 20.0) << id;
}

TEST(Absorption, OfColourlessStonesIsNone) {
    for (const char* id : {"diamond", "laboratory-grown-diamond", "white-sapphire", "moissanite", "cubic-zirconia",
                           "rock-crystal", "white-topaz"}) {
        EXPECT_TRUE(species(id).absorptionOrdinary.isZero()) << id;
        EXPECT_NEAR(gem::labOf(species(id)).x, 100.0, 1e-9) << id;
    }
}

// Gems & Gemology, Spring 2021: adding the rays' absorptions is wrong, their transmittances add.
TEST(Absorption, OfTwoRaysAddsTransmittances) {
    const gem::Species ruby = species("ruby");
    const auto pass = [](const optics::Spectrum& absorption) { return std::exp(-5.0 * absorption.at(550.0)); };
    const double both = gem::slabTransmittance(ruby, 550.0, 5.0);
    EXPECT_NEAR(both, 0.5 * (pass(ruby.absorptionOrdinary) + pass(ruby.absorptionExtraordinary)), 1e-12);
    const double wrong = std::exp(-2.5 * (ruby.absorptionOrdinary.at(550.0) + ruby.absorptionExtraordinary.at(550.0)));
    EXPECT_GT(both, 1.2 * wrong);
}

// What trade books say of each ray's colour.
TEST(Pleochroism, IsSeenRayByRay) {
    const gem::Species ruby = species("ruby");
    EXPECT_GT(gem::labOfRay(ruby, 2).x, gem::labOfRay(ruby, 0).x + 4.0); // the ordinary ray is the deeper red
    const gem::Species sapphire = species("blue-sapphire"); // ordinary violet-blue, extraordinary greenish blue
    EXPECT_GT(gem::labOfRay(sapphire, 0).y, gem::labOfRay(sapphire, 2).y + 20.0);
    for (const char* id : {"pink-tourmaline", "green-tourmaline", "indicolite"}) // closed along the axis
        EXPECT_GT(gem::labOfRay(species(id), 2).x, gem::labOfRay(species(id), 0).x + 10.0) << id;
    const gem::Species aquamarine = species("aquamarine"); // the extraordinary ray has the blue
    EXPECT_GT(chroma(gem::labOfRay(aquamarine, 2)), chroma(gem::labOfRay(aquamarine, 0)) + 5.0);
    const gem::Species emerald = species("emerald"); // ordinary yellowish, extraordinary bluish green
    EXPECT_GT(hue_deg(gem::labOfRay(emerald, 2)), hue_deg(gem::labOfRay(emerald, 0)) + 3.0);
    const gem::Species tanzanite = species("tanzanite"); // violet, blue, and the palest the third
    EXPECT_GT(hue_deg(gem::labOfRay(tanzanite, 0)), hue_deg(gem::labOfRay(tanzanite, 1)) + 5.0);
    EXPECT_GT(gem::labOfRay(tanzanite, 2).x, gem::labOfRay(tanzanite, 1).x + 10.0);
}

TEST(Pleochroism, IsNoneInIsotropicStones) {
    for (const char* id : {"red-spinel", "tsavorite", "fancy-yellow-diamond"})
        EXPECT_EQ(gem::labOfRay(species(id), 0), gem::labOfRay(species(id), 2)) << id;
}

// Bluish green by day and purplish red by lamplight, in what an eye sees that has adapted to either.
TEST(ColourChange, OfAlexandriteIsFromGreenToRed) {
    const gem::Species alexandrite = species("alexandrite");
    const glm::dvec3 day = gem::labOf(alexandrite), lamp = gem::labOf(alexandrite, optics::illuminantA);
    EXPECT_NEAR(std::remainder(hue_deg(day) - 175.0, 360.0), 0.0, 30.0) << day.x << " " << day.y << " " << day.z;
    EXPECT_NEAR(std::remainder(hue_deg(lamp) - 0.0, 360.0), 0.0, 35.0) << lamp.x << " " << lamp.y << " " << lamp.z;
    EXPECT_GT(chroma(day), 10.0);
    EXPECT_GT(chroma(lamp), 10.0);
}

TEST(ColourChange, OfOtherGreenStonesIsNone) {
    for (const char* id : {"emerald", "tsavorite", "peridot", "green-tourmaline"}) {
        const double day = hue_deg(gem::labOf(species(id)));
        const double lamp = hue_deg(gem::labOf(species(id), optics::illuminantA));
        EXPECT_NEAR(std::remainder(lamp - day, 360.0), 0.0, 25.0) << id;
    }
}

TEST(IlluminantA, HasItsChromaticity) { // CIE 015: x 0.44758, y 0.40745
    const glm::dvec2 xy = optics::chromaticity(optics::xyzUnder(optics::illuminantA, [](double) { return 1.0; }));
    EXPECT_NEAR(xy.x, 0.44758, 2e-4);
    EXPECT_NEAR(xy.y, 0.40745, 2e-4);
}

TEST(DiamondGrades, GrowYellowerFromDToZ) {
    const Json entry = catalogueEntry("gems", "diamond");
    const std::vector<gem::Species> grades = gem::readGrades(JsonPlace(entry, "diamond"), minerals());
    ASSERT_EQ(grades.size(), 23u);
    double before = -1.0;
    for (std::size_t i = 0; i < grades.size(); ++i) {
        const std::string letter(1, static_cast<char>('D' + i));
        EXPECT_EQ(grades[i].grade, letter);
        EXPECT_EQ(grades[i].id, "diamond-" + std::string(1, static_cast<char>('d' + i)));
        EXPECT_EQ(grades[i].gradeOf, "diamond");
        const glm::dvec3 lab = gem::labOf(grades[i]);
        EXPECT_GT(chroma(lab), before) << letter;
        EXPECT_GE(hue_deg(lab) * (i > 0), 0.0) << letter; // yellow, not blue
        before = chroma(lab);
    }
    EXPECT_NEAR(chroma(gem::labOf(grades.back())), 23.2, 0.5);
}

} // namespace
} // namespace vitrine::physics
