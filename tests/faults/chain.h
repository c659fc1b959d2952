#pragma once
#include "functions.h"
#include "plan.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <shared_mutex>

namespace vitrine::faults {

/// What lies below the layer for one instance or device, and what is alive on it.
struct Chain {
    std::array<PFN_vkVoidFunction, kFunctionCount> next{};
    std::array<PFN_vkVoidFunction, kTypes> destroy{};
    PFN_vkVoidFunction end = nullptr; ///< vkDestroyInstance, vkDestroyDevice
    std::array<std::atomic<std::int64_t>, kTypes> alive{};
    PFN_vkGetInstanceProcAddr instanceFunction = nullptr;
    PFN_vkGetDeviceProcAddr deviceFunction = nullptr; ///< of a device's
    Chain* instance = nullptr;                        ///< of a device's
    VkDevice device = VK_NULL_HANDLE;                 ///< likewise
    std::atomic<bool> lost = false;
    std::shared_mutex queues; ///< shared by calls on a queue, so that a device is lost between them
};

/// Chains are found by what the loader puts first into every dispatchable object: its table, which an instance shares
/// with its physical devices, and a device with its queues and command buffers.
template <class Dispatchable>
const void* keyOf(Dispatchable object) {
    return *reinterpret_cast<const void* const*>(object);
}
Chain& chainOf(const void* key);
Chain* findChain(const void* key); ///< null when there is none
Chain& addChain(const void* key);
std::unique_ptr<Chain> removeChain(const void* key);

Plan& plan(); ///< the process's, armed by VITRINE_FAULTS at the start

std::atomic<bool>& minimised(); ///< whether windows are to have no area

/// Objects alive on all chains: of one type, or of all.
std::uint64_t alive(Type type);
std::uint64_t leaked();
/// Tells on stderr, and counts, what is alive on a chain that ends.
void countLeaks(const Chain& chain);
void forgetLeaks();

/// A number for who called into the layer: the same for the same functions calling each other.
std::uint64_t callersPlace();

} // namespace vitrine::faults
