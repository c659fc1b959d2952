#pragma once
// The reference of the physics tests: written on its own, from Maxwell's boundary conditions, so that an error of the
// engine's text cannot repeat itself here. It includes nothing of shaders/shared or engine/.
#include <complex>

namespace vitrine::reference {

struct Vec {
    double x = 0.0, y = 0.0, z = 0.0;
};

Vec operator+(const Vec& a, const Vec& b);
Vec operator-(const Vec& a, const Vec& b);
Vec operator*(double s, const Vec& a);
double dot(const Vec& a, const Vec& b);

/// What happens to a plane wave at a plane boundary of two isotropic media.
struct Boundary {
    double reflectance = 0.0, transmittance = 0.0; ///< powers across the boundary, unpolarised
    double reflectanceP = 0.0;                     ///< of light polarised in the plane of incidence
    Vec reflected, transmitted;                    ///< unit; transmitted is zero where no wave goes on
};

/// A wave of unit direction `direction` in a medium of real index `near` meets one of complex index `far` = n + ik.
/// `normal`: unit, pointing into the far medium.
Boundary meet(double near, std::complex<double> far, const Vec& direction, const Vec& normal);

} // namespace vitrine::reference
