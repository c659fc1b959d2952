#include "gpu/memory.h"

#include <gtest/gtest.h>
#include <initializer_list>

namespace vitrine::gpu {
namespace {

constexpr VkMemoryPropertyFlags kLocal = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT;
constexpr VkMemoryPropertyFlags kVisible = VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT;
constexpr VkMemoryPropertyFlags kCoherent = VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
constexpr VkMemoryPropertyFlags kCached = VK_MEMORY_PROPERTY_HOST_CACHED_BIT;
constexpr std::uint32_t kAll = ~0u;

VkPhysicalDeviceMemoryProperties memory(std::initializer_list<VkMemoryPropertyFlags> types) {
    VkPhysicalDeviceMemoryProperties properties{};
    for (const VkMemoryPropertyFlags flags : types)
        properties.memoryTypes[properties.memoryTypeCount++].propertyFlags = flags;
    return properties;
}

// The types that discrete cards commonly have, and the single one of an integrated or software device.
const auto kDiscrete =
    memory({kLocal, kVisible | kCoherent, kVisible | kCoherent | kCached, kLocal | kVisible | kCoherent});
const auto kUnified = memory({kLocal | kVisible | kCoherent | kCached});

constexpr MemoryWish kDeviceLocal{.preferred = kLocal, .unwanted = kVisible};
constexpr MemoryWish kUpload{.required = kVisible, .preferred = kCoherent, .unwanted = kLocal | kCached};
constexpr MemoryWish kReadback{.required = kVisible, .preferred = kCached, .unwanted = kLocal};

TEST(MemoryChoice, KeepsTheSharedWindowOfADiscreteCardFree) {
    EXPECT_EQ(chooseMemoryType(kDiscrete, kAll, kDeviceLocal), 0u);
    EXPECT_EQ(chooseMemoryType(kDiscrete, kAll, kUpload), 1u);
    EXPECT_EQ(chooseMemoryType(kDiscrete, kAll, kReadback), 2u);
}

TEST(MemoryChoice, ServesEveryWishFromUnifiedMemory) {
    for (const MemoryWish& wish : {kDeviceLocal, kUpload, kReadback})
        EXPECT_EQ(chooseMemoryType(kUnified, kAll, wish), 0u);
}

TEST(MemoryChoice, TakesOnlyAllowedTypesThatHaveWhatIsRequired) {
    EXPECT_EQ(chooseMemoryType(kDiscrete, 1u << 3, kDeviceLocal), 3u);
    EXPECT_EQ(chooseMemoryType(kDiscrete, 1u << 0, kUpload), std::nullopt);
    EXPECT_EQ(chooseMemoryType(kDiscrete, 0, kDeviceLocal), std::nullopt);
}

TEST(MemoryChoice, NeverTakesATypeThatNeedsAFeatureOfItsOwn) {
    const auto vendor = memory(
        {kLocal | VK_MEMORY_PROPERTY_DEVICE_COHERENT_BIT_AMD, kLocal | VK_MEMORY_PROPERTY_PROTECTED_BIT, kLocal});
    EXPECT_EQ(chooseMemoryType(vendor, kAll, kDeviceLocal), 2u);
}

} // namespace
} // namespace vitrine::gpu
