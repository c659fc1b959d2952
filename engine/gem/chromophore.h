#pragma once
#include "base/json.h"
#include "optics/spectrum.h"

#include <array>
#include <string>
#include <vector>

namespace vitrine::gem {

/// How many rays with an absorption of their own a stone carries, and what an entry calls them: "all", "o" and "e", or
/// "x", "y" and "z".
enum class Rays { one = 1, two = 2, three = 3 };
std::vector<std::string> namesOf(Rays rays);

/// One feature of an absorption spectrum; its height is relative to the chromophore's strength, for each ray.
struct Feature {
    enum class Shape {
        band,  ///< a Gaussian in photon energy, as crystal field bands are: centre and full width at half its height
        edge,  ///< exp((at - l) / decay): the foot of an ultraviolet edge (Urbach), or brown of plastic deformation
        level, ///< the same everywhere: what scatters or blocks
    };
    Shape shape = Shape::band;
    double at_nm = 0.0;    ///< centre of a band; of an edge, where it has its height
    double width_nm = 0.0; ///< full width at half height of a band; decay length of an edge
    std::array<double, 3> height{1.0, 1.0, 1.0};

    double at(double wavelength_nm) const; ///< of height 1
};

/// What gives a stone colour: an ion, a pair of ions, a defect. Its features keep their heights to each other; how much
/// of it there is makes a stone deep or pale.
struct Chromophore {
    std::string cause;
    double strength = 0.0;
    std::vector<Feature> features;
};

/// [{"cause": "Cr3+", "strength": 0.4, "features": [{"centre_nm": 556, "fwhm_nm": 80, "o": 1, "e": 0.6}, ...]}, ...];
/// an edge is {"edge_nm", "decay_nm"}, a level has neither. Throws vitrine::Error.
std::vector<Chromophore> readChromophores(const JsonPlace& list, Rays rays);

/// The sum of all features for one ray, every 2 nm from 380 to 780 nm.
optics::Spectrum curveOf(const std::vector<Chromophore>& chromophores, std::size_t ray);

/// The reflectance of a layer too thick to see through, of absorption over scattering K/S (Kubelka and Munk 1931).
optics::Spectrum thickLayerReflectance(const optics::Spectrum& ratio);

} // namespace vitrine::gem
