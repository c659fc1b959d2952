#include "part/mesh_facts.h"

#include <algorithm>

namespace vitrine::part {

std::size_t targetCount(const Json& mesh) {
    const Json& primitives = arrayMember(mesh, "primitives");
    return primitives.empty() ? 0 : arrayMember(primitives[0], "targets").size();
}

bool hasJoints(const Json& mesh) {
    const Json& primitives = arrayMember(mesh, "primitives");
    return std::any_of(primitives.begin(), primitives.end(), [](const Json& primitive) {
        return !member(member(primitive, "attributes"), "JOINTS_0").is_null();
    });
}

} // namespace vitrine::part
