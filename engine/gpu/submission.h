#pragma once
#include "gpu/command_slot.h"

namespace vitrine::gpu {

/// Commands on their way through the device, to be waited for. Its destructor waits.
class Submission {
  public:
    using Seconds = gpu::Seconds;

    Submission(Submission&& other) noexcept
        : own_(std::move(other.own_)), shared_(std::exchange(other.shared_, nullptr)) {}
    Submission& operator=(Submission&&) = delete;
    ~Submission() {
        if (shared_) shared_->settle();
    }

    /// Whether they have finished, without waiting. Throws DeviceLost.
    bool finished() const { return slot().idle(); }

    /// Waits until they have finished. Throws DeviceLost, also when they did not within `patience`; the device can then
    /// no longer be used (see Lifetime).
    void wait(Seconds patience = kPatience) const { slot().wait(patience); }

  private:
    friend class Recorder;
    explicit Submission(CommandSlot own) : own_(std::move(own)) {}
    explicit Submission(const CommandSlot* shared) : shared_(shared) {}
    const CommandSlot& slot() const { return shared_ ? *shared_ : own_; }

    CommandSlot own_; ///< of a recording without a slot
    const CommandSlot* shared_ = nullptr;
};

} // namespace vitrine::gpu
