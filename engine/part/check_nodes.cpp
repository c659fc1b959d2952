#include "part/inspect.h"
#include "part/mesh_facts.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace vitrine::part {
namespace {

// KHR's validator allows this deviation of a quaternion's length from 1, which 8-bit storage needs.
constexpr double kQuaternionTolerance = 0.00769;

// Each scene costs a pass over all nodes.
constexpr std::size_t kMostScenes = 1000;

bool isIdentity(const Json& matrix) {
    for (std::size_t i = 0; i < 16; ++i)
        if (matrix[i].get<double>() != (i % 5 == 0 ? 1.0 : 0.0)) return false;
    return true;
}

/// Whether the matrix is a product of translation, rotation and scale: a fourth row of 0 0 0 1, perpendicular axes.
bool isDecomposable(const Json& json) {
    const auto m = json.get<std::vector<double>>();
    if (m[3] != 0.0 || m[7] != 0.0 || m[11] != 0.0 || m[15] != 1.0) return false;
    const glm::dmat3 axes(m[0], m[1], m[2], m[4], m[5], m[6], m[8], m[9], m[10]);
    constexpr double kSkew = 1e-4; // cosine; what single precision makes of a right angle is far below
    for (int i = 0; i < 3; ++i) {
        const glm::dvec3 &a = axes[i], &b = axes[(i + 1) % 3];
        if (std::abs(glm::dot(a, b)) > kSkew * glm::length(a) * glm::length(b)) return false;
    }
    return true;
}

bool allNumbers(const Json& array, std::size_t length) {
    return array.is_array() && array.size() == length &&
           std::all_of(array.begin(), array.end(), [](const Json& value) { return value.is_number(); });
}

void checkTransform(const Json& node, const std::string& pointer, Issues& issues) {
    const Json& matrix = member(node, "matrix");
    if (allNumbers(matrix, 16)) {
        if (node.contains("translation") || node.contains("rotation") || node.contains("scale"))
            issues.error("NODE_MATRIX_TRS", pointer + "/matrix", "either a matrix or translation, rotation and scale");
        if (isIdentity(matrix))
            issues.information("NODE_MATRIX_DEFAULT", pointer + "/matrix", "the identity need not be written");
        else if (!isDecomposable(matrix))
            issues.error("NODE_MATRIX_NON_TRS", pointer + "/matrix",
                         "must be a product of translation, rotation and scale");
    }
    const Json& rotation = member(node, "rotation");
    if (!allNumbers(rotation, 4)) return;
    double square = 0.0;
    for (const Json& value : rotation) square += value.get<double>() * value.get<double>();
    if (std::abs(std::sqrt(square) - 1.0) > kQuaternionTolerance)
        issues.error("ROTATION_NON_UNIT", pointer + "/rotation",
                     fmt::format("a quaternion of length {:.4g}; its length must be 1", std::sqrt(square)));
}

void checkMeshOfNode(const Document& document, const Json& node, const std::string& pointer, Issues& issues) {
    for (const char* key : {"skin", "weights"})
        if (node.contains(key) && !node.contains("mesh"))
            issues.error("UNSATISFIED_DEPENDENCY", pointer + "/" + key, "\"mesh\" must be defined too");
    const Json& meshes = arrayMember(document.json, "meshes");
    const int index = indexMember(node, "mesh", meshes.size());
    if (index < 0) return;
    const Json& mesh = meshes[index];
    const Json& weights = member(node, "weights");
    if (weights.is_array() && weights.size() != targetCount(mesh))
        issues.error("NODE_WEIGHTS_INVALID", pointer + "/weights",
                     fmt::format("{} weights for {} morph targets", weights.size(), targetCount(mesh)));
    const bool skinned = indexMember(node, "skin", arrayMember(document.json, "skins").size()) >= 0;
    if (skinned && !hasJoints(mesh))
        issues.error("NODE_SKIN_WITH_NON_SKINNED_MESH", pointer, "a skin on a mesh without joints");
    if (!node.contains("skin") && hasJoints(mesh))
        issues.warning("NODE_SKINNED_MESH_WITHOUT_SKIN", pointer, "a mesh with joints but no skin");
}

std::vector<int> parentsOf(const Json& nodes, Issues& issues) {
    std::vector<int> parents(nodes.size(), -1);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Json& children = arrayMember(nodes[i], "children");
        for (std::size_t c = 0; c < children.size(); ++c) {
            const int child = indexAt(children, c, nodes.size());
            if (child < 0 || parents[child] == static_cast<int>(i)) continue;
            if (parents[child] >= 0) {
                issues.error("NODE_PARENT_OVERRIDE", fmt::format("/nodes/{}/children/{}", i, c),
                             fmt::format("node {} already has the parent {}", child, parents[child]));
                continue;
            }
            parents[child] = static_cast<int>(i);
        }
    }
    return parents;
}

