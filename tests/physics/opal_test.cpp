#include "chi_square.h"
#include "hemisphere.h"

#include <gtest/gtest.h>

#include <random>

// Precious opal (shaders/shared/opal.glsl): which colours, to which side, and no more light than came in.

namespace vitrine::physics {
namespace {

const glm::dvec3 kUp(0.0, 0.0, 1.0);

shared64::Opal opalOfSpheres(double diameter_nm) {
    return {.index = 1.45,
            .least_nm = diameter_nm,
            .most_nm = diameter_nm,
            .grain_mm = 1.0,
            .strength = 0.5,
            .spread = 0.06,
            .band = 0.02,
            .seed = 5};
}

// A grain one of whose layers lies along the surface.
shared64::OpalGrain flatGrain(const shared64::Opal& opal) {
    shared64::OpalGrain grain = shared64::opalGrainAt(glm::dvec3(0.3), opal);
    for (glm::dvec3& normal : grain.normals) normal = glm::dvec3(1.0, 0.0, 0.0);
    grain.normals[0] = kUp;
    return grain;
}

// The wavelength that mirrored light has most of, at that angle outside.
double brightest_nm(double diameter_nm, double angle_deg) {
    const shared64::Opal opal = opalOfSpheres(diameter_nm);
    const shared64::OpalGrain grain = flatGrain(opal);
    const glm::dvec3 o = shared64::intoEnamel(towards(std::cos(radians(angle_deg)), 0.0), opal.index);
    const glm::dvec3 w = towards(std::cos(radians(angle_deg)), kPi);
    double most = 0.0, best_nm = 0.0;
    for (double nm = 300.0; nm < 900.0; nm += 0.25)
        if (const double f = shared64::opalScattering(opal, grain, o, w, 1.0, nm, 0.0, opal.spread); f > most) {
            most = f;
            best_nm = nm;
        }
    return best_nm;
}

// 2 n d cos: layers sqrt(2/3) of a diameter apart, and light that is bent on its way in.
TEST(Opal, MirrorsTheWavelengthOfBragg) {
    for (const double diameter_nm : {180.0, 240.0, 300.0})
        for (const double angle_deg : {0.0, 30.0, 60.0}) {
            const double inside = std::asin(std::sin(radians(angle_deg)) / 1.45);
            const double bragg_nm = 2.0 * 1.45 * std::sqrt(2.0 / 3.0) * diameter_nm * std::cos(inside);
            EXPECT_NEAR(brightest_nm(diameter_nm, angle_deg), bragg_nm, 0.5) << diameter_nm << " nm, " << angle_deg;
        }
}

// Sanders 1964: spheres of 150 to 300 nm show colours from violet to red; larger ones infrared alone, face on.
TEST(Opal, OfPublishedSpheresShowsVioletToRed) {
    EXPECT_LT(brightest_nm(150.0, 0.0), 400.0);
    EXPECT_GT(brightest_nm(170.0, 0.0), 390.0);
    EXPECT_NEAR(brightest_nm(300.0, 0.0), 700.0, 20.0);
}

TEST(Opal, TurnsTowardsVioletWhenItIsTilted) {
    double before_nm = 1e9;
    for (double angle_deg = 0.0; angle_deg < 80.0; angle_deg += 10.0) {
        const double now_nm = brightest_nm(280.0, angle_deg);
        EXPECT_LT(now_nm, before_nm);
        before_nm = now_nm;
    }
}

TEST(Opal, IsReciprocal) {
    const shared64::Opal opal = opalOfSpheres(230.0);
    std::mt19937 random(3);
    std::uniform_real_distribution<double> unit;
    for (int i = 0; i < 200; ++i) {
        const shared64::OpalGrain grain = shared64::opalGrainAt(glm::dvec3(2.3 * i, 0.1, 0.7), opal);
        const glm::dvec3 a = towards(0.1 + 0.9 * unit(random), 6.28 * unit(random));
        const glm::dvec3 b = towards(0.1 + 0.9 * unit(random), 6.28 * unit(random));
        const auto f = [&](const glm::dvec3& o, const glm::dvec3& w) {
            return shared64::opalScattering(opal, grain, shared64::intoEnamel(o, opal.index), w, 1.0, 520.0, 0.0, 0.4);
        };
        EXPECT_NEAR(f(a, b), f(b, a), 1e-12 * (1.0 + f(a, b)));
    }
}

// What layers send out of light that has come in, by directions drawn, against the closed form that the body is left
// by; never more than came in.
TEST(Opal, SendsOutNoMoreThanItTakes) {
    const shared64::Opal opal = opalOfSpheres(230.0);
    std::mt19937 random(4);
    std::uniform_real_distribution<double> unit;
    constexpr int kGrains = 400, kRays = 400;
    double drawn = 0.0, closed = 0.0, most = 0.0;
    for (int g = 0; g < kGrains; ++g) {
        const shared64::OpalGrain grain = shared64::opalGrainAt(glm::dvec3(2.3 * g, 0.1, 0.7), opal);
        const glm::dvec3 wo = towards(0.2 + 0.8 * unit(random), 6.28 * unit(random));
        const glm::dvec3 o = shared64::intoEnamel(wo, opal.index);
        double sum = 0.0;
        for (int r = 0; r < kRays; ++r) {
            const glm::dvec3 w =
                shared64::opalSampleDirection(opal, grain, o, unit(random), {unit(random), unit(random)});
            if (w.z <= 0.0) continue;
            const double enters = 1.0 - shared64::fresnelDielectric(w.z, opal.index);
            sum += shared64::opalScattering(opal, grain, o, w, enters, 500.0, 0.0, opal.spread) * w.z /
                   shared64::opalDirectionPdf(opal, grain, o, w) / kRays;
        }
        drawn += sum / kGrains;
        closed += shared64::opalSent(opal, grain, o, kUp, 500.0, 0.0) / kGrains;
        most = std::max(most, sum);
    }
    EXPECT_GT(closed, 0.01);
    EXPECT_NEAR(drawn / closed, 1.0, 0.1);
    EXPECT_LT(most, 1.0);
}

TEST(Opal, IsDrawnWithItsDensity) {
    shared64::Opal opal = opalOfSpheres(230.0);
    opal.spread = 0.3; // wide enough to fill the bins
    for (int g = 0; g < 3; ++g) {
        const shared64::OpalGrain grain = shared64::opalGrainAt(glm::dvec3(2.3 * g, 0.1, 0.7), opal);
        const glm::dvec3 o = shared64::intoEnamel(towards(0.8, 1.0), opal.index);
        const auto draw = [&](const Dice& dice) {
            return shared64::opalSampleDirection(opal, grain, o, dice.way, dice.place);
        };
        const auto density = [&](const glm::dvec3& w) { return shared64::opalDirectionPdf(opal, grain, o, w); };
        EXPECT_GT(chiSquareProbability(draw, density), 1e-3);
        shared64::Opal other = opal;
        other.spread *= 1.2;
        const auto wider = [&](const glm::dvec3& w) { return shared64::opalDirectionPdf(other, grain, o, w); };
        EXPECT_LT(chiSquareProbability(draw, wider), 1e-6);
    }
}

// Grains are as large as they are said to be: along a line a border each 0.7 of an edge or so, and of every direction.
TEST(Opal, LiesInGrains) {
    const shared64::Opal opal = opalOfSpheres(230.0);
    int borders = 0;
    std::uint32_t before = shared64::opalCell(glm::dvec3(0.0), opal.seed);
    constexpr int kSteps = 20000;
    for (int i = 1; i <= kSteps; ++i) {
        const std::uint32_t here = shared64::opalCell(glm::dvec3(0.6, 0.48, 0.64) * (0.05 * i), opal.seed);
        borders += here != before;
        before = here;
    }
    EXPECT_NEAR(borders / (0.05 * kSteps), 1.45, 0.25); // of a Voronoi tessellation of one point a cell
}

} // namespace
} // namespace vitrine::physics
