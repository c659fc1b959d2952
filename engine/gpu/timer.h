#pragma once
#include "gpu/device.h"
#include "gpu/handle.h"
#include "gpu/label.h"

#include <cstdint>
#include <span>
#include <vector>

namespace vitrine::gpu {

/// Milliseconds that the device spent in a labelled pass.
struct PassTime {
    Label label;
    double time_ms = 0;
};

/// Timestamps around the passes of one Recorder at a time (RecorderSettings::timer). On a queue without timestamps it
/// measures nothing and says so. Work that no barrier separates may overlap and is then counted to the earlier pass.
class GpuTimer {
  public:
    GpuTimer() = default;
    GpuTimer(const Device& device, std::uint32_t mostPasses);

    bool measures() const { return bool(pool_); }

    /// The passes of the last recording in order of their beginning, once its Submission has been waited for. Passes
    /// beyond `mostPasses` are missing.
    std::vector<PassTime> passes() const;
    /// The same into the beginning of `into`, without allocating; how many there were.
    std::size_t passes(std::span<PassTime> into) const;

  private:
    friend class Recorder;
    static constexpr std::uint32_t kNotTimed = ~0u;
    void reset(VkCommandBuffer commands);
    std::uint32_t begin(VkCommandBuffer commands, const Label& label); ///< index of the pass, or kNotTimed
    void end(VkCommandBuffer commands, std::uint32_t pass);

    const Device* device_ = nullptr;
    std::uint32_t mostPasses_ = 0;
    std::vector<Label> labels_; ///< of the passes recorded; room for mostPasses_ is made once
    Handle<VkQueryPool, vkDestroyQueryPool> pool_;
};

} // namespace vitrine::gpu
