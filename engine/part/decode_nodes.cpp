#include "part/decode.h"
#include "part/inspect.h"

#include <cmath>
#include <fmt/core.h>

namespace vitrine::part {
namespace {

std::vector<double> numbers(const Json& array) {
    return array.is_array() ? array.get<std::vector<double>>() : std::vector<double>{};
}

glm::dvec3 anyPerpendicular(const glm::dvec3& axis) {
    const glm::dvec3 other = std::abs(axis.x) < 0.5 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 1, 0);
    return glm::normalize(glm::cross(axis, other));
}

/// T R S of a matrix whose axes are perpendicular. A mirroring becomes a negative x scale; an axis of length zero gets
/// a direction that completes the rotation.
void setFromMatrix(Node& node, const std::vector<double>& m) {
    node.translation = kMmPerMetre * glm::dvec3(m[12], m[13], m[14]);
    glm::dmat3 axes(m[0], m[1], m[2], m[4], m[5], m[6], m[8], m[9], m[10]);
    const double determinant = glm::determinant(axes);
    for (int i = 0; i < 3; ++i) {
        node.scale[i] = glm::length(axes[i]);
        if (node.scale[i] > 0.0) axes[i] /= node.scale[i];
    }
    for (int i = 0; i < 3; ++i) {
        if (node.scale[i] > 0.0) continue;
        const glm::dvec3 &next = axes[(i + 1) % 3], &last = axes[(i + 2) % 3];
        const glm::dvec3 across = glm::cross(next, last);
        if (glm::length(across) > 0.5)
            axes[i] = across;
        else if (glm::length(next) > 0.5 || glm::length(last) > 0.5)
            axes[i] = anyPerpendicular(glm::length(next) > 0.5 ? next : last);
        else
            axes[i] = glm::dmat3(1.0)[i];
    }
    if (determinant < 0.0) {
        node.scale.x = -node.scale.x;
        axes[0] = -axes[0];
    }
    node.rotation = glm::normalize(glm::quat_cast(axes));
}

void setFromParts(Node& node, const Json& json) {
    if (const auto t = numbers(member(json, "translation")); t.size() == 3)
        node.translation = kMmPerMetre * glm::dvec3(t[0], t[1], t[2]);
    if (const auto q = numbers(member(json, "rotation")); q.size() == 4)
        node.rotation = glm::normalize(glm::dquat(q[3], q[0], q[1], q[2]));
    if (const auto s = numbers(member(json, "scale")); s.size() == 3) node.scale = {s[0], s[1], s[2]};
}

Node readNode(const Json& json, std::size_t meshes) {
    Node node{.name = stringMember(json, "name"), .mesh = indexMember(json, "mesh", meshes)};
    if (const auto matrix = numbers(member(json, "matrix")); matrix.size() == 16)
        setFromMatrix(node, matrix);
    else
        setFromParts(node, json);
    node.weights = numbers(member(json, "weights"));
    return node;
}

void linkChildren(const Json& nodes, Model& model) {
    for (std::size_t parent = 0; parent < nodes.size(); ++parent) {
        const Json& children = arrayMember(nodes[parent], "children");
        for (std::size_t i = 0; i < children.size(); ++i) {
            const int child = indexAt(children, i, nodes.size());
            model.nodes[parent].children.push_back(child);
            model.nodes[child].parent = static_cast<int>(parent);
        }
    }
}

void chooseRoots(const Document& document, Model& model) {
    const Json& scenes = arrayMember(document.json, "scenes");
    if (scenes.empty()) {
        for (std::size_t i = 0; i < model.nodes.size(); ++i)
            if (model.nodes[i].parent < 0) model.roots.push_back(static_cast<int>(i));
        return;
    }
    const std::size_t chosen =
        static_cast<std::size_t>(std::max(0, indexMember(document.json, "scene", scenes.size())));
    const Json& listed = arrayMember(scenes[chosen], "nodes");
    for (std::size_t i = 0; i < listed.size(); ++i) model.roots.push_back(indexAt(listed, i, model.nodes.size()));
    Issues alreadyReported;
    model.extras = vitrineExtras(scenes[chosen], fmt::format("/scenes/{}", chosen), document.limits, alreadyReported);
}

} // namespace

void decodeNodes(const Document& document, Model& model) {
    const Json& nodes = arrayMember(document.json, "nodes");
    Issues alreadyReported;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        model.nodes.push_back(readNode(nodes[i], model.meshes.size()));
        model.nodes.back().extras =
            vitrineExtras(nodes[i], fmt::format("/nodes/{}", i), document.limits, alreadyReported);
    }
    linkChildren(nodes, model);
    chooseRoots(document, model);
}

} // namespace vitrine::part
