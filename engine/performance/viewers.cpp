#include "performance/viewers.h"

#include "performance/face_up.h"

#include <algorithm>
#include <cmath>

namespace vitrine::performance {
namespace {

const glm::dvec3 kBlack(0.0), kWhite(1.0);

Viewer ringViewer(double least_deg, double most_deg, Face face) {
    return {.light =
                [=](double elevation_deg, double) {
                    if (elevation_deg < 0.0 || elevation_deg > most_deg) return kBlack;
                    return elevation_deg < least_deg ? glm::dvec3(0.08, 0.01, 0.02) : glm::dvec3(1.0, 0.12, 0.25);
                },
            .background = kBlack,
            .face = face};
}

} // namespace

Viewer asetViewer() {
    return {.light = [](double elevation_deg, double) {
        if (elevation_deg < 0.0) return kWhite;
        if (elevation_deg < kAsetRed_deg) return glm::dvec3(0.02, 0.55, 0.08);
        return elevation_deg < kAsetBlue_deg ? glm::dvec3(1.0, 0.02, 0.03) : glm::dvec3(0.03, 0.08, 1.0);
    }};
}

Viewer idealScopeViewer() {
    return {.light = [](double elevation_deg, double) {
        if (elevation_deg < 10.0) return kWhite;
        return elevation_deg < 80.0 ? glm::dvec3(0.95, 0.03, 0.08) : kBlack;
    }};
}

Viewer arrowsViewer() {
    return ringViewer(45.0, 80.0, Face::table);
}

Viewer heartsViewer() {
    return ringViewer(65.0, 82.0, Face::pavilion);
}

Viewer faceUpViewer() {
    constexpr int kLamps = 12;
    constexpr double kLampHeight_deg = 55.0, kLampRadius_deg = 3.0, kLampLight = 12.0;
    return {.light =
                [](double elevation_deg, double azimuth_deg) {
                    if (elevation_deg < 0.0) return glm::dvec3(0.04);
                    if (elevation_deg > kAsetBlue_deg) return glm::dvec3(0.05);
                    const double turn = std::remainder(azimuth_deg, 360.0 / kLamps);
                    const double across = turn * std::cos(radians(elevation_deg)), up = elevation_deg - kLampHeight_deg;
                    if (std::hypot(across, up) < kLampRadius_deg) return glm::dvec3(kLampLight);
                    return glm::dvec3(0.35 + 0.65 * std::sin(radians(elevation_deg)));
                },
            .background = glm::dvec3(0.6),
            .glare = Glare::seen};
}

} // namespace vitrine::performance
