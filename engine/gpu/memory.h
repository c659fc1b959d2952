#pragma once
#include "gpu/device.h"
#include "gpu/handle.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vulkan/vulkan.h>

namespace vitrine::gpu {

/// What a resource asks of its memory. Types that lack `required` are out; of the others the one with the most of
/// `preferred` wins, then the one with the least of `unwanted`, then the driver's order.
struct MemoryWish {
    VkMemoryPropertyFlags required = 0;
    VkMemoryPropertyFlags preferred = 0;
    VkMemoryPropertyFlags unwanted = 0;
};

/// The best type whose bit is set in `allowedTypes`. Types with properties that need features of their own (protected,
/// lazily allocated, the vendors' coherent kinds) are never chosen.
std::optional<std::uint32_t> chooseMemoryType(const VkPhysicalDeviceMemoryProperties& memory,
                                              std::uint32_t allowedTypes, const MemoryWish& wish);

struct Allocation {
    Handle<VkDeviceMemory, vkFreeMemory> memory;
    VkMemoryPropertyFlags properties = 0;
};

/// One allocation for one resource, called `name` in the Error that is thrown when the device has not so much.
Allocation allocate(const Device& device, const VkMemoryRequirements& needs, const MemoryWish& wish,
                    std::string_view name);

} // namespace vitrine::gpu
