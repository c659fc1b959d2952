#include "render/band_absorption.h"

#include "optics/cie.h"
#include "optics/colour.h"
#include "scene/catalogue.h"

#include <cmath>
#include <filesystem>
#include <gtest/gtest.h>

namespace vitrine::render {
namespace {

const scene::Catalogue& shipped() {
    static const scene::Catalogue catalogue =
        scene::loadCatalogue(std::filesystem::path(VITRINE_SOURCE_DIR) / "assets");
    return catalogue;
}

class Bands : public ::testing::TestWithParam<const char*> {};

TEST(BandAbsorption, MeetsTheTwoDepthsThatItIsMadeFrom) {
    const BandAbsorption band = bandThrough({2.0, 0.8}, {12.0, 3.1});
    EXPECT_NEAR(band.depth(2.0), 0.8, 1e-12);
    EXPECT_NEAR(band.depth(12.0), 3.1, 1e-12);
}

TEST(BandAbsorption, OfOneAbsorptionIsBeersLaw) {
    const BandAbsorption band = bandThrough({2.0, 0.8}, {12.0, 4.8});
    EXPECT_NEAR(band.mean_mm, 0.4, 1e-12);
    EXPECT_NEAR(band.spread_mm, 0.0, 1e-12);
    EXPECT_NEAR(band.depth(5.0), 2.0, 1e-12);
}

TEST(BandAbsorption, OfAClearStoneIsNone) {
    for (const BandAbsorption& band : bandsOf({}, optics::WavelengthSampling().comb(8, 0.5)))
        EXPECT_EQ(band.depth(20.0), 0.0);
}

// Slabs from a melee's chord to the way through a large stone, against the spectrum nanometre by nanometre.
TEST_P(Bands, GiveWhiteLightTheColourOfTheWholeSpectrum) {
    const optics::Spectrum& absorption = shipped().species.at(GetParam())->absorptionOrdinary;
    const glm::dvec3 white = optics::d65White();
    for (const int waves : {8, 12, 16}) {
        const auto comb = optics::WavelengthSampling().comb(waves, 0.5);
        const std::vector<BandAbsorption> bands = bandsOf(absorption, comb);
        for (const double path_mm : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.5, 8.0, 10.0, 12.0}) {
            glm::dvec3 xyz(0.0);
            for (std::size_t j = 0; j < comb.size(); ++j) xyz += comb[j].weightXyz * std::exp(-bands[j].depth(path_mm));
            const glm::dvec3 exact =
                optics::xyzUnderD65([&](double nm) { return std::exp(-absorption.at(nm) * path_mm); });
            EXPECT_LT(optics::deltaE76(optics::labFromXyz(xyz, white), optics::labFromXyz(exact, white)), 1.0)
                << waves << " wavelengths, " << path_mm << " mm";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(RedBlueGreen, Bands, ::testing::Values("ruby", "blue-sapphire", "emerald"));

} // namespace
} // namespace vitrine::render
