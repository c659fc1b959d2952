#pragma once
#include <vector>

namespace vitrine::optics {

/// The mean of the sodium doublet, at which gemmologists state an index.
inline constexpr double kSodiumD_nm = 589.3;

/// Index of refraction against wavelength by one of the published forms (refractiveindex.info numbering in brackets).
class Dispersion {
  public:
    /// n^2 = 1 + c0 + sum B_i l^2 / (l^2 - C_i) + D l^2, l in micrometres [2; 1 with C_i = C_um^2]. D is the far
    /// infrared's share, mostly negative.
    static Dispersion sellmeier(double c0, std::vector<double> B, std::vector<double> C_um2, double D_per_um2 = 0.0);
    /// n^2 = A + B / (l^2 - C) + D l^2, l in micrometres [4]: one resonance, as Devore and others write it.
    static Dispersion pole(double A, double B_um2, double C_um2, double D_per_um2);
    /// n = A + B / l^2, l in micrometres.
    static Dispersion cauchy(double A, double B_um2);
    static Dispersion constant(double index);

    double index(double wavelength_nm) const;

    /// The same index at the sodium D line, its variation about that scaled: 0 is no dispersion, 1 is unchanged.
    Dispersion scaled(double factor) const;
    /// Added to the index at every wavelength.
    Dispersion shifted(double offset) const;

  private:
    double unscaledIndex(double wavelength_nm) const;

    double c0_ = 0.0;
    std::vector<double> B_, C2_;
    double D_ = 0.0;
    double cauchyA_ = 1.0, cauchyB_ = 0.0;
    bool isCauchy_ = true;
    double scale_ = 1.0, offset_ = 0.0;
};

} // namespace vitrine::optics
