#pragma once
// What a test may ask of the fault-injecting layer (README.md). A C interface, since the layer is a shared library of
// its own: link vitrine_faults, or find the functions by dlsym. All are safe from any thread.
#include <stdint.h>
#include <stdlib.h>
#include <vulkan/vulkan_core.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef VITRINE_FAULTS_DIR // given by the CMake target
/// Has the loader put the layer into every instance that this process makes from now on.
static inline void vitrine_faults_enable(void) {
    setenv("VK_ADD_LAYER_PATH", VITRINE_FAULTS_DIR, 1);
    setenv("VK_INSTANCE_LAYERS", "VK_LAYER_VITRINE_faults", 1);
    setenv("NODEVICE_SELECT", "1", 1); // Mesa's layer, whose own calls would come above ours
}
#endif

/// In place of a result: the worst that the call may return (device lost, else lack of memory).
#define VITRINE_FAULTS_WORST VK_ERROR_UNKNOWN

/// The n-th call from now on (1: the next) of those that may return `result` returns it. Several may be armed.
void vitrine_faults_arm(uint64_t n, VkResult result);
/// Likewise of one function, such as "vkQueuePresentKHR". Returns 0 when that may not return `result`.
int vitrine_faults_arm_call(const char* function, uint64_t n, VkResult result);
/// The next call from a place in the program where this fault has not struck yet. A place is a function and
/// its six nearest callers.
void vitrine_faults_arm_new_place(VkResult result);
/// Nothing is armed any more. What was lost stays lost.
void vitrine_faults_disarm(void);

/// While on, only calls of the process's main thread fail, and only they bring on what is armed.
void vitrine_faults_main_thread_only(int on);

/// Faults that have struck, and the function that the last one struck in ("" before the first).
uint64_t vitrine_faults_strikes(void);
const char* vitrine_faults_last(void);

/// Calls so far of a function, or (null) of all, that may return `result` (VITRINE_FAULTS_WORST: of all).
uint64_t vitrine_faults_calls(const char* function, VkResult result);
/// Objects alive now of a type such as "VkBuffer", or (null) of all types.
uint64_t vitrine_faults_live(const char* type);
/// Objects that were alive when their device or instance was destroyed; each has also been told on stderr.
uint64_t vitrine_faults_leaked(void);

/// While on, windows have no area, as minimised ones have on some systems: their images are out of date.
void vitrine_faults_minimise(int on);

/// Disarms, shows the windows again, strikes any thread, and sets strikes, calls, leaks and places back to nothing.
void vitrine_faults_reset(void);

/// The functions that the layer watches, by index; null beyond the last.
const char* vitrine_faults_function(uint32_t index);

#ifdef __cplusplus
}
#endif
