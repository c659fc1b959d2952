#include "reference/boundary.h"

#include <cmath>

namespace vitrine::reference {

Vec operator+(const Vec& a, const Vec& b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}
Vec operator-(const Vec& a, const Vec& b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
Vec operator*(double s, const Vec& a) {
    return {s * a.x, s * a.y, s * a.z};
}
double dot(const Vec& a, const Vec& b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

// In units of the vacuum's wave number: the tangential part of the wave vector is the same on both sides, the normal
// part follows from its length, which is the index. Amplitudes: continuity of tangential E and H (Jackson, Classical
// Electrodynamics, 7.3). Powers: the normal component of Poynting's vector.
Boundary meet(double near, std::complex<double> far, const Vec& direction, const Vec& normal) {
    const Vec k = near * direction;
    const double kn = dot(k, normal);
    const Vec tangential = k - kn * normal;
    const double kt2 = dot(tangential, tangential);
    std::complex<double> qn = std::sqrt(far * far - kt2); // principal root: decays away from the boundary

    const std::complex<double> e1 = near * near, e2 = far * far;
    const std::complex<double> rs = (kn - qn) / (kn + qn), ts = 2.0 * kn / (kn + qn);
    const std::complex<double> rp = (e2 * kn - e1 * qn) / (e2 * kn + e1 * qn); // of the magnetic field
    const std::complex<double> tp = 2.0 * e2 * kn / (e2 * kn + e1 * qn);
    const double powerS = std::norm(ts) * qn.real() / kn;
    const double powerP = std::norm(tp) * (qn / e2).real() / (kn / e1).real();

    Boundary result;
    result.reflectanceP = std::norm(rp);
    result.reflectance = 0.5 * (std::norm(rs) + std::norm(rp));
    result.transmittance = 0.5 * (powerS + powerP);
    result.reflected = (1.0 / near) * (tangential - kn * normal);
    const Vec q = tangential + qn.real() * normal;
    if (qn.real() > 0.0) result.transmitted = (1.0 / std::sqrt(dot(q, q))) * q;
    return result;
}

} // namespace vitrine::reference
