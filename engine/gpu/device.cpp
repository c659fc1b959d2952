#include "gpu/device.h"

#include "gpu/result.h"

#include <fmt/format.h>

namespace vitrine::gpu {
namespace {

struct QueueChoice {
    std::uint32_t family = 0;
    std::uint32_t timestampBits = 0;
};

/// The first family for graphics and compute, which describe() made sure of.
QueueChoice chooseQueue(VkPhysicalDevice physical) {
    std::uint32_t count = 0;
    vkGetPhysicalDeviceQueueFamilyProperties(physical, &count, nullptr);
    std::vector<VkQueueFamilyProperties> families(count);
    vkGetPhysicalDeviceQueueFamilyProperties(physical, &count, families.data());
    constexpr VkQueueFlags needed = VK_QUEUE_GRAPHICS_BIT | VK_QUEUE_COMPUTE_BIT;
    std::uint32_t family = 0;
    while ((families[family].queueFlags & needed) != needed) ++family;
    return {.family = family, .timestampBits = families[family].timestampValidBits};
}

} // namespace

Device::Device(const DeviceSettings& settings) : instance_(settings.validation) {
    const auto physical = instance_.physicalDevices();
    info_ = choose(describeAll(physical), settings.choice);
    physical_ = physical[static_cast<std::size_t>(info_.index)];

    VkPhysicalDeviceVulkan13Properties properties13{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_PROPERTIES};
    VkPhysicalDeviceProperties2 properties{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2,
                                           .pNext = &properties13};
    vkGetPhysicalDeviceProperties2(physical_, &properties);
    limits_ = properties.properties.limits;
    mostBuffer_bytes_ = properties13.maxBufferSize;
    vkGetPhysicalDeviceMemoryProperties(physical_, &memory_);

    makeDevice();
    if (instance_.validating()) loadDebugFunctions();
    pipelineCache_ =
        std::make_unique<PipelineCache>(lifetime_, info_, settings.cacheFolder.value_or(defaultCacheFolder()));
}

void Device::makeDevice() {
    const QueueChoice queue = chooseQueue(physical_);
    queueFamily_ = queue.family;
    timestampBits_ = queue.timestampBits;

    // maintenance4 is part of every Vulkan 1.3; glslc states workgroup sizes in the form that it brought (LocalSizeId).
    VkPhysicalDeviceVulkan13Features features13{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES,
                                                .synchronization2 = VK_TRUE,
                                                .dynamicRendering = VK_TRUE,
                                                .maintenance4 = VK_TRUE};
    VkPhysicalDeviceVulkan12Features features12{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES,
                                                .pNext = &features13,
                                                .scalarBlockLayout = VK_TRUE};
    const float priority = 1.0f;
    const VkDeviceQueueCreateInfo queues{.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
                                         .queueFamilyIndex = queueFamily_,
                                         .queueCount = 1,
                                         .pQueuePriorities = &priority};
    const VkDeviceCreateInfo info{.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
                                  .pNext = &features12,
                                  .queueCreateInfoCount = 1,
                                  .pQueueCreateInfos = &queues};
    check(vkCreateDevice(physical_, &info, nullptr, &lifetime_.device), fmt::format("open device '{}'", info_.name));
    vkGetDeviceQueue(lifetime_.device, queueFamily_, 0, &queue_);
    setName(VK_OBJECT_TYPE_QUEUE, reinterpret_cast<std::uint64_t>(queue_), "queue");
}

void Device::loadDebugFunctions() {
    const auto load = [&](const char* name) { return vkGetDeviceProcAddr(lifetime_.device, name); };
    setObjectName_ = reinterpret_cast<PFN_vkSetDebugUtilsObjectNameEXT>(load("vkSetDebugUtilsObjectNameEXT"));
    debugLabels_.begin = reinterpret_cast<PFN_vkCmdBeginDebugUtilsLabelEXT>(load("vkCmdBeginDebugUtilsLabelEXT"));
    debugLabels_.end = reinterpret_cast<PFN_vkCmdEndDebugUtilsLabelEXT>(load("vkCmdEndDebugUtilsLabelEXT"));
}

Device::~Device() {
    if (lifetime_.abandoned) {
        instance_.abandon();
        return;
    }
    vkDeviceWaitIdle(lifetime_.device); // a lost device says so at once
    pipelineCache_->save();
}

void Device::waitIdle() const {
    const std::lock_guard lock(queueMutex_);
    check(vkDeviceWaitIdle(lifetime_.device), "wait for the device");
}

void Device::setName(VkObjectType type, std::uint64_t object, std::string_view name) const {
    if (!setObjectName_) return;
    const std::string text(name);
    const VkDebugUtilsObjectNameInfoEXT info{.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT,
                                             .objectType = type,
                                             .objectHandle = object,
                                             .pObjectName = text.c_str()};
    setObjectName_(lifetime_.device, &info);
}

void Device::submit(VkCommandBuffer commands, VkFence fence) const {
    const VkCommandBufferSubmitInfo buffer{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO,
                                           .commandBuffer = commands};
    const VkSubmitInfo2 info{
        .sType = VK_STRUCTURE_TYPE_SUBMIT_INFO_2, .commandBufferInfoCount = 1, .pCommandBufferInfos = &buffer};
    const std::lock_guard lock(queueMutex_);
    check(vkQueueSubmit2(queue_, 1, &info, fence), fmt::format("submit to device '{}'", info_.name));
}

void Device::abandon() const {
    lifetime_.abandoned = true;
}

} // namespace vitrine::gpu
