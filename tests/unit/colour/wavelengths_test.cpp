#include "optics/cie.h"
#include "optics/colour.h"
#include "optics/wavelengths.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace vitrine::optics {
namespace {

struct Band {
    double height_per_mm, centre_nm, width_nm;
};

// Slabs of 5 mm like ruby, sapphire and emerald: the published band centres (GRS; GIA), heights chosen so that the
// colours are those of deep stones. Stand-ins for the test; the catalogue has its own curves.
struct Slab {
    std::string name;
    std::vector<Band> bands;

    double transmittance(double nm) const {
        double alpha = 0.0;
        for (const Band& band : bands) {
            const double t = (nm - band.centre_nm) / band.width_nm;
            alpha += band.height_per_mm * std::exp(-0.5 * t * t);
        }
        return std::exp(-alpha * 5.0);
    }
};

const std::vector<Slab> kSlabs = {
    {"ruby", {{0.55, 407.0, 22.0}, {0.60, 555.0, 32.0}}},
    {"sapphire", {{0.45, 575.0, 50.0}, {0.40, 700.0, 60.0}, {0.10, 388.0, 12.0}}},
    {"emerald", {{0.40, 430.0, 28.0}, {0.35, 605.0, 42.0}}},
};

glm::dvec3 xyzOf(const std::vector<WavelengthSample>& comb, const SpectralFunction& radiance) {
    glm::dvec3 xyz(0.0);
    for (const WavelengthSample& sample : comb) xyz += radiance(sample.wavelength_nm) * sample.weightXyz;
    return xyz;
}

glm::dvec3 meanXyz(const WavelengthSampling& sampling, int n, int combs, const SpectralFunction& radiance) {
    glm::dvec3 sum(0.0);
    for (int i = 0; i < combs; ++i) sum += xyzOf(sampling.comb(n, (i + 0.5) / combs), radiance);
    return sum / static_cast<double>(combs);
}

glm::dvec3 lab(const glm::dvec3& xyz) {
    return labFromXyz(xyz, d65White());
}

double white(double) {
    return 1.0;
}

TEST(WavelengthSampling, IsTheInverseOfItsOwnDistribution) {
    const WavelengthSampling sampling;
    EXPECT_NEAR(sampling.wavelengthAt(0.0), 380.0, 1e-6);
    EXPECT_NEAR(sampling.wavelengthAt(1.0), 780.0, 1e-6);
    for (double u = 0.05; u < 1.0; u += 0.05) {
        const double edge = sampling.wavelengthAt(u);
        const glm::dvec3 below = xyzUnderD65([&](double nm) { return nm < edge ? 1.0 : 0.0; });
        const glm::dvec3 all = d65White();
        EXPECT_NEAR((below.x + below.y + below.z) / (all.x + all.y + all.z), u, 2e-3);
    }
}

TEST(WavelengthSampling, SpendsItsSamplesWhereTheEyeSees) {
    // 400-700 nm holds 99.8 % of X, Y and Z.
    const WavelengthSampling sampling;
    EXPECT_GT(sampling.wavelengthAt(0.002), 400.0);
    EXPECT_LT(sampling.wavelengthAt(0.998), 700.0);
}

TEST(WavelengthComb, HoldsOneWavelengthInEachStratum) {
    const WavelengthSampling sampling;
    const auto comb = sampling.comb(8, 0.37);
    for (int i = 0; i < 8; ++i) {
        EXPECT_GT(comb[static_cast<std::size_t>(i)].wavelength_nm, sampling.wavelengthAt(i / 8.0));
        EXPECT_LT(comb[static_cast<std::size_t>(i)].wavelength_nm, sampling.wavelengthAt((i + 1) / 8.0));
    }
}

TEST(WavelengthComb, ShowsWhiteAsWhiteWhateverItsOffset) {
    const WavelengthSampling sampling;
    for (const int n : {4, 8, 12, 16})
        for (const double offset : {0.0, 0.2, 0.5, 0.77, 0.999})
            EXPECT_LT(deltaE2000(lab(xyzOf(sampling.comb(n, offset), white)), lab(d65White())), 0.1);
}

TEST(WavelengthComb, ShowsWhiteAsWhiteOnAverageWhenItIsOneWavelength) {
    const WavelengthSampling sampling;
    EXPECT_LT(deltaE2000(lab(meanXyz(sampling, 1, 256, white)), lab(d65White())), 0.1);
}

TEST(WavelengthComb, NeverSubtractsLightFromEightWavelengthsOn) {
    const WavelengthSampling sampling;
    for (const int n : {8, 12, 16})
        for (double offset = 0.0; offset < 1.0; offset += 1.0 / 64.0)
            for (const WavelengthSample& sample : sampling.comb(n, offset))
                for (int axis = 0; axis < 3; ++axis) EXPECT_GE(sample.weightXyz[axis], 0.0);
}

TEST(WavelengthComb, ConvergesOnTheColourOfAbsorbingSlabs) {
    const WavelengthSampling sampling;
    for (const Slab& slab : kSlabs) {
        const auto radiance = [&](double nm) { return slab.transmittance(nm); };
        const glm::dvec3 exact = lab(xyzUnderD65(radiance));
        for (const int n : {1, 4, 8, 12, 16}) {
            const double error = deltaE76(lab(meanXyz(sampling, n, n == 1 ? 256 : 64, radiance)), exact);
            EXPECT_LT(error, n == 4 ? 2.0 : 0.2) << slab.name << ", " << n << " wavelengths";
        }
    }
}

} // namespace
} // namespace vitrine::optics
