#pragma once
#include "gpu/device.h"
#include "gpu/handle.h"
#include "gpu/label.h"

#include <chrono>
#include <cstdint>

namespace vitrine::gpu {

/// How many frames may be on their way through the device at once. Whatever the CPU writes anew for every frame is
/// needed this many times.
inline constexpr std::uint32_t kFramesInFlight = 2;

using Seconds = std::chrono::duration<double>;
inline constexpr Seconds kPatience{120.0}; ///< no submission is meant to last longer than 50 ms; compiling may

/// Room for one submission after the other: a command pool, its buffer, and the fence that tells their end. A frame
/// that is recorded into a slot makes nothing new.
///
///   CommandSlot slot(device, "frame 0");
///   for (;;) {
///       Recorder recorder(device, slot, {.name = "frame"}); // waits for what the slot did before
///       ...
///       std::move(recorder).start();
///   }
class CommandSlot {
  public:
    CommandSlot() = default; ///< no slot yet
    CommandSlot(const Device& device, Label name);
    CommandSlot(CommandSlot&& other) noexcept;
    CommandSlot& operator=(CommandSlot&& other) noexcept;
    ~CommandSlot(); ///< waits for what was started

    /// Whether what was started has finished, without waiting. Throws DeviceLost.
    bool idle() const;

    /// Waits until it has. Throws DeviceLost, also when it did not within `patience`; the device can then no longer be
    /// used (see Lifetime).
    void wait(Seconds patience = kPatience) const;

    /// Waits without complaint: what destructors do. A lost device answers at once.
    void settle() const;

    explicit operator bool() const { return bool(pool_); }

  private:
    friend class Recorder;
    void begin(const Label& name);            ///< waits, and opens the command buffer
    void start(const Semaphores& semaphores); ///< closes it and submits

    const Device* device_ = nullptr;
    Label name_; ///< of what it does now, for messages
    Handle<VkCommandPool, vkDestroyCommandPool> pool_;
    Handle<VkFence, vkDestroyFence> fence_;
    VkCommandBuffer commands_ = VK_NULL_HANDLE;
    mutable bool running_ = false;
};

} // namespace vitrine::gpu
