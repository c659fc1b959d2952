#include "part/inspect.h"
#include "part/mesh_facts.h"

#include <cmath>
#include <fmt/core.h>
#include <map>
#include <set>

namespace vitrine::part {
namespace {

// As in check_nodes.cpp: what 8-bit storage makes of a unit quaternion.
constexpr double kQuaternionTolerance = 0.00769;

/// One animation while it is checked.
struct Place {
    Document& document;
    Issues& issues;
    const Json& json;
    std::string pointer;
    std::set<int>& rotations; ///< accessors whose quaternions were looked at
};

void checkPlainView(const Place& at, int index, const std::string& pointer) {
    const int view = at.document.accessors[index].view;
    useView(at.document, view, ViewUse::animation, pointer, at.issues);
    if (view >= 0 && at.document.views[view].stride > 0)
        at.issues.error("ANIMATION_SAMPLER_ACCESSOR_WITH_BYTESTRIDE", pointer, "animation data has no byteStride");
}

void checkTimes(const Place& at, const Accessor& input, const std::string& pointer) {
    if (input.view < 0 && !input.sparse) return;
    const auto times = components(at.document, input);
    if (!times) return;
    for (std::size_t i = 0; i < times->size(); ++i) {
        if ((*times)[i] < 0.0)
            return at.issues.error("ACCESSOR_ANIMATION_INPUT_NEGATIVE", pointer,
                                   fmt::format("time {} is {}", i, (*times)[i]));
        if (i > 0 && (*times)[i] <= (*times)[i - 1])
            return at.issues.error("ACCESSOR_ANIMATION_INPUT_NON_INCREASING", pointer,
                                   fmt::format("time {} is {} after {}", i, (*times)[i], (*times)[i - 1]));
    }
}

void checkInput(const Place& at, const Json& sampler, const std::string& pointer) {
    const int index = indexMember(sampler, "input", at.document.accessors.size());
    if (index < 0) return;
    const Accessor& input = at.document.accessors[index];
    const bool known = at.document.accessorUses[index] == AccessorUse::animationInput;
    useAccessor(at.document, index, AccessorUse::animationInput, pointer, at.issues);
    checkPlainView(at, index, pointer);
    if (input.components > 0 && input.component != Component::none &&
        (input.type != "SCALAR" || input.component != Component::f32))
        return at.issues.error("ANIMATION_SAMPLER_INPUT_ACCESSOR_INVALID_FORMAT", pointer,
                               format(input) + "; must be {SCALAR, FLOAT}");
    if (!input.hasBounds)
        at.issues.error("ANIMATION_SAMPLER_INPUT_ACCESSOR_WITHOUT_BOUNDS", pointer, "its accessor needs min and max");
    if (stringMember(sampler, "interpolation") == "CUBICSPLINE" && input.count < 2)
        at.issues.error("ANIMATION_SAMPLER_INPUT_ACCESSOR_TOO_FEW_ELEMENTS", pointer,
                        "a cubic spline needs two times at least");
    if (!known) checkTimes(at, input, pointer);
}

void checkSampler(const Place& at, const Json& sampler, const std::string& pointer) {
    checkInput(at, sampler, pointer + "/input");
    const int output = indexMember(sampler, "output", at.document.accessors.size());
    if (output < 0) return;
    useAccessor(at.document, output, AccessorUse::animationOutput, pointer + "/output", at.issues);
    checkPlainView(at, output, pointer + "/output");
}

bool isOutputFormat(const std::string& path, const Accessor& output) {
    const bool isFloat = output.component == Component::f32;
    const bool isPacked = output.normalized && output.component != Component::u32;
    if (path == "translation" || path == "scale") return output.type == "VEC3" && isFloat;
    if (path == "rotation") return output.type == "VEC4" && (isFloat || isPacked);
    if (path == "weights") return output.type == "SCALAR" && (isFloat || isPacked);
    return true;
}

void checkQuaternions(const Place& at, const Accessor& output, bool cubic, const std::string& pointer) {
    if (output.view < 0 && !output.sparse) return;
    const auto values = components(at.document, output);
    if (!values || output.components != 4) return;
    const auto value = [&](std::size_t i) {
        return output.normalized ? normalizedValue((*values)[i], output.component) : (*values)[i];
    };
    // A cubic spline stores in-tangent, value, out-tangent; only the value is a rotation.
    for (std::size_t q = cubic ? 1 : 0; 4 * q + 4 <= values->size(); q += cubic ? 3 : 1) {
        const double length = std::sqrt(value(4 * q) * value(4 * q) + value(4 * q + 1) * value(4 * q + 1) +
                                        value(4 * q + 2) * value(4 * q + 2) + value(4 * q + 3) * value(4 * q + 3));
        if (std::abs(length - 1.0) > kQuaternionTolerance)
            return at.issues.error("ACCESSOR_ANIMATION_SAMPLER_OUTPUT_NON_NORMALIZED_QUATERNION", pointer,
                                   fmt::format("quaternion {} has the length {:.4g}", q, length));
    }
}

void checkOutput(const Place& at, const Json& sampler, const std::string& path, std::size_t targets,
                 const std::string& pointer) {
    const int outputIndex = indexMember(sampler, "output", at.document.accessors.size());
    const int inputIndex = indexMember(sampler, "input", at.document.accessors.size());
    if (outputIndex < 0 || inputIndex < 0) return;
    const Accessor& output = at.document.accessors[outputIndex];
    if (output.components == 0 || output.component == Component::none) return;
    if (!isOutputFormat(path, output))
        return at.issues.error("ANIMATION_SAMPLER_OUTPUT_ACCESSOR_INVALID_FORMAT", pointer,
                               fmt::format("{} is no format for {}", format(output), path));
    const bool cubic = stringMember(sampler, "interpolation") == "CUBICSPLINE";
    const std::uint64_t expected =
        at.document.accessors[inputIndex].count * (cubic ? 3 : 1) * (path == "weights" ? targets : 1);
    if (output.count != expected)
        at.issues.error("ANIMATION_SAMPLER_OUTPUT_ACCESSOR_INVALID_COUNT", pointer,
                        fmt::format("{} elements, {} are needed", output.count, expected));
    if (path == "rotation" && at.rotations.insert(outputIndex).second) checkQuaternions(at, output, cubic, pointer);
}

/// The node a channel moves, and whether it can be moved so. Returns the number of morph targets.
std::size_t checkTargetNode(const Place& at, const Json& node, const std::string& path, const std::string& pointer) {
    const Json& meshes = arrayMember(at.document.json, "meshes");
    const int mesh = indexMember(node, "mesh", meshes.size());
    const std::size_t targets = mesh < 0 ? 0 : targetCount(meshes[mesh]);
    const bool isTransform = path == "translation" || path == "rotation" || path == "scale";
    if (isTransform && node.contains("matrix"))
        at.issues.error("ANIMATION_CHANNEL_TARGET_NODE_MATRIX", pointer, "a node with a matrix cannot be animated");
    if (isTransform && node.contains("skin"))
        at.issues.warning("ANIMATION_CHANNEL_TARGET_NODE_SKIN", pointer + "/path",
                          "moving a skinned mesh has no effect");
    if (path == "weights" && targets == 0)
        at.issues.error("ANIMATION_CHANNEL_TARGET_NODE_WEIGHTS_NO_MORPHS", pointer,
                        "the node's mesh has no morph targets");
    return targets;
}

void checkPath(const Place& at, const Json& target, const std::string& path, const std::string& pointer) {
    const bool mayPoint = at.document.extensionsUsed.count("KHR_animation_pointer") > 0;
    const bool isKnown = path == "translation" || path == "rotation" || path == "scale" || path == "weights";
    if (!isKnown && !(mayPoint && path == "pointer") && member(target, "path").is_string())
        at.issues.warning("VALUE_NOT_IN_LIST", pointer + "/path",
                          excerpt(path) + " is not one of translation, rotation, scale, weights");
    if (!mayPoint || !member(member(target, "extensions"), "KHR_animation_pointer").is_object()) return;
    const std::string place = pointer + "/extensions/KHR_animation_pointer";
    if (path != "pointer")
        at.issues.error("KHR_ANIMATION_POINTER_ANIMATION_CHANNEL_TARGET_PATH", place,
                        "the path must be \"pointer\", not " + excerpt(path));
    if (target.contains("node"))
        at.issues.error("KHR_ANIMATION_POINTER_ANIMATION_CHANNEL_TARGET_NODE", place, "the target must name no node");
}

void checkChannels(const Place& at) {
    const Json &channels = arrayMember(at.json, "channels"), &samplers = arrayMember(at.json, "samplers");
    const Json& nodes = arrayMember(at.document.json, "nodes");
    std::map<std::pair<int, std::string>, std::size_t> moved;
    for (std::size_t c = 0; c < channels.size(); ++c) {
        const std::string pointer = fmt::format("{}/channels/{}", at.pointer, c);
        const Json& target = member(channels[c], "target");
        const std::string path = stringMember(target, "path");
        checkPath(at, target, path, pointer + "/target");
        const int sampler = indexMember(channels[c], "sampler", samplers.size());
        if (sampler < 0 && member(channels[c], "sampler").is_number())
            at.issues.error("UNRESOLVED_REFERENCE", pointer + "/sampler",
                            fmt::format("the animation has {} samplers", samplers.size()));
        const int node = indexMember(target, "node", nodes.size());
        if (node < 0) continue;
        const std::size_t targets = checkTargetNode(at, nodes[node], path, pointer + "/target");
        const bool countKnown = path != "weights" || targets > 0;
        if (sampler >= 0 && countKnown) checkOutput(at, samplers[sampler], path, targets, pointer + "/sampler");
        const auto [known, isFirst] = moved.emplace(std::pair(node, path), c);
        if (!isFirst)
            at.issues.error("ANIMATION_DUPLICATE_TARGETS", pointer + "/target",
                            fmt::format("channel {} has the same target", known->second));
    }
}

} // namespace

void checkAnimations(Document& document, Issues& issues) {
    const Json& animations = arrayMember(document.json, "animations");
    std::set<int> rotations;
    for (std::size_t a = 0; a < animations.size(); ++a) {
        const Place at{document, issues, animations[a], fmt::format("/animations/{}", a), rotations};
        const Json& samplers = arrayMember(animations[a], "samplers");
        for (std::size_t s = 0; s < samplers.size(); ++s)
            checkSampler(at, samplers[s], fmt::format("{}/samplers/{}", at.pointer, s));
        checkChannels(at);
    }
}

} // namespace vitrine::part