/// Follows each node to its root once: a loop is an error at each of its nodes, and so is too deep a tree. False when a
/// walk towards the root might not end, or not soon.
bool checkGenerations(const std::vector<int>& parents, int most, Issues& issues) {
    constexpr int kUnknown = -1, kOnPath = -2, kLooped = -3;
    std::vector<int> depths(parents.size(), kUnknown);
    bool tooDeep = false, looped = false;
    for (std::size_t start = 0; start < parents.size(); ++start) {
        std::vector<int> path;
        int node = static_cast<int>(start);
        for (; node >= 0 && depths[node] == kUnknown; node = parents[node]) {
            depths[node] = kOnPath;
            path.push_back(node);
        }
        if (node >= 0 && depths[node] == kOnPath) {
            for (auto at = std::find(path.begin(), path.end(), node); at != path.end(); ++at)
                issues.error("NODE_LOOP", fmt::format("/nodes/{}", *at), "the node is its own ancestor");
            for (const int member : path) depths[member] = kLooped;
            looped = true;
            continue;
        }
        int depth = node < 0 ? 0 : depths[node];
        for (auto at = path.rbegin(); at != path.rend(); ++at) depths[*at] = depth == kLooped ? kLooped : ++depth;
        if (depth > most && !tooDeep) {
            tooDeep = true;
            issues.error("LIMIT_EXCEEDED", fmt::format("/nodes/{}", start),
                         fmt::format("{} generations of nodes; at most {} are read", depth, most));
        }
    }
    return !looped && !tooDeep;
}

int rootOf(const std::vector<int>& parents, int node) {
    while (parents[node] >= 0) node = parents[node];
    return node;
}

/// The skinned nodes beneath the scene's roots need their joints beneath one of them too.
void checkSkinsInScene(const Document& document, const std::vector<bool>& isRoot, const std::vector<int>& roots,
                       Issues& issues) {
    const Json &nodes = arrayMember(document.json, "nodes"), &skins = arrayMember(document.json, "skins");
    std::vector<bool> isComplete(skins.size(), true);
    for (std::size_t s = 0; s < skins.size(); ++s) {
        const Json& joints = arrayMember(skins[s], "joints");
        for (std::size_t j = 0; j < joints.size(); ++j)
            if (const int joint = indexAt(joints, j, nodes.size()); joint >= 0 && !isRoot[roots[joint]])
                isComplete[s] = false;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (const int skin = indexMember(nodes[i], "skin", skins.size());
            skin >= 0 && isRoot[roots[i]] && !isComplete[skin])
            issues.error("NODE_SKIN_NO_SCENE", fmt::format("/nodes/{}", i),
                         "a skinned mesh in a scene that does not hold its joints");
}

} // namespace

void checkNodes(const Document& document, Issues& issues) {
    const Json& nodes = arrayMember(document.json, "nodes");
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!nodes[i].is_object()) continue;
        const std::string pointer = fmt::format("/nodes/{}", i);
        checkTransform(nodes[i], pointer, issues);
        checkMeshOfNode(document, nodes[i], pointer, issues);
        vitrineExtras(nodes[i], pointer, document.limits, issues);
    }
    const std::vector<int> parents = parentsOf(nodes, issues);
    if (!checkGenerations(parents, document.limits.maxNodeDepth, issues)) return;
    std::vector<int> roots;
    for (std::size_t i = 0; i < nodes.size(); ++i) roots.push_back(rootOf(parents, static_cast<int>(i)));

    const Json& scenes = arrayMember(document.json, "scenes");
    if (scenes.size() > kMostScenes)
        return issues.error("LIMIT_EXCEEDED", "/scenes", fmt::format("more than {} scenes", kMostScenes));
    for (std::size_t s = 0; s < scenes.size(); ++s) {
        std::vector<bool> isRoot(nodes.size(), false);
        const Json& listed = arrayMember(scenes[s], "nodes");
        for (std::size_t i = 0; i < listed.size(); ++i) {
            const int node = indexAt(listed, i, nodes.size());
            if (node < 0) continue;
            isRoot[node] = true;
            if (parents[node] >= 0)
                issues.error("SCENE_NON_ROOT_NODE", fmt::format("/scenes/{}/nodes/{}", s, i),
                             fmt::format("node {} has a parent; a scene lists root nodes", node));
        }
        checkSkinsInScene(document, isRoot, roots, issues);
        vitrineExtras(scenes[s], fmt::format("/scenes/{}", s), document.limits, issues);
    }
}

} // namespace vitrine::part
