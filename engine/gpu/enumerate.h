#pragma once
#include "gpu/result.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace vitrine::gpu {

/// All of a list that Vulkan gives by its count and then its values.
template <class Value, class Enumerate>
VkResult enumerateInto(std::vector<Value>& values, Enumerate&& call) {
    VkResult result = VK_INCOMPLETE;
    while (result == VK_INCOMPLETE) { // the number may grow between the two calls
        std::uint32_t count = 0;
        result = call(&count, nullptr);
        if (result < 0) return result;
        values.resize(count);
        result = call(&count, values.data());
        values.resize(count);
    }
    return result;
}

/// The same; throws when it cannot. `doing` as in check().
template <class Value, class Enumerate>
std::vector<Value> enumerate(std::string_view doing, Enumerate&& call) {
    std::vector<Value> values;
    check(enumerateInto(values, call), "{}", doing);
    return values;
}

} // namespace vitrine::gpu
