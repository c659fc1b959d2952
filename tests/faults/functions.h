#pragma once
// Every Vulkan function that Vitrine, or the window library for it, calls and that can fail; and every object that must
// be destroyed by itself. What each may return is what the Vulkan specification lists ("Return Codes").
#include <array>
#include <cstddef>
#include <string_view>
#include <vulkan/vulkan.h>

namespace vitrine::faults {

// These differ in the structure that their second argument points to, which is handed on unread.
using PFN_vkCreateXlibSurfaceKHR = PFN_vkCreateHeadlessSurfaceEXT;
using PFN_vkCreateXcbSurfaceKHR = PFN_vkCreateHeadlessSurfaceEXT;
using PFN_vkCreateWaylandSurfaceKHR = PFN_vkCreateHeadlessSurfaceEXT;

/// Results that can be injected, as bits.
enum Errors : unsigned {
    hostMemory = 1,
    deviceMemory = 2,
    deviceLost = 4,
    surfaceLost = 8,
    outOfDate = 16,
    suboptimal = 32,
    memory = hostMemory | deviceMemory,
    loss = memory | deviceLost,
    surface = memory | surfaceLost,
    showing = loss | surfaceLost | outOfDate | suboptimal,
};

// X(type, function that destroys it)
#define VITRINE_FAULTS_OBJECTS(X)                                                                                      \
    X(VkDevice, vkDestroyDevice)                                                                                       \
    VITRINE_FAULTS_CHILDREN(X)
#define VITRINE_FAULTS_CHILDREN(X)                                                                                     \
    X(VkDebugUtilsMessengerEXT, vkDestroyDebugUtilsMessengerEXT)                                                       \
    X(VkSurfaceKHR, vkDestroySurfaceKHR)                                                                               \
    X(VkSwapchainKHR, vkDestroySwapchainKHR)                                                                           \
    X(VkDeviceMemory, vkFreeMemory)                                                                                    \
    X(VkBuffer, vkDestroyBuffer)                                                                                       \
    X(VkBufferView, vkDestroyBufferView)                                                                               \
    X(VkImage, vkDestroyImage)                                                                                         \
    X(VkImageView, vkDestroyImageView)                                                                                 \
    X(VkSampler, vkDestroySampler)                                                                                     \
    X(VkDescriptorSetLayout, vkDestroyDescriptorSetLayout)                                                             \
    X(VkDescriptorPool, vkDestroyDescriptorPool)                                                                       \
    X(VkPipelineLayout, vkDestroyPipelineLayout)                                                                       \
    X(VkShaderModule, vkDestroyShaderModule)                                                                           \
    X(VkPipelineCache, vkDestroyPipelineCache)                                                                         \
    X(VkPipeline, vkDestroyPipeline)                                                                                   \
    X(VkCommandPool, vkDestroyCommandPool)                                                                             \
    X(VkFence, vkDestroyFence)                                                                                         \
    X(VkSemaphore, vkDestroySemaphore)                                                                                 \
    X(VkQueryPool, vkDestroyQueryPool)

// X(function, errors, type of what it makes); command buffers and descriptor sets go with their pools.
#define VITRINE_FAULTS_FUNCTIONS(X)                                                                                    \
    X(vkCreateInstance, memory, none)                                                                                  \
    X(vkCreateDevice, loss, VkDevice)                                                                                  \
    VITRINE_FAULTS_CALLS(X)
#define VITRINE_FAULTS_CALLS(X)                                                                                        \
    X(vkEnumeratePhysicalDevices, memory, none)                                                                        \
    X(vkEnumerateDeviceExtensionProperties, memory, none)                                                              \
    X(vkGetPhysicalDeviceImageFormatProperties, memory, none)                                                          \
    X(vkCreateDebugUtilsMessengerEXT, hostMemory, VkDebugUtilsMessengerEXT)                                            \
    X(vkSetDebugUtilsObjectNameEXT, memory, none)                                                                      \
    X(vkCreateXlibSurfaceKHR, memory, VkSurfaceKHR)                                                                    \
    X(vkCreateXcbSurfaceKHR, memory, VkSurfaceKHR)                                                                     \
    X(vkCreateWaylandSurfaceKHR, memory, VkSurfaceKHR)                                                                 \
    X(vkGetPhysicalDeviceSurfaceSupportKHR, surface, none)                                                             \
    X(vkGetPhysicalDeviceSurfaceCapabilitiesKHR, surface, none)                                                        \
    X(vkGetPhysicalDeviceSurfaceFormatsKHR, surface, none)                                                             \
    X(vkGetPhysicalDeviceSurfacePresentModesKHR, surface, none)                                                        \
    X(vkDeviceWaitIdle, loss, none)                                                                                    \
    X(vkQueueWaitIdle, loss, none)                                                                                     \
    X(vkQueueSubmit2, loss, none)                                                                                      \
    X(vkQueuePresentKHR, showing, none)                                                                                \
    X(vkCreateSwapchainKHR, loss | surfaceLost, VkSwapchainKHR)                                                        \
    X(vkGetSwapchainImagesKHR, memory, none)                                                                           \
    X(vkAcquireNextImageKHR, showing, none)                                                                            \
    X(vkAllocateMemory, memory, VkDeviceMemory)                                                                        \
    X(vkMapMemory, memory, none)                                                                                       \
    X(vkFlushMappedMemoryRanges, memory, none)                                                                         \
    X(vkInvalidateMappedMemoryRanges, memory, none)                                                                    \
    X(vkBindBufferMemory, memory, none)                                                                                \
    X(vkBindImageMemory, memory, none)                                                                                 \
    X(vkCreateBuffer, memory, VkBuffer)                                                                                \
    X(vkCreateBufferView, memory, VkBufferView)                                                                        \
    X(vkCreateImage, memory, VkImage)                                                                                  \
    X(vkCreateImageView, memory, VkImageView)                                                                          \
    X(vkCreateSampler, memory, VkSampler)                                                                              \
    X(vkCreateDescriptorSetLayout, memory, VkDescriptorSetLayout)                                                      \
    X(vkCreateDescriptorPool, memory, VkDescriptorPool)                                                                \
    X(vkAllocateDescriptorSets, memory, none)                                                                          \
    X(vkCreatePipelineLayout, memory, VkPipelineLayout)                                                                \
    X(vkCreateShaderModule, memory, VkShaderModule)                                                                    \
    X(vkCreatePipelineCache, memory, VkPipelineCache)                                                                  \
    X(vkGetPipelineCacheData, memory, none)                                                                            \
    X(vkCreateGraphicsPipelines, memory, VkPipeline)                                                                   \
    X(vkCreateComputePipelines, memory, VkPipeline)                                                                    \
    X(vkCreateCommandPool, memory, VkCommandPool)                                                                      \
    X(vkResetCommandPool, deviceMemory, none)                                                                          \
    X(vkAllocateCommandBuffers, memory, none)                                                                          \
    X(vkBeginCommandBuffer, memory, none)                                                                              \
    X(vkEndCommandBuffer, memory, none)                                                                                \
    X(vkCreateFence, memory, VkFence)                                                                                  \
    X(vkResetFences, deviceMemory, none)                                                                               \
    X(vkGetFenceStatus, loss, none)                                                                                    \
    X(vkWaitForFences, loss, none)                                                                                     \
    X(vkCreateSemaphore, memory, VkSemaphore)                                                                          \
    X(vkCreateQueryPool, memory, VkQueryPool)                                                                          \
    X(vkGetQueryPoolResults, loss, none)

enum class Type : unsigned {
#define X(type, destroy) type,
    VITRINE_FAULTS_OBJECTS(X)
#undef X
        none
};
inline constexpr std::array kTypeNames = {
#define X(type, destroy) std::string_view(#type),
    VITRINE_FAULTS_OBJECTS(X)
#undef X
};
inline constexpr std::size_t kTypes = kTypeNames.size();

enum class Id : unsigned {
#define X(function, errors, type) function,
    VITRINE_FAULTS_FUNCTIONS(X)
#undef X
};

struct Function {
    const char* name;
    unsigned errors;
    Type makes;
};
inline constexpr std::array kFunctions = {
#define X(function, errors, type) Function{#function, errors, Type::type},
    VITRINE_FAULTS_FUNCTIONS(X)
#undef X
};
inline constexpr std::size_t kFunctionCount = kFunctions.size();

constexpr const Function& functionOf(Id id) {
    return kFunctions[static_cast<std::size_t>(id)];
}

} // namespace vitrine::faults
