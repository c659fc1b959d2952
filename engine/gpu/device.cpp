#include "gpu/device.h"

#include "gpu/result.h"
#include "gpu/use.h"

#include <fmt/format.h>

namespace vitrine::gpu {
namespace {

/// A surface for as long as it takes to ask the devices about it.
struct Probe {
    Probe(VkInstance instance_, VkSurfaceKHR surface_) : instance(instance_), surface(surface_) {}
    Probe(const Probe&) = delete;
    Probe& operator=(const Probe&) = delete;
    ~Probe() {
        if (surface != VK_NULL_HANDLE) vkDestroySurfaceKHR(instance, surface, nullptr);
    }
    VkInstance instance;
    VkSurfaceKHR surface;
};

std::uint32_t timestampBitsOf(VkPhysicalDevice physical, std::uint32_t queueFamily) {
    std::uint32_t count = 0;
    vkGetPhysicalDeviceQueueFamilyProperties(physical, &count, nullptr);
    std::vector<VkQueueFamilyProperties> families(count);
    vkGetPhysicalDeviceQueueFamilyProperties(physical, &count, families.data());
    return families[queueFamily].timestampValidBits;
}

VkSemaphoreSubmitInfo submitInfo(VkSemaphore semaphore, VkPipelineStageFlags2 stages) {
    return {.sType = VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO, .semaphore = semaphore, .stageMask = stages};
}

} // namespace

Device::Device(const DeviceSettings& settings)
    : instance_(settings.validation, settings.instanceExtensions), makeSurface_(settings.makeSurface) {
    chooseDevice(settings.choice);

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

void Device::chooseDevice(const std::string& choice) {
    const Probe window(instance_.handle(), makeSurface_ ? makeSurface() : VK_NULL_HANDLE);
    const auto physical = instance_.physicalDevices();
    info_ = choose(describeAll(physical, window.surface), choice);
    physical_ = physical[static_cast<std::size_t>(info_.index)];
    queueFamily_ = usefulQueueFamily(physical_, window.surface).value(); // which choose() made sure of
    timestampBits_ = timestampBitsOf(physical_, queueFamily_);
}

void Device::makeDevice() {
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
    const VkPhysicalDeviceFeatures features{.independentBlend = VK_TRUE};
    const char* const swapchain = VK_KHR_SWAPCHAIN_EXTENSION_NAME;
    const VkDeviceCreateInfo info{.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
                                  .pNext = &features12,
                                  .queueCreateInfoCount = 1,
                                  .pQueueCreateInfos = &queues,
                                  .enabledExtensionCount = makeSurface_ ? 1u : 0u,
                                  .ppEnabledExtensionNames = &swapchain,
                                  .pEnabledFeatures = &features};
    check(vkCreateDevice(physical_, &info, nullptr, &lifetime_.device), "open device '{}'", info_.name);
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
    settle();
    pipelineCache_->save();
}

void Device::waitIdle() const {
    const std::lock_guard lock(queueMutex_);
    check(vkDeviceWaitIdle(lifetime_.device), "wait for the device");
}

void Device::settle() const {
    if (lifetime_.abandoned) return;
    const std::lock_guard lock(queueMutex_);
    VkResult result = VK_ERROR_OUT_OF_HOST_MEMORY;
    for (int tries = 0; tries < 3 && result != VK_SUCCESS && result != VK_ERROR_DEVICE_LOST; ++tries)
        result = vkDeviceWaitIdle(lifetime_.device); // it may lack the memory to wait with
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

void Device::submit(VkCommandBuffer commands, VkFence fence, const Semaphores& semaphores) const {
    const VkCommandBufferSubmitInfo buffer{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO,
                                           .commandBuffer = commands};
    const VkSemaphoreSubmitInfo wait = submitInfo(semaphores.wait, stateOf(Use::acquired).stages);
    const VkSemaphoreSubmitInfo signal = submitInfo(semaphores.signal, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT);
    const VkSubmitInfo2 info{.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO_2,
                             .waitSemaphoreInfoCount = semaphores.wait ? 1u : 0u,
                             .pWaitSemaphoreInfos = &wait,
                             .commandBufferInfoCount = 1,
                             .pCommandBufferInfos = &buffer,
                             .signalSemaphoreInfoCount = semaphores.signal ? 1u : 0u,
                             .pSignalSemaphoreInfos = &signal};
    const std::lock_guard lock(queueMutex_);
    check(vkQueueSubmit2(queue_, 1, &info, fence), "submit to device '{}'", info_.name);
}

VkResult Device::present(const VkPresentInfoKHR& info) const {
    const std::lock_guard lock(queueMutex_);
    return vkQueuePresentKHR(queue_, &info);
}

VkSurfaceKHR Device::makeSurface() const {
    const VkSurfaceKHR surface = makeSurface_ ? makeSurface_(instance_.handle()) : VK_NULL_HANDLE;
    if (surface == VK_NULL_HANDLE) throw Error("the window system gives no surface to present on");
    return surface;
}

void Device::abandon() const {
    lifetime_.abandoned = true;
}

} // namespace vitrine::gpu
