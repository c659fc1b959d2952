#include "enamel/escape.h"

#include <algorithm>
#include <cmath>

namespace vitrine::enamel {
namespace {

// The mean weight of directions drawn by visible normals, on a midpoint grid over half of the azimuths, as the lobe is
// symmetric about the plane of incidence.
double shareOf(double cosine, double index, double alpha) {
    constexpr int kAzimuths = 16, kHeights = 48;
    const double cosO = std::max(cosine, 1e-4);
    const glm::dvec3 o = shared64::intoEnamel({std::sqrt(1.0 - cosO * cosO), 0.0, cosO}, index);
    const double fresnelO = shared64::fresnelDielectric(cosO, index);
    double sum = 0.0;
    for (int i = 0; i < kAzimuths; ++i)
        for (int j = 0; j < kHeights; ++j) {
            const glm::dvec2 random(0.5 * (i + 0.5) / kAzimuths, (j + 0.5) / kHeights);
            const glm::dvec3 h = shared64::ggxSampleVisibleNormal(o, alpha, random);
            const glm::dvec3 v = 2.0 * glm::dot(o, h) * h - o, w = shared64::outOfEnamel(v, index);
            if (v.z <= 0.0 || w.z <= 0.0) continue;
            const double fresnelI = shared64::fresnelDielectric(w.z, index);
            sum += (1.0 - fresnelI) * shared64::enamelRounds(1.0, 1.0, 1.0, fresnelO, fresnelI) *
                   shared64::ggxSampleWeight(o.z, v.z, alpha);
        }
    return sum / (kAzimuths * kHeights);
}

} // namespace

double Escape::shareAt(double cosine) const {
    const double place = shared64::enamelTableCoordinate(cosine);
    const auto low = static_cast<std::size_t>(std::min(place, shared64::kEnamelNodes - 2.0));
    return std::lerp(share[low], share[low + 1], place - static_cast<double>(low));
}

Escape escapeOf(double index, double alpha) {
    Escape escape;
    for (std::size_t node = 0; node < escape.share.size(); ++node) {
        const double root = static_cast<double>(node) / (shared64::kEnamelNodes - 1.0);
        escape.share[node] = shareOf(root * root, index, alpha);
    }
    constexpr int kSteps = 256;
    for (int i = 0; i < kSteps; ++i) {
        const double cosine = (i + 0.5) / kSteps;
        escape.trapped +=
            2.0 * cosine / kSteps * (1.0 - shared64::fresnelDielectric(cosine, index)) * (1.0 - escape.shareAt(cosine));
    }
    return escape;
}

} // namespace vitrine::enamel
