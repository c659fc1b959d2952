#pragma once
#include "gpu/device.h"
#include "gpu/handle.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::gpu {

/// Milliseconds that the device spent in a labelled pass.
struct PassTime {
    std::string label;
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

  private:
    friend class Recorder;
    static constexpr std::uint32_t kNotTimed = ~0u;
    void reset(VkCommandBuffer commands);
    std::uint32_t begin(VkCommandBuffer commands, std::string label); ///< index of the pass, or kNotTimed
    void end(VkCommandBuffer commands, std::uint32_t pass);

    const Device* device_ = nullptr;
    std::uint32_t mostPasses_ = 0;
    std::vector<std::string> labels_;
    Handle<VkQueryPool, vkDestroyQueryPool> pool_;
};

} // namespace vitrine::gpu
