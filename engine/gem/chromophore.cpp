#include "gem/chromophore.h"

#include <cmath>

namespace vitrine::gem {
namespace {

constexpr double kStep_nm = 2.0; // the narrowest lines of the catalogue are 6 nm wide

Feature readFeature(const JsonPlace& place, const std::vector<std::string>& rays) {
    std::vector<std::string> known = rays;
    Feature feature{.shape = Feature::Shape::level};
    if (place.has("centre_nm")) {
        feature = {.shape = Feature::Shape::band,
                   .at_nm = place["centre_nm"].number(100.0, 3000.0),
                   .width_nm = place["fwhm_nm"].number(3.0, 2000.0)};
        known.insert(known.end(), {"centre_nm", "fwhm_nm"});
    } else if (place.has("edge_nm")) {
        feature = {.shape = Feature::Shape::edge,
                   .at_nm = place["edge_nm"].number(100.0, 1000.0),
                   .width_nm = place["decay_nm"].number(3.0, 2000.0)};
        known.insert(known.end(), {"edge_nm", "decay_nm"});
    }
    place.allowOnly(known);
    for (std::size_t i = 0; i < rays.size(); ++i) feature.height[i] = place[rays[i]].number(0.0, 100.0);
    return feature;
}

} // namespace

std::vector<std::string> namesOf(Rays rays) {
    if (rays == Rays::one) return {"all"};
    if (rays == Rays::two) return {"o", "e"};
    return {"x", "y", "z"};
}

double Feature::at(double wavelength_nm) const {
    if (shape == Shape::level) return 1.0;
    if (shape == Shape::edge) return std::exp((at_nm - wavelength_nm) / width_nm);
    // Photon energy is proportional to 1 / l; the width about the centre, in those terms, is w / c^2.
    const double offset = (1.0 / wavelength_nm - 1.0 / at_nm) * at_nm * at_nm / width_nm;
    return std::exp(-4.0 * std::log(2.0) * offset * offset);
}

std::vector<Chromophore> readChromophores(const JsonPlace& list, Rays rays) {
    std::vector<Chromophore> chromophores;
    for (const JsonPlace& place : list.elements()) {
        place.allowOnly({"cause", "strength", "features"});
        Chromophore chromophore{
            .cause = place["cause"].string(), .strength = place["strength"].number(0.0, 1000.0), .features = {}};
        for (const JsonPlace& feature : place["features"].elements())
            chromophore.features.push_back(readFeature(feature, namesOf(rays)));
        if (chromophore.features.empty()) place["features"].fail("is empty", "a band, an edge or a level");
        chromophores.push_back(std::move(chromophore));
    }
    if (chromophores.empty()) list.fail("is empty", "what gives the stone its colour");
    return chromophores;
}

optics::Spectrum curveOf(const std::vector<Chromophore>& chromophores, std::size_t ray) {
    std::vector<double> wavelengths_nm, values;
    for (double l = optics::kShortestWavelength_nm; l <= optics::kLongestWavelength_nm; l += kStep_nm) {
        double sum = 0.0;
        for (const Chromophore& chromophore : chromophores)
            for (const Feature& feature : chromophore.features)
                sum += chromophore.strength * feature.height.at(ray) * feature.at(l);
        wavelengths_nm.push_back(l);
        values.push_back(sum);
    }
    return optics::Spectrum(std::move(wavelengths_nm), std::move(values));
}

optics::Spectrum thickLayerReflectance(const optics::Spectrum& ratio) {
    std::vector<double> values;
    for (const double q : ratio.values()) values.push_back(1.0 + q - std::sqrt(q * q + 2.0 * q));
    return optics::Spectrum(ratio.wavelengths_nm(), std::move(values));
}

} // namespace vitrine::gem
