#include "gpu/swapchain_choice.h"

#include <gtest/gtest.h>

namespace vitrine::gpu {
namespace {

constexpr VkSurfaceFormatKHR kEncoding{VK_FORMAT_B8G8R8A8_SRGB, VK_COLOR_SPACE_SRGB_NONLINEAR_KHR};
constexpr VkSurfaceFormatKHR kBgra{VK_FORMAT_B8G8R8A8_UNORM, VK_COLOR_SPACE_SRGB_NONLINEAR_KHR};
constexpr VkSurfaceFormatKHR kRgba{VK_FORMAT_R8G8B8A8_UNORM, VK_COLOR_SPACE_SRGB_NONLINEAR_KHR};
constexpr VkSurfaceFormatKHR kWide{VK_FORMAT_B8G8R8A8_UNORM, VK_COLOR_SPACE_DISPLAY_P3_NONLINEAR_EXT};

TEST(SwapchainChoice, TakesCodeValuesThatNobodyEncodesAgain) {
    EXPECT_EQ(chooseFormat({kEncoding, kRgba, kBgra}).value().format, VK_FORMAT_B8G8R8A8_UNORM);
    EXPECT_EQ(chooseFormat({kEncoding, kWide, kRgba}).value().format, VK_FORMAT_R8G8B8A8_UNORM);
    EXPECT_FALSE(chooseFormat({kEncoding, kWide}));
}

TEST(SwapchainChoice, FallsBackToTheModeThatEverySurfaceHas) {
    const std::vector modes = {VK_PRESENT_MODE_FIFO_KHR, VK_PRESENT_MODE_IMMEDIATE_KHR};
    EXPECT_EQ(chooseMode(modes, PresentMode::immediate), PresentMode::immediate);
    EXPECT_EQ(chooseMode(modes, PresentMode::mailbox), PresentMode::fifo);
}

TEST(SwapchainChoice, FollowsTheSurfaceAndOnlyElseTheWish) {
    VkSurfaceCapabilitiesKHR surface{
        .currentExtent = {640, 480}, .minImageExtent = {1, 1}, .maxImageExtent = {800, 600}};
    EXPECT_EQ(chooseExtent(surface, {100, 100}).width, 640u);
    surface.currentExtent = {0, 0}; // minimised
    EXPECT_EQ(chooseExtent(surface, {100, 100}).width, 0u);
    surface.currentExtent = {UINT32_MAX, UINT32_MAX}; // the window has the size of what it is given
    EXPECT_EQ(chooseExtent(surface, {1000, 100}).width, 800u);
    EXPECT_EQ(chooseExtent(surface, {1000, 100}).height, 100u);
    EXPECT_EQ(chooseExtent(surface, {0, 0}).height, 0u);
}

TEST(SwapchainChoice, KeepsAnImageFreeWithinTheLimit) {
    EXPECT_EQ(chooseImageCount({.minImageCount = 2, .maxImageCount = 0}), 3u);
    EXPECT_EQ(chooseImageCount({.minImageCount = 2, .maxImageCount = 2}), 2u);
}

TEST(SwapchainChoice, DoesNotShineThroughWhereItCanBeHelped) {
    EXPECT_EQ(chooseAlpha({.supportedCompositeAlpha =
                               VK_COMPOSITE_ALPHA_PRE_MULTIPLIED_BIT_KHR | VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR}),
              VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR);
    EXPECT_EQ(chooseAlpha({.supportedCompositeAlpha = VK_COMPOSITE_ALPHA_INHERIT_BIT_KHR}),
              VK_COMPOSITE_ALPHA_INHERIT_BIT_KHR);
}

} // namespace
} // namespace vitrine::gpu
