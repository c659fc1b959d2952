#include "gpu/timer.h"

#include "gpu/result.h"

#include <algorithm>
#include <array>

namespace vitrine::gpu {
namespace {

// A stamp takes two queries: llvmpipe (Mesa 22.3) notes the time of one only when the next one flushes it, which
// without the second would be after the work that the first was to precede.
constexpr std::uint32_t kQueriesPerStamp = 2;
constexpr std::uint32_t kQueriesPerPass = 2 * kQueriesPerStamp;

void stamp(VkCommandBuffer commands, VkQueryPool pool, std::uint32_t query) {
    for (std::uint32_t i = 0; i < kQueriesPerStamp; ++i)
        vkCmdWriteTimestamp2(commands, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, pool, query + i);
}

} // namespace

GpuTimer::GpuTimer(const Device& device, std::uint32_t mostPasses) : device_(&device), mostPasses_(mostPasses) {
    if (device.timestampBits() == 0 || mostPasses == 0) return;
    const VkQueryPoolCreateInfo info{.sType = VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO,
                                     .queryType = VK_QUERY_TYPE_TIMESTAMP,
                                     .queryCount = kQueriesPerPass * mostPasses};
    VkQueryPool pool = VK_NULL_HANDLE;
    check(vkCreateQueryPool(device.handle(), &info, nullptr, &pool), "make a timer");
    pool_ = {device.lifetime(), pool};
    labels_.reserve(mostPasses);
    device.setName(VK_OBJECT_TYPE_QUERY_POOL, reinterpret_cast<std::uint64_t>(pool), "timer");
}

std::vector<PassTime> GpuTimer::passes() const {
    std::vector<PassTime> passes(labels_.size());
    passes.resize(this->passes(passes));
    return passes;
}

std::size_t GpuTimer::passes(std::span<PassTime> into) const {
    const std::uint32_t bits = device_ ? device_->timestampBits() : 0;
    const std::uint64_t valid = bits >= 64 ? ~0ull : (1ull << bits) - 1; // the counter wraps around there
    const std::size_t count = std::min(into.size(), labels_.size());
    for (std::size_t i = 0; i < count; ++i) {
        std::array<std::uint64_t, kQueriesPerPass> ticks{};
        const VkResult result = vkGetQueryPoolResults(
            device_->handle(), pool_.get(), static_cast<std::uint32_t>(kQueriesPerPass * i), kQueriesPerPass,
            sizeof(ticks), ticks.data(), sizeof(ticks[0]), VK_QUERY_RESULT_64_BIT);
        check(result, "read the timer");
        if (result == VK_NOT_READY) return i; // it was recorded, but never ran to here
        const std::uint64_t elapsed = (ticks[kQueriesPerStamp] - ticks[0]) & valid;
        into[i] = {.label = labels_[i],
                   .time_ms = static_cast<double>(elapsed) * device_->limits().timestampPeriod * 1e-6};
    }
    return count;
}

void GpuTimer::reset(VkCommandBuffer commands) {
    labels_.clear();
    if (measures()) vkCmdResetQueryPool(commands, pool_.get(), 0, kQueriesPerPass * mostPasses_);
}

std::uint32_t GpuTimer::begin(VkCommandBuffer commands, const Label& label) {
    if (!measures() || labels_.size() >= mostPasses_) return kNotTimed;
    const auto pass = static_cast<std::uint32_t>(labels_.size());
    labels_.push_back(label);
    stamp(commands, pool_.get(), kQueriesPerPass * pass);
    return pass;
}

void GpuTimer::end(VkCommandBuffer commands, std::uint32_t pass) {
    if (pass != kNotTimed) stamp(commands, pool_.get(), kQueriesPerPass * pass + kQueriesPerStamp);
}

} // namespace vitrine::gpu
