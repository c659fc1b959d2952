#include "gpu/swapchain_choice.h"

#include <algorithm>

namespace vitrine::gpu {

VkPresentModeKHR presentModeOf(PresentMode mode) {
    switch (mode) {
    case PresentMode::mailbox:
        return VK_PRESENT_MODE_MAILBOX_KHR;
    case PresentMode::immediate:
        return VK_PRESENT_MODE_IMMEDIATE_KHR;
    case PresentMode::fifo:
        break;
    }
    return VK_PRESENT_MODE_FIFO_KHR;
}

std::optional<VkSurfaceFormatKHR> chooseFormat(const std::vector<VkSurfaceFormatKHR>& formats) {
    for (const VkFormat wanted : {VK_FORMAT_B8G8R8A8_UNORM, VK_FORMAT_R8G8B8A8_UNORM})
        for (const VkSurfaceFormatKHR& format : formats)
            if (format.format == wanted && format.colorSpace == VK_COLOR_SPACE_SRGB_NONLINEAR_KHR) return format;
    return std::nullopt;
}

PresentMode chooseMode(const std::vector<VkPresentModeKHR>& modes, PresentMode wish) {
    return std::ranges::find(modes, presentModeOf(wish)) != modes.end() ? wish : PresentMode::fifo;
}

VkExtent2D chooseExtent(const VkSurfaceCapabilitiesKHR& surface, VkExtent2D wish) {
    if (surface.currentExtent.width != UINT32_MAX) return surface.currentExtent;
    if (wish.width == 0 || wish.height == 0) return {0, 0};
    return {std::clamp(wish.width, surface.minImageExtent.width, surface.maxImageExtent.width),
            std::clamp(wish.height, surface.minImageExtent.height, surface.maxImageExtent.height)};
}

std::uint32_t chooseImageCount(const VkSurfaceCapabilitiesKHR& surface) {
    const std::uint32_t count = surface.minImageCount + 1;
    return surface.maxImageCount == 0 ? count : std::min(count, surface.maxImageCount);
}

VkCompositeAlphaFlagBitsKHR chooseAlpha(const VkSurfaceCapabilitiesKHR& surface) {
    for (const auto alpha : {VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR, VK_COMPOSITE_ALPHA_INHERIT_BIT_KHR,
                             VK_COMPOSITE_ALPHA_PRE_MULTIPLIED_BIT_KHR})
        if (surface.supportedCompositeAlpha & alpha) return alpha;
    return VK_COMPOSITE_ALPHA_POST_MULTIPLIED_BIT_KHR;
}

} // namespace vitrine::gpu
