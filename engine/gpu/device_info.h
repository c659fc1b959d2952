#pragma once
#include "gpu/instance.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include <vulkan/vulkan.h>

namespace vitrine::gpu {

enum class DeviceType { discrete, integrated, virtualGpu, cpu, other };

/// A physical device as a value: what it is, and what it lacks.
struct DeviceInfo {
    int index = 0; ///< what `--device INDEX` takes: the loader's order
    std::string name;
    DeviceType type = DeviceType::other;
    std::string driver;               ///< "llvmpipe, Mesa 22.3.6 (LLVM 15.0.6)"
    std::uint32_t apiVersion = 0;     ///< as VK_MAKE_API_VERSION
    std::uint64_t memory_bytes = 0;   ///< of its largest device-local heap
    std::vector<std::string> missing; ///< one entry for each requirement that it does not meet; empty = usable
    std::uint32_t vendorId = 0;
    std::uint32_t deviceId = 0;
    std::uint32_t driverVersion = 0;
    std::array<std::uint8_t, VK_UUID_SIZE> pipelineCacheUuid{};

    bool usable() const { return missing.empty(); }
};

std::string_view nameOf(DeviceType type);       ///< "discrete", "integrated", "virtual", "cpu", "other"
std::string versionText(std::uint32_t version); ///< "1.3.230"

/// The first queue family for graphics and compute that can present on `surface`, unless that is null.
std::optional<std::uint32_t> usefulQueueFamily(VkPhysicalDevice physical, VkSurfaceKHR surface);

/// With a surface, what presenting on it takes is a requirement as well.
DeviceInfo describe(VkPhysicalDevice physical, int index, VkSurfaceKHR surface = VK_NULL_HANDLE);

/// The same for all, index by index.
std::vector<DeviceInfo> describeAll(const std::vector<VkPhysicalDevice>& physical,
                                    VkSurfaceKHR surface = VK_NULL_HANDLE);

/// Every device of this machine, usable or not. Throws Error when there is no Vulkan or no driver.
std::vector<DeviceInfo> listDevices();

/// The device meant by `choice`: empty for the best usable one (discrete, integrated, virtual, then CPU; the first of
/// equals), digits for an index, else a part of the name in any case (which the best of several matches wins).
/// Throws Error, listing the choices, when nothing matches, or what is named or all there is lacks something.
const DeviceInfo& choose(const std::vector<DeviceInfo>& devices, std::string_view choice);

} // namespace vitrine::gpu
