#include "metal/mixture.h"

#include <cassert>

namespace vitrine::metal {
namespace {

using Complex = std::complex<double>;

const Permittivity& permittivityOf(const std::string& symbol, const Measurements& known) {
    const Element& element = known.elements.at(symbol);
    assert(element.permittivity);
    return *element.permittivity;
}

double fractionOf(const std::string& symbol, const Shares& atoms) {
    double total = 0.0, found = 0.0;
    for (const Share& share : atoms) {
        total += share.percent;
        if (share.element == symbol) found += share.percent;
    }
    return found / total;
}

// The pair's permittivity less the atomic mean of its elements, linear between the compositions that were measured.
Complex departure(const MeasuredPair& pair, double secondShare, double wavelength_nm, const Measurements& known) {
    const Complex first = permittivityOf(pair.first, known).at(wavelength_nm);
    const Complex second = permittivityOf(pair.second, known).at(wavelength_nm);
    double from = 0.0;
    Complex below = 0.0;
    for (const MeasuredPair::Composition& composition : pair.compositions) {
        const double to = composition.secondAtomicShare;
        const Complex above = composition.permittivity.at(wavelength_nm) - ((1.0 - to) * first + to * second);
        if (secondShare <= to) return below + (secondShare - from) / (to - from) * (above - below);
        from = to;
        below = above;
    }
    return (1.0 - secondShare) / (1.0 - from) * below;
}

Complex mixedPermittivity(const Shares& atoms, double wavelength_nm, const Measurements& known) {
    Complex sum = 0.0;
    for (const Share& share : atoms)
        sum += fractionOf(share.element, atoms) * permittivityOf(share.element, known).at(wavelength_nm);
    for (const MeasuredPair& pair : known.pairs) {
        const double first = fractionOf(pair.first, atoms), second = fractionOf(pair.second, atoms);
        const double both = first + second;
        if (both > 0.0) sum += both * both * departure(pair, second / both, wavelength_nm, known);
    }
    return sum;
}

} // namespace

Shares atomsFromWeight(const Shares& byWeight, const Measurements& known) {
    double total = 0.0;
    for (const Share& share : byWeight) total += share.percent / known.elements.at(share.element).atomicWeight;
    Shares atoms;
    for (const Share& share : byWeight)
        atoms.push_back({.element = share.element,
                         .percent = 100.0 * share.percent / known.elements.at(share.element).atomicWeight / total});
    return atoms;
}

ComplexIndex mixByAtoms(const Shares& atoms, const Measurements& known) {
    const std::vector<double>& wavelengths = permittivityOf(atoms.at(0).element, known).real.wavelengths_nm();
    std::vector<double> n, k;
    for (const double wavelength : wavelengths) {
        const Complex index = std::sqrt(mixedPermittivity(atoms, wavelength, known));
        n.push_back(index.real());
        k.push_back(index.imag());
    }
    return {optics::Spectrum(wavelengths, n), optics::Spectrum(wavelengths, k)};
}

double idealDensity_g_cm3(const Shares& byWeight, const Measurements& known) {
    double weight = 0.0, volume = 0.0;
    for (const Share& share : byWeight) {
        weight += share.percent;
        volume += share.percent / known.elements.at(share.element).density_g_cm3;
    }
    return weight / volume;
}

} // namespace vitrine::metal
