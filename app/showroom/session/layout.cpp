#include "session/layout.h"

#include <algorithm>
#include <cmath>

namespace vitrine::showroom {
namespace {

constexpr double kPixelsPerMm = 96.0 / 25.4; // of a window system's ordinary pixel
constexpr double kShortSide_mm = 210.0;      // larger screens are read from further away: they count as this

// What monitors say of themselves is often wrong, and a projector says nothing; a reading is believed within reason.
double measure(const Screen& screen) {
    const double ordinary = kPixelsPerMm * std::clamp(screen.contentScale, 0.5, 4.0);
    const double said = screen.monitorPixelsPerMm;
    const double believed = said > 0.75 * ordinary && said < 2.0 * ordinary ? std::max(said, ordinary) : ordinary;
    return std::max(believed, std::min(screen.size_px.x, screen.size_px.y) / kShortSide_mm);
}

} // namespace

Layout layoutOf(const Screen& screen) {
    const double width = std::max(screen.size_px.x, 1.0), height = std::max(screen.size_px.y, 1.0);
    Layout layout;
    layout.upright = height > 1.1 * width;
    const double across_mm = layout.upright ? 2.0 * kPanelWidth_mm : kPanelWidth_mm;
    layout.pixelsPerMm = measure(screen);
    // A window too small for the panel gets a smaller panel: at least two fifths are the picture's.
    layout.pixelsPerMm = layout.upright
                             ? std::min({layout.pixelsPerMm, 0.6 * height / kPanelHeight_mm, width / across_mm})
                             : std::min({layout.pixelsPerMm, 0.6 * width / across_mm, height / kPanelLength_mm});
    if (layout.upright) {
        const double panel = std::round(layout.pixels(kPanelHeight_mm));
        layout.picture = {{0.0, 0.0}, {width, height - panel}};
        layout.panel = {{0.0, height - panel}, {width, panel}};
    } else {
        const double panel = std::round(layout.pixels(kPanelWidth_mm));
        layout.picture = {{0.0, 0.0}, {width - panel, height}};
        layout.panel = {{width - panel, 0.0}, {panel, height}};
    }
    return layout;
}

} // namespace vitrine::showroom
