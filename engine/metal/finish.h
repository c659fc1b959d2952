#pragma once
#include "base/json.h"
#include "base/math.h"
#include "metal/relief_moments.h"

#include <map>
#include <optional>
#include <string>

namespace vitrine::metal {

/// What a tool leaves on metal (shaders/shared/finish.glsl has the heights).
struct ToolMarks {
    /// RELIEF_* of shaders/shared/finish.glsl.
    enum class Kind { none, streaks, grain, hammered, florentine, bark, scratches, milgrain };
    Kind kind = Kind::none;
    double scale_mm = 1.0; ///< width of a mark across the tool's way
    double depth_mm = 0.0;
    double stretch = 1.0; ///< length of a mark over its width
    double patina = 0.0;  ///< share of the light that the deepest recesses hold back: oxide left there, 0..1

    bool operator==(const ToolMarks&) const = default;
};

/// Fine scratches of wear and wiping (shaders/shared/hairline.glsl has where they lie). The figures are chosen, from
/// what a loupe shows of worn rings: no measurement was at hand.
struct HairlineMarks {
    double perMm2 = 0.0;
    double length_mm = 1.1; ///< mean
    double width_mm = 0.006;
    double slope =
        0.18;     ///< of the walls where they are steepest, tangent: a quarter of it times the width is the depth
    int seed = 1; ///< where they lie

    bool operator==(const HairlineMarks&) const = default;
};

/// {"per_mm2": 3, "length_mm": 1.1, "width_mm": 0.006, "slope": 0.18, "seed": 1}, all but the first as above unless
/// given. Throws vitrine::Error, also for more than can be laid.
HairlineMarks readHairlines(const JsonPlace& place);
Json toJson(const HairlineMarks& hairlines);

/// How a metal's surface is worked (assets/catalogue/finishes).
struct Finish {
    std::string id;
    std::map<std::string, std::string> labels; ///< by language: "en" is always there
    int order = 0;                             ///< in which a shop lists it
    glm::dvec2 alpha{0.0081};                  ///< GGX roughness along the tool's way and across it
    ToolMarks marks;
    ReliefMoments moments;                      ///< of the marks
    std::optional<HairlineMarks> hairlines;     ///< over all of that
    std::map<std::string, std::string> sources; ///< by field

    /// Needs no more than one roughness to be shown.
    bool plain() const { return alpha.x == alpha.y && marks.kind == ToolMarks::Kind::none && !hairlines; }
    /// The one roughness that is as rough on the whole; alpha is its square.
    double roughness() const;
};

/// Reads a catalogue entry. Throws vitrine::Error with file, pointer and remedy.
Finish readFinish(const JsonPlace& entry);

} // namespace vitrine::metal
