#include "../gpu_fixture.h"
#include "base/error.h"
#include "gpu/recorder.h"

#include <algorithm>
#include <cstdint>

namespace vitrine::gpu {
namespace {

/// What an Error thrown by `act` says; empty when it throws none.
template <class Act>
std::string complaintOf(Act&& act) {
    try {
        act();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

class Limits : public GpuTest {};

// The three sizes below are what the device says of itself, plus a little. Where a device allows more than this,
// nothing is tried: it would take all of its memory to go beyond.
constexpr VkDeviceSize kAffordable_bytes = 256u << 20;

TEST_F(Limits, BufferLongerThanTheDeviceMakesIsRefusedByName) {
    if (device().mostBuffer_bytes() == UINT64_MAX) return;
    const auto said = complaintOf(
        [&] { const Buffer buffer(device(), {.name = "girdle", .size_bytes = device().mostBuffer_bytes() + 1}); });
    EXPECT_NE(said.find("girdle"), std::string::npos) << said;
}

TEST_F(Limits, BufferLargerThanTheMemoryIsRefusedByName) {
    VkDeviceSize most_bytes = 0;
    for (std::uint32_t i = 0; i < device().memory().memoryHeapCount; ++i)
        most_bytes = std::max(most_bytes, device().memory().memoryHeaps[i].size);
    if (most_bytes >= device().mostBuffer_bytes()) return; // the test above is then the nearer limit
    const auto said =
        complaintOf([&] { const Buffer buffer(device(), {.name = "girdle", .size_bytes = most_bytes + 4096}); });
    EXPECT_NE(said.find("girdle"), std::string::npos) << said;
}

TEST_F(Limits, TexelBufferBeyondTheLimitNamesTheLimit) {
    const VkDeviceSize most = device().limits().maxTexelBufferElements;
    if (most + 1 > kAffordable_bytes) return;
    const Buffer buffer(device(), {.name = "facets", .size_bytes = most + 1, .uses = BufferUse::texel});
    const auto said = complaintOf([&] { const TexelBufferView view(device(), buffer, VK_FORMAT_R8_UNORM); });
    EXPECT_NE(said.find("facets"), std::string::npos) << said;
    EXPECT_NE(said.find(std::to_string(most)), std::string::npos) << said;
}

TEST_F(Limits, UniformBufferBeyondTheLimitNamesTheLimit) {
    const VkDeviceSize most_bytes = device().limits().maxUniformBufferRange;
    if (most_bytes > kAffordable_bytes) return;
    const Buffer buffer(device(), {.name = "planes", .size_bytes = most_bytes + 16, .uses = BufferUse::uniform});
    const BindingLayout layout(device(), {{0, BindingKind::uniformBuffer}});
    const auto said = complaintOf([&] { const BindingSet set(device(), layout, {{0, buffer}}); });
    EXPECT_NE(said.find("planes"), std::string::npos) << said;
    EXPECT_NE(said.find(std::to_string(most_bytes)), std::string::npos) << said;
}

TEST_F(Limits, EmptyBufferHoldsARecordAllTheSame) {
    const auto empty = upload(device(), {.name = "no stones"}, std::vector<float>{});
    EXPECT_GE(empty.size_bytes(), 4u);
    EXPECT_TRUE(download<float>(device(), empty, 0).empty());
}

} // namespace
} // namespace vitrine::gpu
