#include "gpu/device_info.h"

#include "base/error.h"
#include "gpu/enumerate.h"
#include "gpu/result.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstring>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <optional>
#include <tuple>

namespace vitrine::gpu {
namespace {

DeviceType typeOf(VkPhysicalDeviceType type) {
    switch (type) {
    case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
        return DeviceType::discrete;
    case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
        return DeviceType::integrated;
    case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU:
        return DeviceType::virtualGpu;
    case VK_PHYSICAL_DEVICE_TYPE_CPU:
        return DeviceType::cpu;
    default:
        return DeviceType::other;
    }
}

bool hasExtension(VkPhysicalDevice physical, std::string_view name) {
    const auto extensions = enumerate<VkExtensionProperties>(
        "list a device's extensions", [&](std::uint32_t* count, VkExtensionProperties* values) {
            return vkEnumerateDeviceExtensionProperties(physical, nullptr, count, values);
        });
    return std::ranges::any_of(extensions, [&](const auto& extension) { return extension.extensionName == name; });
}

std::vector<std::string> whatIsMissing(VkPhysicalDevice physical, std::uint32_t apiVersion, VkSurfaceKHR surface) {
    std::vector<std::string> missing;
    const bool presents = surface != VK_NULL_HANDLE;
    if (presents && !hasExtension(physical, VK_KHR_SWAPCHAIN_EXTENSION_NAME))
        missing.push_back("presentation in a window (" VK_KHR_SWAPCHAIN_EXTENSION_NAME ")");
    else if (!usefulQueueFamily(physical, surface))
        missing.push_back(presents ? "a queue for graphics, compute and this window"
                                   : "a queue for graphics and compute");
    if (apiVersion < VK_API_VERSION_1_3) { // which has no structures to ask by
        missing.push_back(fmt::format("Vulkan 1.3 (it has {})", versionText(apiVersion)));
        return missing;
    }
    VkPhysicalDeviceVulkan13Features features13{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES};
    VkPhysicalDeviceVulkan12Features features12{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES,
                                                .pNext = &features13};
    VkPhysicalDeviceFeatures2 features{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2, .pNext = &features12};
    vkGetPhysicalDeviceFeatures2(physical, &features);
    if (!features13.dynamicRendering) missing.push_back("feature dynamicRendering");
    if (!features13.synchronization2) missing.push_back("feature synchronization2");
    if (!features12.scalarBlockLayout) missing.push_back("feature scalarBlockLayout");
    if (features.features.independentBlend == VK_FALSE) missing.push_back("feature independentBlend");
    return missing;
}

std::uint64_t deviceMemory_bytes(VkPhysicalDevice physical) {
    VkPhysicalDeviceMemoryProperties memory{};
    vkGetPhysicalDeviceMemoryProperties(physical, &memory);
    VkDeviceSize most = 0;
    for (std::uint32_t i = 0; i < memory.memoryHeapCount; ++i)
        if (memory.memoryHeaps[i].flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT)
            most = std::max(most, memory.memoryHeaps[i].size);
    return most;
}

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

std::string choices(const std::vector<DeviceInfo>& devices) {
    std::vector<std::string> names;
    for (const auto& device : devices) names.push_back(fmt::format("{} '{}'", device.index, device.name));
    return fmt::format("choose one of: {}", fmt::join(names, ", "));
}

std::optional<int> asIndex(std::string_view text) {
    int index = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return index;
}

} // namespace

std::string_view nameOf(DeviceType type) {
    switch (type) {
    case DeviceType::discrete:
        return "discrete";
    case DeviceType::integrated:
        return "integrated";
    case DeviceType::virtualGpu:
        return "virtual";
    case DeviceType::cpu:
        return "cpu";
    case DeviceType::other:
        break;
    }
    return "other";
}

std::string versionText(std::uint32_t version) {
    return fmt::format("{}.{}.{}", VK_API_VERSION_MAJOR(version), VK_API_VERSION_MINOR(version),
                       VK_API_VERSION_PATCH(version));
}

std::optional<std::uint32_t> usefulQueueFamily(VkPhysicalDevice physical, VkSurfaceKHR surface) {
    std::uint32_t count = 0;
    vkGetPhysicalDeviceQueueFamilyProperties(physical, &count, nullptr);
    std::vector<VkQueueFamilyProperties> families(count);
    vkGetPhysicalDeviceQueueFamilyProperties(physical, &count, families.data());
    constexpr VkQueueFlags needed = VK_QUEUE_GRAPHICS_BIT | VK_QUEUE_COMPUTE_BIT;
    for (std::uint32_t family = 0; family < count; ++family) {
        if ((families[family].queueFlags & needed) != needed) continue;
        VkBool32 presents = VK_TRUE;
        if (surface != VK_NULL_HANDLE)
            check(vkGetPhysicalDeviceSurfaceSupportKHR(physical, family, surface, &presents),
                  "ask who can present in the window");
        if (presents) return family;
    }
    return std::nullopt;
}

DeviceInfo describe(VkPhysicalDevice physical, int index, VkSurfaceKHR surface) {
    VkPhysicalDeviceProperties properties{};
    vkGetPhysicalDeviceProperties(physical, &properties);
    std::string driver = fmt::format("version {}", properties.driverVersion);
    if (properties.apiVersion >= VK_API_VERSION_1_2) {
        VkPhysicalDeviceDriverProperties names{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES};
        VkPhysicalDeviceProperties2 chain{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2, .pNext = &names};
        vkGetPhysicalDeviceProperties2(physical, &chain);
        driver = names.driverInfo[0] ? fmt::format("{}, {}", names.driverName, names.driverInfo) : names.driverName;
    }
    DeviceInfo info{.index = index,
                    .name = properties.deviceName,
                    .type = typeOf(properties.deviceType),
                    .driver = std::move(driver),
                    .apiVersion = properties.apiVersion,
                    .memory_bytes = deviceMemory_bytes(physical),
                    .missing = whatIsMissing(physical, properties.apiVersion, surface),
                    .vendorId = properties.vendorID,
                    .deviceId = properties.deviceID,
                    .driverVersion = properties.driverVersion};
    std::ranges::copy(properties.pipelineCacheUUID, info.pipelineCacheUuid.begin());
    return info;
}

std::vector<DeviceInfo> describeAll(const std::vector<VkPhysicalDevice>& physical, VkSurfaceKHR surface) {
    std::vector<DeviceInfo> devices;
    for (const VkPhysicalDevice device : physical)
        devices.push_back(describe(device, static_cast<int>(devices.size()), surface));
    return devices;
}

std::vector<DeviceInfo> listDevices() {
    return describeAll(Instance(Validation::off).physicalDevices());
}

const DeviceInfo& choose(const std::vector<DeviceInfo>& devices, std::string_view choice) {
    const auto index = asIndex(choice);
    std::vector<const DeviceInfo*> matches;
    for (const auto& device : devices)
        if (index ? device.index == *index : lowerCase(device.name).find(lowerCase(choice)) != std::string::npos)
            matches.push_back(&device);
    if (matches.empty())
        throw Error(Error::Parts{.problem = fmt::format("no device matches '{}'", choice), .remedy = choices(devices)});

    const auto rank = [](const DeviceInfo* device) { return std::tuple(!device->usable(), device->type); };
    const DeviceInfo& best = **std::ranges::min_element(matches, {}, rank);
    if (!best.usable())
        throw Error(Error::Parts{
            .problem = fmt::format("device '{}' cannot be used: it lacks {}", best.name, fmt::join(best.missing, ", ")),
            .remedy = matches.size() < devices.size() ? choices(devices)
                                                      : "update its driver, or install a software device: apt "
                                                        "install mesa-vulkan-drivers"});
    return best;
}

} // namespace vitrine::gpu
