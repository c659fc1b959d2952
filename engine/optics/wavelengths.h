#pragma once
#include "base/math.h"

#include <vector>

namespace vitrine::optics {

/// One wavelength carried by a path, and what a radiance of 1 (relative to D65) at it adds to the pixel's XYZ.
struct WavelengthSample {
    double wavelength_nm = 0.0;
    glm::dvec3 weightXyz{0.0};
};

/// How a still draws its wavelengths: in proportion to (x + y + z) D65, where every sample counts alike (400-700 nm
/// holds 99.8 % of X, Y and Z; even samples over 380-780 nm waste three of eight).
///
/// `comb(n, offset)` is n wavelengths, one in each n-th of that distribution, all at the same place `offset` in [0, 1)
/// of their n-th: a different offset for every sample of a pixel turns spectral aliasing into noise. The pixel's XYZ is
/// the sum over the comb of radiance(wavelength) x weightXyz, where radiance is relative to D65 (a white light is 1 at
/// every wavelength: D65 is folded into the weights) and radiance 1 has Y = 1.
///
/// The weights are those of importance sampling, xyzBar D65 / (n density): unbiased. From n = 4 on white is made to
/// come out as d65White() from every comb, not only on average: what is missing in X, Y or Z goes to the two
/// wavelengths about that channel's middle, shared linearly. (The radiance interpolated at a fixed wavelength hardly
/// depends on the offset, hence hardly correlates with what is missing, and the mean over offsets stays right: CIELAB
/// error of ruby, sapphire and emerald slabs at most 1.8 at n = 4, 0.12 at n = 8, 0.02 at n = 16. Scaling the weights
/// instead would cost 1.0 at n = 8; giving each wavelength the integral over its cell, 6.) Below n = 4 nothing is
/// added.
class WavelengthSampling {
  public:
    WavelengthSampling();

    /// The wavelength below which a fraction u in [0, 1] of the distribution lies.
    double wavelengthAt(double u) const;
    /// The weight at u of a comb of one.
    glm::dvec3 weightAt(double u) const;
    std::vector<WavelengthSample> comb(int n, double offset) const;

  private:
    std::vector<double> cumulative_; ///< at every nanometre, 0 to 1
    glm::dvec3 middles_{0.0};        ///< the mean place u of X, of Y and of Z
};

} // namespace vitrine::optics
