#include "metal/mixture.h"

#include <complex>

namespace vitrine::metal {

ComplexIndex mixByAtoms(const std::vector<Component>& components) {
    double atoms = 0.0;
    for (const Component& component : components) atoms += component.weightPercent / component.atomicWeight;

    const std::vector<double>& wavelengths = components.at(0).index.n.wavelengths_nm();
    std::vector<double> n, k;
    for (const double wavelength : wavelengths) {
        std::complex<double> permittivity = 0.0;
        for (const Component& component : components) {
            const std::complex<double> index(component.index.n.at(wavelength), component.index.k.at(wavelength));
            permittivity += component.weightPercent / component.atomicWeight / atoms * index * index;
        }
        const std::complex<double> index = std::sqrt(permittivity);
        n.push_back(index.real());
        k.push_back(index.imag());
    }
    return {optics::Spectrum(wavelengths, n), optics::Spectrum(wavelengths, k)};
}

} // namespace vitrine::metal
