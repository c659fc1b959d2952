#pragma once
#include "base/error.h"

#include <string_view>
#include <vulkan/vulkan.h>

namespace vitrine::gpu {

/// The device stopped answering. Everything on it can be rebuilt from CPU values on a new Device.
class DeviceLost : public Error {
  public:
    using Error::Error;
};

/// The Vulkan name of a result, such as "VK_ERROR_OUT_OF_DEVICE_MEMORY".
std::string_view nameOf(VkResult result);

/// Throws DeviceLost or Error when `result` is an error. `doing` completes "cannot ...": "allocate 12 MiB for 'bvh'".
void check(VkResult result, std::string_view doing);

} // namespace vitrine::gpu
