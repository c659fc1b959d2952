// The layer itself: hooks over every watched function, and the loader's protocol (vk_layer.h).
#include "chain.h"

#include <mutex>
#include <string_view>
#include <tuple>
#include <vulkan/vk_layer.h>

namespace vitrine::faults {
namespace {

/// These answers come after the real call: a presentation that is refused has waited for its semaphores all the same,
/// and a suboptimal one succeeds.
bool comesAfterTheCall(Id id, VkResult fault) {
    return fault == VK_SUBOPTIMAL_KHR ||
           (id == Id::vkQueuePresentKHR && (fault == VK_ERROR_OUT_OF_DATE_KHR || fault == VK_ERROR_SURFACE_LOST_KHR));
}

template <class Function>
Function nextOf(const Chain& chain, Id id) {
    return reinterpret_cast<Function>(chain.next[static_cast<std::size_t>(id)]);
}

/// From here on the device says that it is lost. What it is still doing must end first, as it has on a device that
/// really is lost: what is destroyed next may be in use.
void lose(Chain& chain) {
    const std::unique_lock lock(chain.queues);
    nextOf<PFN_vkDeviceWaitIdle>(chain, Id::vkDeviceWaitIdle)(chain.device);
    chain.lost = true;
}

/// Whether a call is one on a queue. A loss waits for those of other threads and lets none begin: Vulkan leaves it to
/// the program that no two threads use a queue at once, and the program cannot know of the loss's own wait.
constexpr bool usesQueue(Id id) {
    return id == Id::vkQueueSubmit2 || id == Id::vkQueuePresentKHR || id == Id::vkQueueWaitIdle ||
           id == Id::vkDeviceWaitIdle;
}

/// How many objects a call made: one, but for pipelines (cache, count, infos, allocator, pipelines).
template <Id id, class... Arguments>
std::int64_t countOfMade(const std::tuple<Arguments...>& arguments) {
    if constexpr (id == Id::vkCreateGraphicsPipelines || id == Id::vkCreateComputePipelines)
        return std::get<1>(arguments);
    else
        return 1;
}

/// What a minimised window makes of an answer.
template <Id id, class... Arguments>
VkResult minimise(VkResult result, const std::tuple<Arguments...>& arguments) {
    if constexpr (id == Id::vkGetPhysicalDeviceSurfaceCapabilitiesKHR)
        std::get<1>(arguments)->currentExtent = {0, 0};
    else if constexpr (id == Id::vkQueuePresentKHR)
        return VK_ERROR_OUT_OF_DATE_KHR;
    return result;
}

template <Id id, class Signature>
struct Hook;

template <Id id, class Object, class... Arguments>
struct Hook<id, VkResult(VKAPI_PTR*)(Object, Arguments...)> {
    static VKAPI_ATTR VkResult VKAPI_CALL call(Object object, Arguments... arguments) {
        constexpr Function function = functionOf(id);
        Chain& chain = chainOf(keyOf(object));
        const auto fault = plan().call(id, callersPlace);
        if (fault == VK_ERROR_DEVICE_LOST) lose(chain);
        std::shared_lock lock(chain.queues, std::defer_lock);
        if constexpr (usesQueue(id)) lock.lock();
        if ((function.errors & deviceLost) && chain.lost) return VK_ERROR_DEVICE_LOST;
        if (fault && !comesAfterTheCall(id, *fault)) return *fault;
        if (id == Id::vkAcquireNextImageKHR && minimised()) return VK_ERROR_OUT_OF_DATE_KHR;
        const VkResult result = nextOf<VkResult(VKAPI_PTR*)(Object, Arguments...)>(chain, id)(object, arguments...);
        if (result < 0) return result;
        if constexpr (function.makes != Type::none)
            chain.alive[static_cast<std::size_t>(function.makes)] += countOfMade<id>(std::tuple(arguments...));
        if (minimised()) return minimise<id>(result, std::tuple(arguments...));
        return result == VK_SUCCESS ? fault.value_or(VK_SUCCESS) : result;
    }
};

template <Type type, class Signature>
struct Destroy;

template <Type type, class Parent, class Object>
struct Destroy<type, void(VKAPI_PTR*)(Parent, Object, const VkAllocationCallbacks*)> {
    static VKAPI_ATTR void VKAPI_CALL call(Parent parent, Object object, const VkAllocationCallbacks* allocator) {
        Chain& chain = chainOf(keyOf(parent));
        const auto next = reinterpret_cast<void(VKAPI_PTR*)(Parent, Object, const VkAllocationCallbacks*)>(
            chain.destroy[static_cast<std::size_t>(type)]);
        if (object != VK_NULL_HANDLE) --chain.alive[static_cast<std::size_t>(type)];
        next(parent, object, allocator);
    }
};

/// Looks up, through `get`, everything that the layer calls on. Now, while the chain is made: later the loader may
/// answer with the top of the chain.
template <class Get>
void fill(Chain& chain, const char* end, Get&& get) {
    chain.end = get(end);
    for (std::size_t i = 0; i < kFunctionCount; ++i) chain.next[i] = get(kFunctions[i].name);
    std::size_t type = 0;
#define X(name, end) chain.destroy[type++] = get(#end);
    VITRINE_FAULTS_OBJECTS(X)
#undef X
}

/// The loader's link to the next layer, which it hangs into the chain of a create-info.
template <class Link, class Info>
Link* findLink(const Info* info, VkStructureType type) {
    auto* link = static_cast<const Link*>(info->pNext);
    while (link && !(link->sType == type && link->function == VK_LAYER_LINK_INFO))
        link = static_cast<const Link*>(link->pNext);
    return const_cast<Link*>(link); // the protocol has each layer advance it
}

VKAPI_ATTR VkResult VKAPI_CALL createInstance(const VkInstanceCreateInfo* info, const VkAllocationCallbacks* allocator,
                                              VkInstance* instance) {
    if (const auto fault = plan().call(Id::vkCreateInstance, callersPlace)) return *fault;
    auto* const link = findLink<VkLayerInstanceCreateInfo>(info, VK_STRUCTURE_TYPE_LOADER_INSTANCE_CREATE_INFO);
    if (!link) return VK_ERROR_INITIALIZATION_FAILED;
    const auto function = link->u.pLayerInfo->pfnNextGetInstanceProcAddr;
    link->u.pLayerInfo = link->u.pLayerInfo->pNext;
    const auto create = reinterpret_cast<PFN_vkCreateInstance>(function(VK_NULL_HANDLE, "vkCreateInstance"));
    const VkResult result = create(info, allocator, instance);
    if (result != VK_SUCCESS) return result;
    Chain& chain = addChain(keyOf(*instance));
    chain.instanceFunction = function;
    fill(chain, "vkDestroyInstance", [&](const char* name) { return function(*instance, name); });
    return VK_SUCCESS;
}

VKAPI_ATTR void VKAPI_CALL destroyInstance(VkInstance instance, const VkAllocationCallbacks* allocator) {
    if (instance == VK_NULL_HANDLE) return;
    const auto chain = removeChain(keyOf(instance));
    countLeaks(*chain);
    reinterpret_cast<PFN_vkDestroyInstance>(chain->end)(instance, allocator);
}

VKAPI_ATTR VkResult VKAPI_CALL createDevice(VkPhysicalDevice physical, const VkDeviceCreateInfo* info,
                                            const VkAllocationCallbacks* allocator, VkDevice* device) {
    if (const auto fault = plan().call(Id::vkCreateDevice, callersPlace)) return *fault;
    auto* const link = findLink<VkLayerDeviceCreateInfo>(info, VK_STRUCTURE_TYPE_LOADER_DEVICE_CREATE_INFO);
    if (!link) return VK_ERROR_INITIALIZATION_FAILED;
    const auto function = link->u.pLayerInfo->pfnNextGetDeviceProcAddr;
    link->u.pLayerInfo = link->u.pLayerInfo->pNext;
    Chain& instance = chainOf(keyOf(physical));
    const VkResult result = nextOf<PFN_vkCreateDevice>(instance, Id::vkCreateDevice)(physical, info, allocator, device);
    if (result != VK_SUCCESS) return result;
    ++instance.alive[static_cast<std::size_t>(Type::VkDevice)];
    Chain& chain = addChain(keyOf(*device));
    chain.deviceFunction = function;
    chain.instance = &instance;
    chain.device = *device;
    fill(chain, "vkDestroyDevice", [&](const char* name) { return function(*device, name); });
    return VK_SUCCESS;
}

VKAPI_ATTR void VKAPI_CALL destroyDevice(VkDevice device, const VkAllocationCallbacks* allocator) {
    if (device == VK_NULL_HANDLE) return;
    const auto chain = removeChain(keyOf(device));
    countLeaks(*chain);
    --chain->instance->alive[static_cast<std::size_t>(Type::VkDevice)];
    reinterpret_cast<PFN_vkDestroyDevice>(chain->end)(device, allocator);
}

VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL instanceFunction(VkInstance instance, const char* name);
VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL deviceFunction(VkDevice device, const char* name);

/// What the layer puts in the place of a function, or null.
PFN_vkVoidFunction hookOf(std::string_view name) {
    const auto as = [](auto* function) { return reinterpret_cast<PFN_vkVoidFunction>(function); };
    if (name == "vkGetInstanceProcAddr") return as(instanceFunction);
    if (name == "vkGetDeviceProcAddr") return as(deviceFunction);
    if (name == "vkCreateInstance") return as(createInstance);
    if (name == "vkDestroyInstance") return as(destroyInstance);
    if (name == "vkCreateDevice") return as(createDevice);
    if (name == "vkDestroyDevice") return as(destroyDevice);
#define X(type, destroy)                                                                                               \
    if (name == #destroy) return as(&Destroy<Type::type, PFN_##destroy>::call);
    VITRINE_FAULTS_CHILDREN(X)
#undef X
#define X(function, errors, type)                                                                                      \
    if (name == #function) return as(&Hook<Id::function, PFN_##function>::call);
    VITRINE_FAULTS_CALLS(X)
#undef X
    return nullptr;
}

PFN_vkVoidFunction instanceFunction(VkInstance instance, const char* name) {
    const PFN_vkVoidFunction hook = hookOf(name);
    // The loader asks for vkCreateInstance by the instance that it is about to make.
    const Chain* const chain = instance == VK_NULL_HANDLE ? nullptr : findChain(keyOf(instance));
    if (!chain) return hook;
    const PFN_vkVoidFunction below = chain->instanceFunction(instance, name);
    return below && hook ? hook : below; // what is not there below stays away
}

PFN_vkVoidFunction deviceFunction(VkDevice device, const char* name) {
    const PFN_vkVoidFunction hook = hookOf(name);
    const PFN_vkVoidFunction below = chainOf(keyOf(device)).deviceFunction(device, name);
    return below && hook ? hook : below;
}

} // namespace
} // namespace vitrine::faults

extern "C" VK_LAYER_EXPORT VkResult vkNegotiateLoaderLayerInterfaceVersion(VkNegotiateLayerInterface* agreed) {
    agreed->loaderLayerInterfaceVersion = 2;
    agreed->pfnGetInstanceProcAddr = vitrine::faults::instanceFunction;
    agreed->pfnGetDeviceProcAddr = vitrine::faults::deviceFunction;
    agreed->pfnGetPhysicalDeviceProcAddr = nullptr;
    return VK_SUCCESS;
}
