#include "gpu/instance.h"

#include "gpu/enumerate.h"
#include "gpu/result.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace vitrine::gpu {
namespace {

constexpr const char* kValidationLayer = "VK_LAYER_KHRONOS_validation";
constexpr const char* kInstallDriver =
    "install a driver: apt install mesa-vulkan-drivers (a software device is part of it)";

bool validationLayerIsInstalled() {
    const auto layers = enumerate<VkLayerProperties>("list the Vulkan layers", vkEnumerateInstanceLayerProperties);
    for (const auto& layer : layers)
        if (std::strcmp(layer.layerName, kValidationLayer) == 0) return true;
    return false;
}

template <class Function>
Function load(VkInstance instance, const char* name) {
    return reinterpret_cast<Function>(vkGetInstanceProcAddr(instance, name));
}

VKAPI_ATTR VkBool32 VKAPI_CALL listen(VkDebugUtilsMessageSeverityFlagBitsEXT, VkDebugUtilsMessageTypeFlagsEXT,
                                      const VkDebugUtilsMessengerCallbackDataEXT* data, void* log) {
    fmt::print(stderr, "vitrine: Vulkan validation: {}\n", data->pMessage);
    static_cast<MessageLog*>(log)->add(
        {.id = data->pMessageIdName ? data->pMessageIdName : "", .text = data->pMessage});
    return VK_FALSE;
}

VkDebugUtilsMessengerCreateInfoEXT messengerInfo(MessageLog& log) {
    // Not the general type: through it the loader tells of other drivers on the machine.
    return {.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT,
            .messageSeverity =
                VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT,
            .messageType =
                VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT,
            .pfnUserCallback = listen,
            .pUserData = &log};
}

VkInstance makeInstance(const VkDebugUtilsMessengerCreateInfoEXT* messenger,
                        const std::vector<std::string>& extensions) {
    const VkApplicationInfo application{
        .sType = VK_STRUCTURE_TYPE_APPLICATION_INFO, .pApplicationName = "Vitrine", .apiVersion = VK_API_VERSION_1_3};
    const VkValidationFeatureEnableEXT synchronization = VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT;
    const VkValidationFeaturesEXT features{.sType = VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT,
                                           .pNext = messenger, // so that instance creation itself is heard
                                           .enabledValidationFeatureCount = 1,
                                           .pEnabledValidationFeatures = &synchronization};
    std::vector<const char*> names;
    for (const std::string& extension : extensions) names.push_back(extension.c_str());
    if (messenger) // both are the layer's own
        names.insert(names.end(), {VK_EXT_DEBUG_UTILS_EXTENSION_NAME, VK_EXT_VALIDATION_FEATURES_EXTENSION_NAME});
    const VkInstanceCreateInfo info{.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
                                    .pNext = messenger ? &features : nullptr,
                                    .pApplicationInfo = &application,
                                    .enabledLayerCount = messenger ? 1u : 0u,
                                    .ppEnabledLayerNames = &kValidationLayer,
                                    .enabledExtensionCount = static_cast<std::uint32_t>(names.size()),
                                    .ppEnabledExtensionNames = names.data()};
    VkInstance instance = VK_NULL_HANDLE;
    const VkResult result = vkCreateInstance(&info, nullptr, &instance);
    if (result == VK_ERROR_INCOMPATIBLE_DRIVER)
        throw Error(Error::Parts{.problem = "no Vulkan driver was found on this machine", .remedy = kInstallDriver});
    if (result == VK_ERROR_EXTENSION_NOT_PRESENT)
        throw Error(Error::Parts{.problem = fmt::format("no Vulkan driver on this machine can present in a window ({})",
                                                        fmt::join(extensions, ", ")),
                                 .remedy = kInstallDriver});
    check(result, "start Vulkan");
    return instance;
}

} // namespace

std::vector<Message> MessageLog::messages() const {
    const std::lock_guard lock(mutex_);
    return messages_;
}

void MessageLog::add(Message message) {
    const std::lock_guard lock(mutex_);
    messages_.push_back(std::move(message));
}

void MessageLog::clear() {
    const std::lock_guard lock(mutex_);
    messages_.clear();
}

bool wantsValidation(Validation validation) {
    if (validation != Validation::byDefault) return validation == Validation::on;
    if (const char* chosen = std::getenv("VITRINE_VALIDATION"); chosen && *chosen) return std::strcmp(chosen, "0") != 0;
#ifdef VITRINE_VALIDATION
    return true;
#else
    return false;
#endif
}

Instance::Instance(Validation validation, const std::vector<std::string>& extensions)
    : log_(std::make_shared<MessageLog>()) {
    const bool wanted = wantsValidation(validation);
    const bool watched = wanted && validationLayerIsInstalled();
    if (wanted && !watched)
        fmt::print(stderr, "vitrine: Vulkan validation was asked for but its layer is missing; install it (apt install "
                           "vulkan-validationlayers) or set VITRINE_VALIDATION=0\n");

    const auto info = messengerInfo(*log_);
    instance_ = makeInstance(watched ? &info : nullptr, extensions);
    if (!watched) return;
    const auto create = load<PFN_vkCreateDebugUtilsMessengerEXT>(instance_, "vkCreateDebugUtilsMessengerEXT");
    const VkResult result = create(instance_, &info, nullptr, &messenger_);
    if (result != VK_SUCCESS) vkDestroyInstance(instance_, nullptr);
    check(result, "listen to the validation layer");
}

Instance::~Instance() {
    if (instance_ == VK_NULL_HANDLE) return;
    if (messenger_ != VK_NULL_HANDLE)
        load<PFN_vkDestroyDebugUtilsMessengerEXT>(instance_, "vkDestroyDebugUtilsMessengerEXT")(instance_, messenger_,
                                                                                                nullptr);
    vkDestroyInstance(instance_, nullptr);
}

std::vector<VkPhysicalDevice> Instance::physicalDevices() const {
    auto devices =
        enumerate<VkPhysicalDevice>("list the Vulkan devices", [&](std::uint32_t* count, VkPhysicalDevice* values) {
            return vkEnumeratePhysicalDevices(instance_, count, values);
        });
    if (devices.empty())
        throw Error(Error::Parts{.problem = "no Vulkan device was found on this machine", .remedy = kInstallDriver});
    return devices;
}

void Instance::abandon() {
    instance_ = VK_NULL_HANDLE;
    static_cast<void>(new std::shared_ptr<MessageLog>(log_)); // the layer may still speak
}

} // namespace vitrine::gpu
