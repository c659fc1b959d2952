#pragma once
#include "base/math.h"

#include <functional>

namespace vitrine::performance {

/// Which side of the stone the picture looks at.
enum class Face { table, pavilion };

/// Whether the picture shows what the surface reflects. Instruments are read without it: it lies as a veil over all.
enum class Glare { leftOut, seen };

/// What surrounds a stone in one of the instruments of a gem laboratory, as linear Rec.709. Every instrument looks
/// straight down on the stone.
struct Viewer {
    std::function<glm::dvec3(double elevation_deg, double azimuth_deg)> light; ///< from there; below 0: from behind
    glm::dvec3 background{1.0};
    Face face = Face::table;
    Glare glare = Glare::leftOut;
};

/// Angular Spectrum Evaluation Tool (American Gem Society; Sasian et al. 2007, Opt. Eng. 46, 093604): green up to 45
/// degrees of elevation, red to 75, blue for the observer's head; a white backlight shows what leaks.
Viewer asetViewer();

/// Ideal-Scope: a red reflector with a black hole for the eye, and a white backlight. That the red reaches from 10 to
/// 80 degrees is common trade practice, not checked against an instrument.
Viewer idealScopeViewer();

/// The viewer of hearts (through the pavilion) and arrows (through the table): a ring of light around the eye's dark
/// hole, hardly any below it. The ring's limits, 45 and 80 degrees for the arrows, 65 and 82 for the hearts, were
/// chosen by what the reference brilliant shows.
Viewer arrowsViewer();
Viewer heartsViewer();

/// A desk by a window: a white sky, bright above the horizon, with a dozen small lamps and the observer's dark head; a
/// dark ground.
Viewer faceUpViewer();

} // namespace vitrine::performance
