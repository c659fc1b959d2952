#pragma once
#include "shared/cpp.h"

#include <cmath>

namespace vitrine::physics {

/// A unit direction about Z.
inline glm::dvec3 towards(double cosine, double azimuth) {
    const double sine = std::sqrt(std::max(1.0 - cosine * cosine, 0.0));
    return {sine * std::cos(azimuth), sine * std::sin(azimuth), cosine};
}

inline double reflectionPdf(const glm::dvec3& o, const glm::dvec3& h, double alpha) {
    return shared64::ggxReflectionPdf(o.z, h, alpha);
}
inline double reflectionPdf(const glm::dvec3& o, const glm::dvec3& h, const glm::dvec2& alpha) {
    return shared64::ggxReflectionPdf(o, h, alpha);
}

/// The mirror image of o in a microfacet that is drawn by what o sees of it.
template <typename Alpha>
glm::dvec3 mirrored(const glm::dvec3& o, const Alpha& alpha, const glm::dvec2& place) {
    const glm::dvec3 h = shared64::ggxSampleVisibleNormal(o, alpha, place);
    return 2.0 * glm::dot(o, h) * h - o;
}

/// The integral of f(direction) over the whole sphere, by midpoints.
template <typename Function>
double integrateSphere(Function f) {
    constexpr int kHeights = 1200, kTurns = 2400;
    double sum = 0.0;
    for (int i = 0; i < kHeights; ++i)
        for (int j = 0; j < kTurns; ++j)
            sum += f(towards(2.0 * (i + 0.5) / kHeights - 1.0, 2.0 * kPi * (j + 0.5) / kTurns));
    return 4.0 * kPi * sum / (kHeights * kTurns);
}

/// The integral of f(in, h) over the directions that microfacets h reflect towards o: drawn by visible normals on a
/// grid that is finer than any table, and weighed by the density that the shared text states for them. Alpha: one, or
/// along and across.
template <typename Alpha, typename Function>
double integrateReflections(const glm::dvec3& o, const Alpha& alpha, Function f) {
    constexpr int kGrid = 96;
    double sum = 0.0;
    for (int i = 0; i < kGrid; ++i)
        for (int j = 0; j < kGrid; ++j) {
            const glm::dvec3 h = shared64::ggxSampleVisibleNormal(o, alpha, {(i + 0.5) / kGrid, (j + 0.5) / kGrid});
            const glm::dvec3 in = 2.0 * glm::dot(o, h) * h - o;
            if (in.z > 0.0) sum += f(in, h) / reflectionPdf(o, h, alpha);
        }
    return sum / (kGrid * kGrid);
}

} // namespace vitrine::physics
