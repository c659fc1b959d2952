#pragma once
#include "gpu/device.h"
#include "gpu/handle.h"

#include <chrono>
#include <string>

namespace vitrine::gpu {

/// Commands on their way through the device. Its destructor waits for them.
class Submission {
  public:
    using Seconds = std::chrono::duration<double>;
    static constexpr Seconds kPatience{120.0}; ///< no submission is meant to last longer than 50 ms; compiling may

    Submission(Submission&&) noexcept = default;
    Submission& operator=(Submission&&) = delete;
    ~Submission();

    /// Whether they have finished, without waiting. Throws DeviceLost.
    bool finished() const;

    /// Waits until they have finished. Throws DeviceLost, or Error when they did not within `patience`; the device can
    /// then no longer be used (see Lifetime).
    void wait(Seconds patience = kPatience) const;

  private:
    friend class Recorder;
    Submission(const Device& device, std::string name, Handle<VkCommandPool, vkDestroyCommandPool> pool,
               VkCommandBuffer commands);

    const Device* device_;
    std::string name_;
    Handle<VkCommandPool, vkDestroyCommandPool> pool_;
    Handle<VkFence, vkDestroyFence> fence_;
};

} // namespace vitrine::gpu
