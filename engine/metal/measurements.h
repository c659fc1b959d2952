#pragma once
#include "base/json.h"
#include "optics/spectrum.h"

#include <complex>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::metal {

/// Complex index n + ik against wavelength.
struct ComplexIndex {
    optics::Spectrum n, k;
};

/// Relative permittivity (n + ik)^2 against wavelength: what adds up in a mixture.
struct Permittivity {
    optics::Spectrum real, imaginary;

    std::complex<double> at(double wavelength_nm) const {
        return {real.at(wavelength_nm), imaginary.at(wavelength_nm)};
    }
};

Permittivity permittivityOf(const ComplexIndex& index);

/// An element that metals are made of (assets/catalogue/elements).
struct Element {
    std::string symbol;
    std::map<std::string, std::string> labels; ///< by language: "en" is always there
    double atomicWeight = 0.0;                 ///< g/mol
    double density_g_cm3 = 0.0;
    /// None where no optical measurement is at hand. That of zinc is what it does in copper, not what it is alone.
    std::optional<Permittivity> permittivity;
    std::optional<ComplexIndex> index; ///< where measured
    std::map<std::string, std::string> sources;
};

/// Alloys of two elements that were measured at several compositions.
struct MeasuredPair {
    struct Composition {
        double secondAtomicShare = 0.0; ///< 0..1
        Permittivity permittivity;
    };
    std::string first, second;             ///< symbols
    std::vector<Composition> compositions; ///< by growing share of the second, without the pure elements
};

/// What is known of pure metals and of pairs of them: all that a recipe's index and density are predicted from.
struct Measurements {
    std::map<std::string, Element> elements; ///< by symbol
    std::vector<MeasuredPair> pairs;

    /// The element, or an Error at `place` that lists the symbols there are.
    const Element& element(const std::string& symbol, const JsonPlace& place) const;
};

/// Reads every entry of a folder (assets/catalogue/elements). Throws vitrine::Error with file, pointer and remedy.
Measurements readMeasurements(const std::filesystem::path& folder);

} // namespace vitrine::metal
