#include "part/inspect.h"

#include <fmt/core.h>
#include <optional>

namespace vitrine::part {
namespace {

/// Skins may share their matrices; the values are looked at once.
void checkInverseBind(Document& document, int index, std::size_t joints, const std::string& pointer, Issues& issues) {
    const Accessor& accessor = document.accessors[index];
    const bool known = document.accessorUses[index] == AccessorUse::inverseBind;
    useAccessor(document, index, AccessorUse::inverseBind, pointer, issues);
    useView(document, accessor.view, ViewUse::inverseBind, pointer, issues);
    if (accessor.view >= 0 && document.views[accessor.view].stride > 0)
        issues.error("SKIN_IBM_ACCESSOR_WITH_BYTESTRIDE", pointer, "inverse bind matrices have no byteStride");
    if (accessor.components == 0 || accessor.component == Component::none) return;
    if (accessor.type != "MAT4" || accessor.component != Component::f32)
        return issues.error("SKIN_IBM_INVALID_FORMAT", pointer, format(accessor) + "; must be {MAT4, FLOAT}");
    if (accessor.count < joints)
        issues.error("INVALID_IBM_ACCESSOR_COUNT", pointer,
                     fmt::format("{} matrices for {} joints", accessor.count, joints));
    if (accessor.view < 0 || known) return;
    const auto values = components(document, accessor);
    if (!values) return;
    for (std::size_t i = 3; i < values->size(); i += 4)
        if ((*values)[i] != (i % 16 == 15 ? 1.0 : 0.0))
            issues.error("ACCESSOR_INVALID_IBM", pointer,
                         fmt::format("component {} of matrix {} is {}; the fourth row is 0 0 0 1", i % 16, i / 16,
                                     (*values)[i]));
}

/// For each node its parents up to the root, followed for no more than the allowed generations.
class Ancestry {
  public:
    Ancestry(const Json& nodes, int most) : parents_(nodes.size(), -1), most_(most) {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const Json& children = arrayMember(nodes[i], "children");
            for (std::size_t c = 0; c < children.size(); ++c)
                if (const int child = indexAt(children, c, nodes.size()); child >= 0)
                    parents_[child] = static_cast<int>(i);
        }
    }
    std::size_t size() const { return parents_.size(); }

    /// Nothing when the way up does not end in time.
    std::optional<int> root(int node) const {
        for (int steps = 0; steps <= most_; ++steps) {
            if (parents_[node] < 0) return node;
            node = parents_[node];
        }
        return std::nullopt;
    }
    bool isAbove(int upper, int node) const {
        for (int steps = 0; steps <= most_ && node >= 0; ++steps, node = parents_[node])
            if (node == upper) return true;
        return false;
    }

  private:
    std::vector<int> parents_;
    int most_;
};

void checkJoints(const Json& skin, const Ancestry& ancestry, const std::string& pointer, Issues& issues) {
    const Json& joints = arrayMember(skin, "joints");
    const int skeleton = indexMember(skin, "skeleton", ancestry.size());
    std::optional<int> common;
    bool sameRoot = true, below = true;
    for (std::size_t j = 0; j < joints.size(); ++j) {
        const int joint = indexAt(joints, j, ancestry.size());
        if (joint < 0) continue;
        const auto root = ancestry.root(joint);
        if (!root) return;
        if (!common) common = root;
        sameRoot = sameRoot && *root == *common;
        below = below && (skeleton < 0 || ancestry.isAbove(skeleton, joint));
    }
    if (!sameRoot) issues.error("SKIN_NO_COMMON_ROOT", pointer + "/joints", "the joints have no common root");
    if (!below)
        issues.error("SKIN_SKELETON_INVALID", pointer + "/skeleton", "the skeleton node is not above all joints");
}

} // namespace

void checkSkins(Document& document, Issues& issues) {
    const Json& skins = arrayMember(document.json, "skins");
    const Ancestry ancestry(arrayMember(document.json, "nodes"), document.limits.maxNodeDepth);
    for (std::size_t s = 0; s < skins.size(); ++s) {
        const std::string pointer = fmt::format("/skins/{}", s);
        const int matrices = indexMember(skins[s], "inverseBindMatrices", document.accessors.size());
        if (matrices >= 0)
            checkInverseBind(document, matrices, arrayMember(skins[s], "joints").size(),
                             pointer + "/inverseBindMatrices", issues);
        checkJoints(skins[s], ancestry, pointer, issues);
    }
}

} // namespace vitrine::part
