#include "gem/body_optics.h"

#include "gem/nacre.h"

#include <algorithm>
#include <cmath>

namespace vitrine::gem {
namespace {

constexpr int kNodes = shared64::kBodyNodes;
using Values = std::array<double, kNodes>; // over the angle

double between(const Values& values, double cosine) {
    const double place = shared64::bodyTableCoordinate(cosine);
    const auto low = std::min(static_cast<std::size_t>(place), static_cast<std::size_t>(kNodes - 2));
    return std::lerp(values[low], values[low + 1], place - static_cast<double>(low));
}

double cosineOf(int node) {
    const double x = node / (kNodes - 1.0);
    return x * x;
}

double meanOver(const Values& values) {
    constexpr int kSteps = 512;
    double sum = 0.0;
    for (int i = 0; i < kSteps; ++i) {
        const double cosine = (i + 0.5) / kSteps;
        sum += 2.0 * cosine * between(values, cosine) / kSteps;
    }
    return sum;
}

// Directions drawn by visible normals on a grid: at which angle they meet a facet, and what they weigh.
struct Drawn {
    double facetCosine, weight;
};

std::vector<Drawn> drawnFrom(double cosine, double alpha) {
    constexpr int kGrid = 24;
    const double z = std::max(cosine, 1e-4);
    const glm::dvec3 o(std::sqrt(1.0 - z * z), 0.0, z);
    std::vector<Drawn> drawn;
    for (int i = 0; i < kGrid; ++i)
        for (int j = 0; j < kGrid; ++j) {
            const glm::dvec2 random((i + 0.5) / kGrid, (j + 0.5) / kGrid);
            const glm::dvec3 h = shared64::ggxSampleVisibleNormal(o, alpha, random);
            const double cosineIn = 2.0 * glm::dot(o, h) * h.z - o.z;
            const double weight = cosineIn > 0.0 ? shared64::ggxSampleWeight(o.z, cosineIn, alpha) : 0.0;
            drawn.push_back({std::max(glm::dot(o, h), 0.0), weight / (kGrid * kGrid)});
        }
    return drawn;
}

// Of diffuse light that has come in, what an opal's layers send out again: the mean over grains and directions.
double meanSent(const PlayOfColour& play, double index, double wavelength_nm) {
    constexpr int kGrains = 512;
    const shared64::Opal opal = opalOf(play, index);
    double sum = 0.0, weights = 0.0;
    for (int i = 0; i < kGrains; ++i) {
        const shared64::OpalGrain grain = shared64::opalGrainAt(glm::dvec3(3.7 * play.grain_mm * i, 0.0, 0.0), opal);
        // Even in the squared sine outside, as diffuse light is; R2's fractions.
        const double sine = std::sqrt((i + 0.5) / kGrains) / index,
                     azimuth = 2.0 * kPi * std::fmod(0.6180339887 * i, 1.0);
        const glm::dvec3 v(sine * std::cos(azimuth), sine * std::sin(azimuth), std::sqrt(1.0 - sine * sine));
        const double enters = 1.0 - shared64::fresnelDielectric(std::sqrt(1.0 - sine * sine * index * index), index);
        sum += enters * shared64::opalSent(opal, grain, v, glm::dvec3(0.0, 0.0, 1.0), wavelength_nm, 0.0);
        weights += enters;
    }
    return sum / weights;
}

} // namespace

shared64::Opal opalOf(const PlayOfColour& play, double index) {
    return {.index = index,
            .least_nm = play.sphere_nm.first,
            .most_nm = play.sphere_nm.second,
            .grain_mm = play.grain_mm,
            .strength = play.strength,
            .spread = radians(play.spread_deg),
            .band = play.band,
            .seed = 0};
}

double diffuseReflectance(double index) {
    constexpr int kSteps = 512;
    double sum = 0.0;
    for (int i = 0; i < kSteps; ++i) {
        const double cosine = (i + 0.5) / kSteps;
        sum += 2.0 * cosine * shared64::fresnelDielectric(cosine, index) / kSteps;
    }
    return sum;
}

BodyOptics::BodyOptics(const Species& species) : layered_(species.body->nacre.has_value()) {
    if (layered_) roughness_ = species.body->nacre->roughness;
    std::array<std::vector<Drawn>, kNodes> drawn;
    for (int node = 0; node < kNodes && layered_; ++node)
        drawn[static_cast<std::size_t>(node)] = drawnFrom(cosineOf(node), roughness_ * roughness_);

    constexpr double kStep_nm = 10.0; // the bands of a pearl's layers are some 50 nm wide
    std::vector<double> wavelengths_nm, couplings;
    std::array<std::vector<double>, kNodes> facets, albedos;
    for (double nm = optics::kShortestWavelength_nm; nm <= optics::kLongestWavelength_nm; nm += kStep_nm) {
        const double index = species.ordinary.index(nm), polished = diffuseReflectance(index);
        double surfaceMean = polished;
        if (layered_) {
            Values facet{}, albedo{};
            for (int node = 0; node < kNodes; ++node)
                facet[static_cast<std::size_t>(node)] =
                    nacreReflectance(*species.body->nacre, index, cosineOf(node), nm);
            for (std::size_t node = 0; node < kNodes; ++node) {
                for (const Drawn& each : drawn[node]) albedo[node] += each.weight * between(facet, each.facetCosine);
                facets[node].push_back(facet[node]);
                albedos[node].push_back(albedo[node]);
            }
            surfaceMean = meanOver(albedo);
        }
        if (species.body->play) surfaceMean += (1.0 - surfaceMean) * meanSent(*species.body->play, index, nm);
        const double albedo = shared64::bodyAlbedo(species.body->reflectance.at(nm), index, polished);
        wavelengths_nm.push_back(nm);
        couplings.push_back(shared64::bodyCoupling(albedo, index, surfaceMean));
    }
    coupling_ = optics::Spectrum(wavelengths_nm, std::move(couplings));
    for (std::size_t node = 0; node < kNodes && layered_; ++node) {
        facets_[node] = optics::Spectrum(wavelengths_nm, std::move(facets[node]));
        albedos_[node] = optics::Spectrum(wavelengths_nm, std::move(albedos[node]));
    }
}

} // namespace vitrine::gem
