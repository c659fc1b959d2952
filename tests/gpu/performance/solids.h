#pragma once
// Stones on which the GPU is compared with the double-precision tracer.
#include "gem/cut.h"

#include <ostream>
#include <string>
#include <vector>

namespace vitrine::performance {

/// A body as faceters make them with a GemCad-like program: tiers of facets on a dividing wheel of 96 teeth, angles and
/// places at random, nothing symmetric.
gem::Solid randomConvexSolid(unsigned seed);

struct NamedSolid {
    std::string name; ///< in the name of a test
    gem::Solid solid; ///< mm
};
/// For messages of tests.
inline void PrintTo(const NamedSolid& named, std::ostream* out) {
    *out << named.name;
}

/// The round brilliant, a step cut, a random convex body, and a brilliant some of whose facets are off by as much as
/// those of real stones.
std::vector<NamedSolid> comparedSolids();

} // namespace vitrine::performance
