#include "faults.h"

#include "chain.h"

#include <algorithm>
#include <string_view>

using namespace vitrine::faults;

namespace {

std::optional<Id> find(const char* function) {
    const auto found = std::ranges::find_if(
        kFunctions, [&](const Function& known) { return std::string_view(known.name) == function; });
    if (found == kFunctions.end()) return std::nullopt;
    return static_cast<Id>(found - kFunctions.begin());
}

} // namespace

#define VITRINE_FAULTS_EXPORT extern "C" __attribute__((visibility("default")))

VITRINE_FAULTS_EXPORT void vitrine_faults_arm(uint64_t n, VkResult result) {
    plan().arm({.result = result, .in = std::max<uint64_t>(n, 1)});
}

VITRINE_FAULTS_EXPORT int vitrine_faults_arm_call(const char* function, uint64_t n, VkResult result) {
    const auto id = find(function);
    if (!id || !legal(functionOf(*id), result)) return 0;
    plan().arm({.result = result, .in = std::max<uint64_t>(n, 1), .only = id});
    return 1;
}

VITRINE_FAULTS_EXPORT void vitrine_faults_arm_new_place(VkResult result) {
    plan().arm({.result = result});
}

VITRINE_FAULTS_EXPORT void vitrine_faults_disarm(void) {
    plan().disarm();
}

VITRINE_FAULTS_EXPORT uint64_t vitrine_faults_strikes(void) {
    return plan().strikes();
}

VITRINE_FAULTS_EXPORT const char* vitrine_faults_last(void) {
    return plan().last();
}

VITRINE_FAULTS_EXPORT uint64_t vitrine_faults_calls(const char* function, VkResult result) {
    const auto id = function ? find(function) : std::nullopt;
    return function && !id ? 0 : plan().calls(id, result);
}

VITRINE_FAULTS_EXPORT uint64_t vitrine_faults_live(const char* type) {
    if (!type) return alive(Type::none);
    const auto found = std::ranges::find(kTypeNames, std::string_view(type));
    return found == kTypeNames.end() ? 0 : alive(static_cast<Type>(found - kTypeNames.begin()));
}

VITRINE_FAULTS_EXPORT uint64_t vitrine_faults_leaked(void) {
    return leaked();
}

VITRINE_FAULTS_EXPORT void vitrine_faults_main_thread_only(int on) {
    plan().restrictToMainThread(on != 0);
}

VITRINE_FAULTS_EXPORT void vitrine_faults_minimise(int on) {
    minimised() = on != 0;
}

VITRINE_FAULTS_EXPORT void vitrine_faults_reset(void) {
    plan().reset();
    minimised() = false;
    forgetLeaks();
}

VITRINE_FAULTS_EXPORT const char* vitrine_faults_function(uint32_t index) {
    return index < kFunctionCount ? kFunctions[index].name : nullptr;
}
