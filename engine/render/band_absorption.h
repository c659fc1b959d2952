#pragma once
#include "optics/spectrum.h"
#include "optics/wavelengths.h"

#include <vector>

namespace vitrine::render {

/// The absorption of a band of wavelengths: after a path s its light is weakened by exp(-depth(s)) with
/// depth = 2 a s / (1 + sqrt(1 + 2 b s)). This is what a band comes to whose absorption is spread about `mean` a with
/// the variance a b, as an inverse Gaussian: at first all of it is weakened alike, then what is absorbed least remains.
/// The same law stands in shaders/stone/band.glsl.
struct BandAbsorption {
    double mean_mm = 0.0;   ///< a, Napierian, 1/mm
    double spread_mm = 0.0; ///< b, 1/mm; 0 is Beer and Lambert's law
    double depth(double path_mm) const;
};

/// A path and the optical depth that a band has after it.
struct DepthAfter {
    double path_mm = 1.0, depth = 0.0;
};

/// The band that has both depths. They are those of a mixture of exponentials: the second path longer, its depth larger
/// but by no more than in proportion.
BandAbsorption bandThrough(const DepthAfter& near, const DepthAfter& far);

/// The bands for which a few fixed wavelengths stand, each from halfway to its neighbour, so that white light has the
/// colour of the whole spectrum after a short path and after a long one.
/// absorption: Napierian, 1/mm. comb: what WavelengthSampling::comb gives, four wavelengths or more.
std::vector<BandAbsorption> bandsOf(const optics::Spectrum& absorption,
                                    const std::vector<optics::WavelengthSample>& comb);

} // namespace vitrine::render
