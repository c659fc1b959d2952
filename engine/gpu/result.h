#pragma once
#include "base/error.h"

#include <fmt/format.h>
#include <string_view>
#include <utility>
#include <vulkan/vulkan.h>

namespace vitrine::gpu {

/// The device stopped answering. Everything on it can be rebuilt from CPU values on a new Device.
class DeviceLost : public Error {
  public:
    using Error::Error;
};

/// The device, or the driver on the CPU's side, has not the memory. The device goes on; what was to be made is not
/// there.
class OutOfMemory : public Error {
  public:
    using Error::Error;
};

/// The Vulkan name of a result, such as "VK_ERROR_OUT_OF_DEVICE_MEMORY".
std::string_view nameOf(VkResult result);

/// Throws DeviceLost, OutOfMemory or Error. `doing` completes "cannot ...".
[[noreturn]] void fail(VkResult result, std::string_view doing);

/// Fails when `result` is an error: check(vkAllocateMemory(...), "allocate {} MiB for '{}'", 12, "bvh"). The text is
/// put together only then, so that a check costs nothing where all is well.
template <class... Values>
void check(VkResult result, fmt::format_string<Values...> doing, Values&&... values) {
    if (result < 0) fail(result, fmt::format(doing, std::forward<Values>(values)...));
}

} // namespace vitrine::gpu
