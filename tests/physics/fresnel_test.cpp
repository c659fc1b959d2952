#include "reference/boundary.h"
#include "shared/cpp.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vitrine::physics {
namespace {

reference::Boundary meetAt(double cosine, double near, std::complex<double> far) {
    const double sine = std::sqrt(1.0 - cosine * cosine);
    return reference::meet(near, far, {sine, 0.0, cosine}, {0.0, 0.0, 1.0});
}

TEST(Fresnel, OfDielectricsIsThatOfTheAmplitudesFromBothSides) {
    for (const double index : {1.0, 1.33, 1.58, 1.768, 2.417, 2.65})
        for (int i = 1; i <= 100; ++i) {
            const double cosine = i / 100.0;
            EXPECT_NEAR(shared64::fresnelDielectric(cosine, index), meetAt(cosine, 1.0, index).reflectance, 1e-12);
            EXPECT_NEAR(shared64::fresnelDielectric(cosine, 1.0 / index), meetAt(cosine, index, 1.0).reflectance,
                        1e-12);
        }
}

TEST(Fresnel, OfMetalsIsThatOfTheAmplitudes) {
    for (const std::complex<double> index : {std::complex(0.27, 2.95), std::complex(0.05, 4.0), std::complex(2.4, 4.1),
                                             std::complex(1.46, 1.95), std::complex(0.9, 0.01)})
        for (int i = 1; i <= 100; ++i)
            EXPECT_NEAR(shared64::fresnelConductor(i / 100.0, index.real(), index.imag()),
                        meetAt(i / 100.0, 1.0, index).reflectance, 1e-12);
}

TEST(Fresnel, ReflectedAndTransmittedPowerAddUpToOne) {
    for (const double near : {1.0, 1.768, 2.417})
        for (const double far : {1.0, 1.5, 2.417})
            for (int i = 1; i <= 100; ++i) {
                const reference::Boundary boundary = meetAt(i / 100.0, near, far);
                EXPECT_NEAR(boundary.reflectance + boundary.transmittance, 1.0, 1e-12);
                // What the tracer lets out is one minus the shared reflectance: it must be Poynting's share.
                EXPECT_NEAR(1.0 - shared64::fresnelDielectric(i / 100.0, far / near), boundary.transmittance, 1e-12);
            }
}

TEST(Fresnel, AtBrewstersAngleReflectsOnlyTheOtherPolarisation) {
    for (const double index : {1.5, 1.768, 2.417}) {
        const double cosine = 1.0 / std::sqrt(1.0 + index * index); // tan = n
        const double s = std::pow((index * index - 1.0) / (index * index + 1.0), 2.0);
        EXPECT_NEAR(meetAt(cosine, 1.0, index).reflectanceP, 0.0, 1e-12);
        EXPECT_NEAR(shared64::fresnelDielectric(cosine, index), 0.5 * s, 1e-12);
    }
}

TEST(Fresnel, IsOneAtGrazingIncidenceAndBeyondTheCriticalAngle) {
    EXPECT_NEAR(shared64::fresnelDielectric(0.0, 2.417), 1.0, 1e-12);
    EXPECT_NEAR(shared64::fresnelConductor(0.0, 0.27, 2.95), 1.0, 1e-12);
    EXPECT_EQ(shared64::fresnelDielectric(std::cos(radians(24.5)), 1.0 / 2.41726), 1.0);
    EXPECT_LT(shared64::fresnelDielectric(std::cos(radians(24.4)), 1.0 / 2.41726), 1.0);
}

TEST(Fresnel, InSinglePrecisionLosesNothingThatShows) {
    for (int i = 0; i <= 1000; ++i) {
        const double cosine = i / 1000.0;
        EXPECT_NEAR(shared32::fresnelDielectric(float(cosine), 2.417f), shared64::fresnelDielectric(cosine, 2.417),
                    2e-6);
        EXPECT_NEAR(shared32::fresnelConductor(float(cosine), 0.05f, 4.0f),
                    shared64::fresnelConductor(cosine, 0.05, 4.0), 2e-5);
    }
}

TEST(Snell, KeepsTheTangentialWaveVector) {
    for (const double near : {1.0, 2.417})
        for (int i = 30; i <= 100; ++i) {
            const double cosine = i / 100.0, sine = std::sqrt(1.0 - cosine * cosine);
            const double far = near == 1.0 ? 2.417 : 1.0;
            if (near * sine >= far) continue;
            const reference::Vec expected = meetAt(cosine, near, far).transmitted;
            const glm::dvec3 refracted = shared64::refractDirection({sine, 0.0, cosine}, {0.0, 0.0, -1.0}, near / far);
            EXPECT_NEAR(refracted.x, expected.x, 1e-12);
            EXPECT_NEAR(refracted.z, expected.z, 1e-12);
            EXPECT_NEAR(refracted.y, 0.0, 1e-12);
        }
}

} // namespace
} // namespace vitrine::physics
