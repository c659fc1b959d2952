#include "gpu/memory.h"

#include "gpu/result.h"

#include <bit>
#include <fmt/format.h>

namespace vitrine::gpu {
namespace {

constexpr VkMemoryPropertyFlags kPlainProperties =
    VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT | VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT |
    VK_MEMORY_PROPERTY_HOST_CACHED_BIT;

double inMebibytes(VkDeviceSize bytes) {
    return static_cast<double>(bytes) / (1 << 20);
}

} // namespace

std::optional<std::uint32_t> chooseMemoryType(const VkPhysicalDeviceMemoryProperties& memory,
                                              std::uint32_t allowedTypes, const MemoryWish& wish) {
    std::optional<std::uint32_t> best;
    int bestScore = 0;
    for (std::uint32_t type = 0; type < memory.memoryTypeCount; ++type) {
        const VkMemoryPropertyFlags has = memory.memoryTypes[type].propertyFlags;
        if ((allowedTypes >> type & 1u) == 0 || (has & ~kPlainProperties) != 0) continue;
        if ((has & wish.required) != wish.required) continue;
        const int score = 32 * std::popcount(has & wish.preferred) - std::popcount(has & wish.unwanted);
        if (!best || score > bestScore) {
            best = type;
            bestScore = score;
        }
    }
    return best;
}

Allocation allocate(const Device& device, const VkMemoryRequirements& needs, const MemoryWish& wish,
                    std::string_view name) {
    const auto type = chooseMemoryType(device.memory(), needs.memoryTypeBits, wish);
    if (!type) throw Error(fmt::format("device '{}' has no kind of memory that suits '{}'", device.info().name, name));
    const VkMemoryType& chosen = device.memory().memoryTypes[*type];
    const VkDeviceSize heap_bytes = device.memory().memoryHeaps[chosen.heapIndex].size;
    if (needs.size > heap_bytes)
        throw OutOfMemory(
            Error::Parts{.problem = fmt::format("'{}' takes {:.0f} MiB, device '{}' has {:.0f} MiB", name,
                                                inMebibytes(needs.size), device.info().name, inMebibytes(heap_bytes)),
                         .remedy = "use a smaller model, picture or texture, or another device"});
    const VkMemoryAllocateInfo info{
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO, .allocationSize = needs.size, .memoryTypeIndex = *type};
    VkDeviceMemory memory = VK_NULL_HANDLE;
    check(vkAllocateMemory(device.handle(), &info, nullptr, &memory), "allocate {:.1f} MiB for '{}' on device '{}'",
          inMebibytes(needs.size), name, device.info().name);
    return {.memory = {device.lifetime(), memory}, .properties = chosen.propertyFlags};
}

} // namespace vitrine::gpu
