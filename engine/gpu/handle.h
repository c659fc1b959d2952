#pragma once
#include <utility>
#include <vulkan/vulkan.h>

namespace vitrine::gpu {

/// The life of a VkDevice, which every handle needs to know of in order to die well. After a submission that never
/// finished, the objects it may still be using, and the device itself, are left to the end of the process rather than
/// destroyed under it.
struct Lifetime {
    Lifetime() = default;
    Lifetime(const Lifetime&) = delete;
    Lifetime& operator=(const Lifetime&) = delete;
    ~Lifetime() {
        if (device != VK_NULL_HANDLE && !abandoned) vkDestroyDevice(device, nullptr);
    }

    VkDevice device = VK_NULL_HANDLE;
    bool abandoned = false;
};

/// A Vulkan object and its end. Move-only; the device outlives it.
template <class T, auto destroy>
class Handle {
  public:
    Handle() = default;
    Handle(const Lifetime& lifetime, T object) : lifetime_(&lifetime), object_(object) {}
    Handle(Handle&& other) noexcept
        : lifetime_(other.lifetime_), object_(std::exchange(other.object_, T{VK_NULL_HANDLE})) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(lifetime_, other.lifetime_);
        std::swap(object_, other.object_);
        return *this;
    }
    ~Handle() {
        if (object_ != VK_NULL_HANDLE && !lifetime_->abandoned) destroy(lifetime_->device, object_, nullptr);
    }

    T get() const { return object_; }
    explicit operator bool() const { return object_ != VK_NULL_HANDLE; }

  private:
    const Lifetime* lifetime_ = nullptr;
    T object_ = VK_NULL_HANDLE;
};

} // namespace vitrine::gpu
