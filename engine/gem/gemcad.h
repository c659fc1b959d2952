#pragma once
#include "gem/solid.h"

#include <string>
#include <vector>

namespace vitrine::gem {

/// One facet of a tier: where the dividing wheel stands when it is cut.
struct GemCadFacet {
    double index = 0.0; ///< in teeth, fractions allowed; the gear's own number, with either sign, is the same as 0
    std::string name;   ///< empty where the file gives none
    bool operator==(const GemCadFacet&) const = default;
};

/// Facets that are cut with one setting of angle and depth.
struct GemCadTier {
    double angle_deg = 0.0; ///< of the facet from the girdle's plane, -90 to 90: below zero (and -0) on the pavilion
    double distance = 0.0;  ///< from the origin to the facets, in the file's own unit
    std::vector<GemCadFacet> facets;
    std::string instructions; ///< to the cutter
    bool operator==(const GemCadTier&) const = default;

    /// That of its first named facet; empty without any.
    const std::string& name() const;
    bool onPavilion() const;
    bool onGirdle() const; ///< within half a degree of vertical
};

/// A faceting design as GemCad writes it to a text file (.asc).
struct GemCadDesign {
    int gear = 96;       ///< teeth of the dividing wheel; below zero it counts clockwise seen from above the table
    double offset = 0.0; ///< the index that stands at azimuth 0, Vitrine's +Z
    int symmetry = 1;    ///< folds
    bool mirror = false;
    double refractiveIndex = 0.0; ///< that the design was made for; 0 where the file is silent
    std::vector<std::string> headers, footers;
    std::vector<GemCadTier> tiers; ///< with all their facets: symmetric ones are written out
    bool operator==(const GemCadDesign&) const = default;
};

/// The plane of a facet, in the file's unit and turned into Vitrine's axes: the table upwards, azimuth 0 at +Z.
HalfSpace planeOf(const GemCadDesign& design, const GemCadTier& tier, const GemCadFacet& facet);
/// "tier 3 (P1)"
std::string nameOfTier(const GemCadDesign& design, std::size_t tier);

} // namespace vitrine::gem
