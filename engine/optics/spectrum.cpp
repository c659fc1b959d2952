#include "optics/spectrum.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace vitrine::optics {

Spectrum::Spectrum(std::vector<double> wavelengths_nm, std::vector<double> values)
    : wavelengths_nm_(std::move(wavelengths_nm)), values_(std::move(values)) {
    if (wavelengths_nm_.empty() || wavelengths_nm_.size() != values_.size())
        throw Error(fmt::format("a spectrum needs one value a wavelength, not {} values for {} wavelengths",
                                values_.size(), wavelengths_nm_.size()));
    for (std::size_t i = 1; i < wavelengths_nm_.size(); ++i)
        if (!(wavelengths_nm_[i] > wavelengths_nm_[i - 1]))
            throw Error(fmt::format("the wavelengths of a spectrum must increase, but {} nm follows {} nm",
                                    wavelengths_nm_[i], wavelengths_nm_[i - 1]));
    if (!std::all_of(values_.begin(), values_.end(), [](double value) { return std::isfinite(value); }))
        throw Error("a spectrum holds a value that is not finite");
}

Spectrum Spectrum::constant(double value) {
    return Spectrum({kShortestWavelength_nm}, {value});
}

double Spectrum::at(double wavelength_nm) const {
    const auto above = std::upper_bound(wavelengths_nm_.begin(), wavelengths_nm_.end(), wavelength_nm);
    if (above == wavelengths_nm_.begin()) return values_.front();
    if (above == wavelengths_nm_.end()) return values_.back();
    const auto i = static_cast<std::size_t>(above - wavelengths_nm_.begin());
    const double t = (wavelength_nm - wavelengths_nm_[i - 1]) / (wavelengths_nm_[i] - wavelengths_nm_[i - 1]);
    return values_[i - 1] + t * (values_[i] - values_[i - 1]);
}

bool Spectrum::isZero() const {
    return std::all_of(values_.begin(), values_.end(), [](double value) { return value == 0.0; });
}

Spectrum Spectrum::scaled(double factor) const {
    std::vector<double> values = values_;
    for (double& value : values) value *= factor;
    return Spectrum(wavelengths_nm_, std::move(values));
}

} // namespace vitrine::optics
