#pragma once
#include <cstdint>
#include <optional>
#include <vector>
#include <vulkan/vulkan.h>

namespace vitrine::gpu {

/// When a picture that was handed over is shown.
enum class PresentMode {
    fifo,     ///< with the screen, one after the other: every system has it
    mailbox,  ///< with the screen, the newest; else fifo
    immediate ///< at once, even torn; else fifo
};

VkPresentModeKHR presentModeOf(PresentMode mode);

// What a swapchain asks for, from what its surface says of itself.

/// 8-bit BGRA, else RGBA, without conversion: shaders write code values, and a format that encodes would encode twice.
std::optional<VkSurfaceFormatKHR> chooseFormat(const std::vector<VkSurfaceFormatKHR>& formats);

/// `wish` where the surface has it, else fifo.
PresentMode chooseMode(const std::vector<VkPresentModeKHR>& modes, PresentMode wish);

/// The surface's own size; where it leaves that to us, `wish` within its limits. Zero when there is no area.
VkExtent2D chooseExtent(const VkSurfaceCapabilitiesKHR& surface, VkExtent2D wish);

/// One more than the least, so that an image is free while the window system holds its own.
std::uint32_t chooseImageCount(const VkSurfaceCapabilitiesKHR& surface);

/// Opaque where there is a choice.
VkCompositeAlphaFlagBitsKHR chooseAlpha(const VkSurfaceCapabilitiesKHR& surface);

} // namespace vitrine::gpu
