#pragma once
#include "base/math.h"

namespace vitrine::showroom {

/// In window pixels, from the upper left corner.
struct Rectangle {
    glm::dvec2 corner{0.0}, size{0.0};

    bool contains(const glm::dvec2& p) const {
        return p.x >= corner.x && p.y >= corner.y && p.x < corner.x + size.x && p.y < corner.y + size.y;
    }
    glm::dvec2 centre() const { return corner + 0.5 * size; }
    bool operator==(const Rectangle&) const = default;
};

/// The screen as a hand meets it.
struct Screen {
    glm::dvec2 size_px{1280.0, 800.0};
    double contentScale = 1.0;       ///< of the window system, 1 at 96 pixels an inch
    double monitorPixelsPerMm = 0.0; ///< as the monitor says, 0 when it does not
};

/// Where things are: the picture and the panel side by side, on an upright screen one above the other with the panel
/// within reach below.
struct Layout {
    Rectangle picture, panel;
    bool upright = false;
    double pixelsPerMm = 3.8; ///< the measure of everything in the panel
    double pixels(double mm) const { return mm * pixelsPerMm; }
    bool operator==(const Layout&) const = default;
};
Layout layoutOf(const Screen& screen);

/// What a finger needs, mm: the smallest thing that can be tapped, and the room of the panel.
inline constexpr double kTarget_mm = 12.0;
inline constexpr double kPanelWidth_mm = 92.0;
inline constexpr double kPanelLength_mm = 176.0; ///< beside the picture
inline constexpr double kPanelHeight_mm = 122.0; ///< below it, in two columns

} // namespace vitrine::showroom
