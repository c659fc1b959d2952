#pragma once
#include "gpu/device.h"

#include <vulkan/vulkan.h>

namespace vitrine::gpu {

/// What a window shows pictures on, made by DeviceSettings::makeSurface. It dies before the Device.
class Surface {
  public:
    /// Throws Error when the device was opened without makeSurface, or that makes none.
    explicit Surface(const Device& device);
    ~Surface();
    Surface(const Surface&) = delete;
    Surface& operator=(const Surface&) = delete;

    VkSurfaceKHR handle() const { return surface_; }

  private:
    const Device* device_;
    VkSurfaceKHR surface_;
};

} // namespace vitrine::gpu
