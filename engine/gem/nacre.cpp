#include "gem/nacre.h"

#include "shared/cpp.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>

namespace vitrine::gem {
namespace {

// Nacre has hundreds of layers, but light that has met so many has lost its phase: more of them change nothing.
constexpr int kLaminae = 40;
constexpr int kPlaces = 12; // of the surface, each with laminae of its own thicknesses

using Thicknesses = std::array<std::array<double, kLaminae>, kPlaces>;

// Standard normal deviates, the same everywhere: Box and Muller over the additive recurrences of Roberts (2018).
const Thicknesses& deviates() {
    static const Thicknesses made = [] {
        Thicknesses all{};
        int n = 1;
        for (auto& place : all)
            for (double& deviate : place) {
                const double u = std::fmod(0.5 + 0.7548776662466927 * n, 1.0);
                const double v = std::fmod(0.5 + 0.5698402909980532 * n, 1.0);
                deviate = std::sqrt(-2.0 * std::log(1.0 - u)) * std::cos(2.0 * kPi * v);
                ++n;
            }
        return all;
    }();
    return made;
}

// Amplitude that comes back at a step from `from` to `to`, each n cos (s) or cos / n (p).
double stepAmplitude(double from, double to) {
    return (from - to) / (from + to);
}

struct Ray {
    double laminaCosine = 1.0, sheetCosine = 1.0;
};

Ray rayWithin(const Nacre& nacre, double cosine) {
    const double sine2 = 1.0 - cosine * cosine;
    const auto inside = [&](double index) { return std::sqrt(std::max(1.0 - sine2 / (index * index), 0.0)); };
    return {.laminaCosine = inside(nacre.laminaIndex), .sheetCosine = inside(nacre.sheetIndex)};
}

using Amplitude = std::complex<double>;

// What comes back above a step that has `below` coming back under it. A quotient by hand: the library's keeps
// infinities apart, which cannot be here, and takes most of the time.
Amplitude above(Amplitude below, double step) {
    const Amplitude whole = 1.0 + step * below;
    return (below + step) * std::conj(whole) / std::norm(whole);
}

// Of both polarisations together; steps: from a lamina into a sheet.
double placeReflectance(const Nacre& nacre, const Ray& ray, const std::array<double, 2>& steps,
                        const std::array<double, kLaminae>& deviates, double wavelength_nm) {
    const auto turn = [&](double index, double thickness_nm, double cosine) {
        return std::polar(1.0, 4.0 * kPi * index * std::max(thickness_nm, 0.0) * cosine / wavelength_nm);
    };
    const Amplitude acrossSheet = turn(nacre.sheetIndex, nacre.sheet_nm, ray.sheetCosine);
    std::array<Amplitude, 2> below{};
    for (const double deviate : deviates) {
        const Amplitude acrossLamina =
            turn(nacre.laminaIndex, nacre.lamina_nm + deviate * nacre.laminaSpread_nm, ray.laminaCosine);
        for (std::size_t p = 0; p < below.size(); ++p)
            below[p] = above(acrossSheet * above(acrossLamina * below[p], -steps[p]), steps[p]);
    }
    return 0.5 * (std::norm(below[0]) + std::norm(below[1]));
}

} // namespace

double layersReflectance(const Nacre& nacre, double cosine, double wavelength_nm) {
    const Ray ray = rayWithin(nacre, cosine);
    const std::array steps{stepAmplitude(nacre.laminaIndex * ray.laminaCosine, nacre.sheetIndex * ray.sheetCosine),
                           stepAmplitude(ray.laminaCosine / nacre.laminaIndex, ray.sheetCosine / nacre.sheetIndex)};
    double sum = 0.0;
    for (const auto& place : deviates()) sum += placeReflectance(nacre, ray, steps, place, wavelength_nm);
    return sum / kPlaces;
}

double nacreReflectance(const Nacre& nacre, double index, double cosine, double wavelength_nm) {
    const double surface = shared64::fresnelDielectric(cosine, index);
    const double layers = nacre.overtone * layersReflectance(nacre, cosine, wavelength_nm);
    return surface + (1.0 - surface) * (1.0 - surface) * layers / (1.0 - surface * layers);
}

} // namespace vitrine::gem
