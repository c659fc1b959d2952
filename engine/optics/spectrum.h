#pragma once
#include <string>
#include <vector>

namespace vitrine::optics {

inline constexpr double kShortestWavelength_nm = 380.0;
inline constexpr double kLongestWavelength_nm = 780.0;

/// A function of wavelength given at strictly increasing nodes, linear between them and held constant beyond the ends.
class Spectrum {
  public:
    Spectrum() = default;
    /// Throws vitrine::Error unless wavelengths increase strictly, the sizes agree and every value is finite.
    Spectrum(std::vector<double> wavelengths_nm, std::vector<double> values);
    static Spectrum constant(double value);

    double at(double wavelength_nm) const;
    bool isZero() const;
    /// Every value multiplied by `factor`.
    Spectrum scaled(double factor) const;
    const std::vector<double>& wavelengths_nm() const { return wavelengths_nm_; }
    const std::vector<double>& values() const { return values_; }

  private:
    std::vector<double> wavelengths_nm_{kShortestWavelength_nm};
    std::vector<double> values_{0.0};
};

} // namespace vitrine::optics
