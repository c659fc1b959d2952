#include "session/layout.h"

#include <gtest/gtest.h>

namespace vitrine::showroom {
namespace {

constexpr double kOrdinary = 96.0 / 25.4; // pixels a mm of an ordinary screen

TEST(Layout, IsFilledByPictureAndPanel) {
    for (const glm::dvec2 size : {glm::dvec2(1280, 800), glm::dvec2(1080, 1920), glm::dvec2(3840, 2160),
                                  glm::dvec2(640, 480), glm::dvec2(320, 320), glm::dvec2(1366, 768)}) {
        const Layout layout = layoutOf({.size_px = size});
        const double picture = layout.picture.size.x * layout.picture.size.y;
        const double panel = layout.panel.size.x * layout.panel.size.y;
        EXPECT_NEAR(picture + panel, size.x * size.y, 1e-6) << size.x;
        EXPECT_GE(picture, 0.39 * size.x * size.y) << size.x; // the piece is what one came for
        EXPECT_FALSE(layout.picture.contains(layout.panel.centre()));
    }
}

TEST(Layout, PutsThePanelWithinReachOnAnUprightScreen) {
    const Layout upright = layoutOf({.size_px = {1080, 1920}});
    EXPECT_TRUE(upright.upright);
    EXPECT_GT(upright.panel.corner.y, upright.picture.corner.y);
    EXPECT_FALSE(layoutOf({.size_px = {1280, 800}}).upright);
}

// Duff et al. 2010: errors grow below 20 mm, and 10 mm are the least; ours are 12 wherever the window has the room.
TEST(Layout, TargetsAreAsLargeAsAFingerOnThePictureWindows) {
    EXPECT_GE(layoutOf({.size_px = {1280, 800}}).pixels(kTarget_mm), 12.0 * kOrdinary - 1e-9);
    EXPECT_GE(layoutOf({.size_px = {1080, 1920}}).pixels(kTarget_mm), 12.0 * kOrdinary);
    EXPECT_GE(layoutOf({.size_px = {2560, 1600}, .contentScale = 2.0}).pixels(kTarget_mm), 24.0 * kOrdinary - 1e-9);
}

TEST(Layout, BelievesAMonitorWithinReason) {
    const double said = 1.3 * kOrdinary;
    EXPECT_NEAR(layoutOf({.size_px = {1400, 900}, .monitorPixelsPerMm = said}).pixelsPerMm, said, 1e-9);
    EXPECT_NEAR(layoutOf({.size_px = {1280, 790}, .monitorPixelsPerMm = 40.0}).pixelsPerMm, kOrdinary, 0.05);
    EXPECT_NEAR(layoutOf({.size_px = {1280, 790}, .monitorPixelsPerMm = 0.1}).pixelsPerMm, kOrdinary, 0.05);
}

TEST(Layout, NeverOverflowsThePanel) {
    for (double width = 320.0; width < 2600.0; width += 97.0)
        for (double height = 320.0; height < 2600.0; height += 89.0) {
            const Layout layout = layoutOf({.size_px = {width, height}, .contentScale = 1.5});
            if (layout.upright) {
                EXPECT_GE(layout.panel.size.x, layout.pixels(2.0 * kPanelWidth_mm) - 1.0);
            } else {
                EXPECT_GE(layout.panel.size.y, layout.pixels(kPanelLength_mm) - 1.0);
            }
        }
}

} // namespace
} // namespace vitrine::showroom
