#include "metal/mixture.h"

#include <gtest/gtest.h>

namespace vitrine::metal {
namespace {

Element element(const char* symbol, double atomicWeight, double n, double k) {
    Element made{.symbol = symbol, .atomicWeight = atomicWeight, .density_g_cm3 = atomicWeight};
    made.index = ComplexIndex{optics::Spectrum({380.0, 780.0}, {n, n}), optics::Spectrum({380.0, 780.0}, {k, k})};
    made.permittivity = permittivityOf(*made.index);
    return made;
}

// Three elements, of which X and Y were measured together at one to one.
Measurements known() {
    Measurements made;
    for (const Element& one : {element("X", 1.0, 0.5, 2.0), element("Y", 2.0, 0.2, 3.0), element("Z", 4.0, 1.0, 4.0)})
        made.elements.emplace(one.symbol, one);
    const ComplexIndex middle = *element("XY", 1.0, 0.7, 2.2).index;
    made.pairs.push_back({.first = "X", .second = "Y", .compositions = {{0.5, permittivityOf(middle)}}});
    return made;
}

std::complex<double> mixed(const Shares& atoms) {
    const ComplexIndex index = mixByAtoms(atoms, known());
    const std::complex<double> n(index.n.at(500.0), index.k.at(500.0));
    return n * n;
}

std::complex<double> pure(const char* symbol) {
    return known().elements.at(symbol).permittivity->at(500.0);
}

TEST(Mixture, OfOneElementIsThatElement) {
    EXPECT_NEAR(std::abs(mixed({{"X", 100.0}}) - pure("X")), 0.0, 1e-12);
}

TEST(Mixture, CountsAtomsNotWeight) {
    // Two thirds of the weight at twice the atomic weight are as many atoms.
    const Shares atoms = atomsFromWeight({{"Z", 100.0 * 2 / 3}, {"Y", 100.0 / 3}}, known());
    EXPECT_NEAR(atoms[0].percent, 50.0, 1e-12);
    EXPECT_NEAR(atoms[1].percent, 50.0, 1e-12);
    EXPECT_NEAR(std::abs(mixed(atoms) - 0.5 * (pure("Y") + pure("Z"))), 0.0, 1e-12) << "a pair nobody measured";
}

TEST(Mixture, OfAMeasuredPairIsTheMeasurement) {
    const std::complex<double> middle = std::pow(std::complex<double>(0.7, 2.2), 2);
    EXPECT_NEAR(std::abs(mixed({{"X", 50.0}, {"Y", 50.0}}) - middle), 0.0, 1e-12);
    EXPECT_NEAR(std::abs(mixed({{"X", 25.0}, {"Y", 75.0}}) - 0.5 * (middle + pure("Y"))), 0.0, 1e-12);
}

TEST(Mixture, CarriesAPairsDepartureByItsShareSquared) {
    const std::complex<double> departure = std::pow(std::complex<double>(0.7, 2.2), 2) - 0.5 * (pure("X") + pure("Y"));
    const std::complex<double> mean = 0.25 * (pure("X") + pure("Y")) + 0.5 * pure("Z");
    EXPECT_NEAR(std::abs(mixed({{"X", 25.0}, {"Y", 25.0}, {"Z", 50.0}}) - (mean + 0.25 * departure)), 0.0, 1e-12);
}

TEST(IdealDensity, AddsVolumes) {
    EXPECT_NEAR(idealDensity_g_cm3({{"X", 50.0}, {"Y", 50.0}}, known()), 100.0 / (50.0 / 1.0 + 50.0 / 2.0), 1e-12);
}

} // namespace
} // namespace vitrine::metal
