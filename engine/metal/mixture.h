#pragma once
#include "metal/measurements.h"

#include <string>
#include <vector>

namespace vitrine::metal {

/// How much of an element there is in a metal.
struct Share {
    std::string element; ///< symbol
    double percent = 0.0;
};
using Shares = std::vector<Share>;

/// Shares by weight as shares by atoms, both in percent; they need not add up to 100.
Shares atomsFromWeight(const Shares& byWeight, const Measurements& known);

/// The index of an alloy predicted from its elements. Permittivities (n + ik)^2 add up by atomic fraction x, and each
/// measured pair of elements adds how far its alloys depart from that rule, after Kohler's way of carrying what is
/// known of pairs into alloys of three and more (F. Kohler 1960, Monatsh. Chem. 91, 738, there for heats of mixing):
///
///     eps = sum x_i eps_i + sum over pairs (x_i + x_j)^2 D_ij(x_j / (x_i + x_j))
///
/// A pair alone comes out as measured, the pure elements too. `atoms` sums to anything; every element of it must have
/// optics. docs/physics.md has the errors; they are large for gold with palladium or nickel, whose bands are not those
/// of the elements.
ComplexIndex mixByAtoms(const Shares& atoms, const Measurements& known);

/// Density when volumes add up, g/cm3.
double idealDensity_g_cm3(const Shares& byWeight, const Measurements& known);

} // namespace vitrine::metal
