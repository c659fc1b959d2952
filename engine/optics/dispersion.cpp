#include "optics/dispersion.h"

#include "base/error.h"

#include <cmath>

namespace vitrine::optics {

Dispersion Dispersion::sellmeier(double c0, std::vector<double> B, std::vector<double> C_um2, double D_per_um2) {
    if (B.size() != C_um2.size()) throw Error("a Sellmeier formula needs as many resonances C as strengths B");
    Dispersion dispersion;
    dispersion.isCauchy_ = false;
    dispersion.c0_ = c0;
    dispersion.B_ = std::move(B);
    dispersion.C2_ = std::move(C_um2);
    dispersion.D_ = D_per_um2;
    return dispersion;
}

Dispersion Dispersion::pole(double A, double B_um2, double C_um2, double D_per_um2) {
    // B / (l^2 - C) = B / C (l^2 / (l^2 - C) - 1)
    return sellmeier(A - 1.0 - B_um2 / C_um2, {B_um2 / C_um2}, {C_um2}, D_per_um2);
}

Dispersion Dispersion::cauchy(double A, double B_um2) {
    Dispersion dispersion;
    dispersion.cauchyA_ = A;
    dispersion.cauchyB_ = B_um2;
    return dispersion;
}

Dispersion Dispersion::constant(double index) {
    return cauchy(index, 0.0);
}

double Dispersion::unscaledIndex(double wavelength_nm) const {
    const double lambda2 = 1e-6 * wavelength_nm * wavelength_nm; // square micrometres
    if (isCauchy_) return cauchyA_ + cauchyB_ / lambda2;
    double n2 = 1.0 + c0_ + D_ * lambda2;
    for (std::size_t i = 0; i < B_.size(); ++i) n2 += B_[i] * lambda2 / (lambda2 - C2_[i]);
    return std::sqrt(n2);
}

double Dispersion::index(double wavelength_nm) const {
    const double n = unscaledIndex(wavelength_nm);
    if (scale_ == 1.0) return n + offset_;
    const double pivot = unscaledIndex(kSodiumD_nm);
    return pivot + scale_ * (n - pivot) + offset_;
}

Dispersion Dispersion::scaled(double factor) const {
    Dispersion result = *this;
    result.scale_ *= factor;
    return result;
}

Dispersion Dispersion::shifted(double offset) const {
    Dispersion result = *this;
    result.offset_ += offset;
    return result;
}

} // namespace vitrine::optics
