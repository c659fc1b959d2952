#include "metal/energy.h"

#include "shared/cpp.h"

#include <algorithm>
#include <cmath>

namespace vitrine::metal {
namespace {

constexpr int kSize = shared64::kAlbedoTableSize;

// The mean weight of directions drawn by visible normals, on a midpoint grid. The lobe is symmetric about the plane of
// incidence, so half of the azimuths do.
double directionalAlbedo(double cosine, double alpha) {
    constexpr int kAzimuths = 24, kHeights = 48;
    // At exactly grazing incidence nothing is seen at all; the albedo has a limit there.
    const double cosO = std::max(cosine, 1e-4);
    const glm::dvec3 o(std::sqrt(1.0 - cosO * cosO), 0.0, cosO);
    double sum = 0.0;
    for (int i = 0; i < kAzimuths; ++i)
        for (int j = 0; j < kHeights; ++j) {
            const glm::dvec2 random(0.5 * (i + 0.5) / kAzimuths, (j + 0.5) / kHeights);
            const glm::dvec3 h = shared64::ggxSampleVisibleNormal(o, alpha, random);
            const double cosI = 2.0 * glm::dot(o, h) * h.z - o.z;
            if (cosI > 0.0) sum += shared64::ggxSampleWeight(cosO, cosI, alpha);
        }
    return sum / (kAzimuths * kHeights);
}

// 2 integral of f(cosine) cosine dcosine by midpoints, evenly in the root of the cosine, in which tables are even. 96
// steps are within 1e-5 of the integral of a metal's reflectance.
template <typename Function>
double cosineMean(Function f) {
    constexpr int kSteps = 96;
    double sum = 0.0, weight = 0.0;
    for (int i = 0; i < kSteps; ++i) {
        const double root = (i + 0.5) / kSteps, density = root * root * root;
        sum += density * f(root * root);
        weight += density;
    }
    return sum / weight;
}

double interpolate(const std::vector<float>& values, int first, double place) {
    const int below = std::clamp(static_cast<int>(place), 0, kSize - 2);
    const auto at = static_cast<std::size_t>(first + below);
    const double t = place - below;
    return (1.0 - t) * static_cast<double>(values[at]) + t * static_cast<double>(values[at + 1]);
}

} // namespace

double AlbedoTable::directionalAt(double cosine, double roughness) const {
    const glm::dvec2 place = shared64::albedoTableCoordinates(cosine, roughness);
    const int row = std::clamp(static_cast<int>(place.y), 0, kSize - 2);
    const double t = place.y - row;
    return (1.0 - t) * interpolate(directional, row * kSize, place.x) +
           t * interpolate(directional, (row + 1) * kSize, place.x);
}

double AlbedoTable::averageAt(double roughness) const {
    return interpolate(average, 0, shared64::albedoTableCoordinates(1.0, roughness).y);
}

AlbedoTable makeAlbedoTable() {
    AlbedoTable table{.size = kSize};
    for (int y = 0; y < kSize; ++y) {
        const double roughness = y / (kSize - 1.0);
        for (int x = 0; x < kSize; ++x) {
            const double root = x / (kSize - 1.0);
            const double albedo = y == 0 ? 1.0 : directionalAlbedo(root * root, roughness * roughness);
            table.directional.push_back(static_cast<float>(albedo));
        }
        const double average = cosineMean([&](double cosine) {
            return interpolate(table.directional, y * kSize, shared64::albedoTableCoordinates(cosine, 0.0).x);
        });
        table.average.push_back(static_cast<float>(average));
    }
    return table;
}

double reflectance(const Alloy& alloy, double cosine, double wavelength_nm) {
    return shared64::fresnelConductor(cosine, alloy.n.at(wavelength_nm), alloy.k.at(wavelength_nm));
}

double fresnelAverage(const Alloy& alloy, double wavelength_nm) {
    return cosineMean([&](double cosine) { return reflectance(alloy, cosine, wavelength_nm); });
}

} // namespace vitrine::metal
