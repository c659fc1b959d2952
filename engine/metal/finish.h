#pragma once
#include "base/json.h"
#include "base/math.h"
#include "metal/relief_moments.h"

#include <map>
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

/// How a metal's surface is worked (assets/catalogue/finishes).
struct Finish {
    std::string id;
    std::map<std::string, std::string> labels; ///< by language: "en" is always there
    int order = 0;                             ///< in which a shop lists it
    glm::dvec2 alpha{0.0081};                  ///< GGX roughness along the tool's way and across it
    ToolMarks marks;
    ReliefMoments moments;                      ///< of the marks
    std::map<std::string, std::string> sources; ///< by field

    /// Needs no more than one roughness to be shown.
    bool plain() const { return alpha.x == alpha.y && marks.kind == ToolMarks::Kind::none; }
    /// The one roughness that is as rough on the whole; alpha is its square.
    double roughness() const;
};

/// Reads a catalogue entry. Throws vitrine::Error with file, pointer and remedy.
Finish readFinish(const JsonPlace& entry);

} // namespace vitrine::metal
