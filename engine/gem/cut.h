#pragma once
#include "base/json.h"
#include "gem/cabochon.h"
#include "gem/outline_brilliant.h"
#include "gem/round_brilliant.h"
#include "gem/solid.h"
#include "gem/species.h"
#include "gem/step_cut.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace vitrine::gem {

/// What a grading report states of a stone, measured on the body itself. Shares are of the width.
struct Proportions {
    double length = 0.0;        ///< along Z
    double table = 0.0;         ///< its extent along X; of a round brilliant, corner to corner
    double crownHeight = 0.0;   ///< from the girdle's upper edge at the mains to the table
    double pavilionDepth = 0.0; ///< from the girdle's lower edge at the mains to the lowest point
    double girdle = 0.0;        ///< thickness at the mains
    double depth = 0.0;         ///< in all
};

/// Measures a solid in the stone frame. Needs girdle facets; without them the girdle is a line at y = 0.
Proportions measureProportions(const Solid& solid);
/// Of a stone without facets, which has no table.
Proportions proportionsOf(const Cabochon& cabochon);

/// What is amiss with proportions that close but that nobody cuts, in words: a stone deeper than it is wide, or flatter
/// than a quarter of its width; empty for what is usual.
std::vector<std::string> oddities(const Proportions& faceted);

/// What a cutter needs to know to make the stone again.
using Recipe = std::variant<RoundBrilliant, OutlineBrilliant, StepCut, Cabochon>;
/// Of a cabochon: the planes that hold it (hullOf).
Solid build(const Recipe& recipe);

/// How a stone is worked.
enum class Style { faceted, cabochon, pearl };

/// A cut as it is made for the species of one group of indices: for a girdle 1 mm wide. A stone of w mm is
/// solid.scaled(w).
struct CutBody {
    Recipe recipe; ///< without the deviations of `solid`
    Solid solid;
    Proportions proportions;

    /// The stone itself where it has no facets; `solid` is what holds it then.
    const Cabochon* cabochon() const { return std::get_if<Cabochon>(&recipe); }
    double volume() const; ///< mm3, for a girdle 1 mm wide
};

/// A cut of the catalogue.
struct Cut {
    std::string id;
    std::map<std::string, std::string> labels; ///< by language: "en" is always there
    std::string kind;                          ///< "round-brilliant", "outline-brilliant", "step", "cabochon", "pearl"
    CutBody body;                              ///< of diamond, and of every group that asks for nothing else
    /// For species of other indices: angles that are right for diamond leave a window in quartz.
    std::map<IndexGroup, CutBody> byGroup;
    std::map<std::string, std::string> sources; ///< by field

    /// The body in which this cut is made of a species of that group, if nobody asks for other proportions.
    const CutBody& bodyFor(IndexGroup group) const;
    Style style() const;
};

/// How a species is worked if nobody asks otherwise: what no light goes through has a dome, and a pearl grew as it is.
Style usualStyle(const Species& species);

/// Reads a catalogue entry (assets/catalogue/cuts): a kind with its proportions, those that other species need
/// ("proportions_by_group": by index group, what differs), and "deviations" that turn single facets
/// about the horizontal axis through their middle, as those of real stones are. Throws vitrine::Error with file,
/// pointer and remedy.
Cut readCut(const JsonPlace& entry);

/// The solid with facet `facet` made steeper by `tilt_deg` about the horizontal axis through the middle of its face.
/// A horizontal facet is turned about X. Throws vitrine::Error if that leaves some facet nothing.
Solid withFacetTurned(const Solid& solid, std::size_t facet, double tilt_deg);

} // namespace vitrine::gem
