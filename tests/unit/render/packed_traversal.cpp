#include "packed_traversal.h"

#include "shared/still_layout_cpp.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace vitrine::render {
namespace {

glm::dvec4 floats(const glm::uvec4& bits) {
    return {std::bit_cast<float>(bits.x), std::bit_cast<float>(bits.y), std::bit_cast<float>(bits.z),
            std::bit_cast<float>(bits.w)};
}

struct Line {
    glm::dvec3 origin, direction;
};

double entryOf(const glm::dvec3& least, const glm::dvec3& greatest, const Line& line, double limit) {
    double near = 0.0, far = limit;
    for (int axis = 0; axis < 3; ++axis) {
        const double a = (least[axis] - 1e-6 - line.origin[axis]) / line.direction[axis];
        const double b = (greatest[axis] + 1e-6 - line.origin[axis]) / line.direction[axis];
        near = std::max(near, std::min(a, b));
        far = std::min(far, std::max(a, b));
    }
    return near <= far ? near : 1e30;
}

class Traversal {
  public:
    Traversal(const SceneBuffers& scene, const Line& world) : scene_(scene), world_(world) {}

    PackedHit run() {
        walk(scene_.topLevelRoot, world_, hit_.deferredTop,
             [&](std::uint32_t leaf) { instance(leaf & REFERENCE_INDEX); });
        return hit_;
    }

  private:
    glm::dvec4 node(std::uint32_t texel) const { return floats(scene_.nodes.at(texel)); }
    glm::dvec4 record(std::uint32_t texel) const { return floats(scene_.scene.at(texel)); }

    template <class Leaf>
    void walk(std::uint32_t root, const Line& line, int& deferred, const Leaf& leaf) {
        std::vector<std::uint32_t> stack{root};
        while (!stack.empty()) {
            const std::uint32_t current = stack.back();
            stack.pop_back();
            if ((current & REFERENCE_LEAF) != 0) {
                leaf(current);
                continue;
            }
            const std::uint32_t at = current * NODE_TEXELS;
            const glm::dvec4 a = node(at), b = node(at + 1), c = node(at + 2);
            const glm::uvec4 children = scene_.nodes.at(at + 3);
            const double first = entryOf(glm::dvec3(a), {a.w, b.x, b.y}, line, hit_.t);
            const double second = entryOf({b.z, b.w, c.x}, {c.y, c.z, c.w}, line, hit_.t);
            const bool firstIsNear = first <= second;
            if (std::max(first, second) < 1e30) stack.push_back(firstIsNear ? children.y : children.x);
            deferred = std::max(deferred, static_cast<int>(stack.size()));
            if (std::min(first, second) < 1e30) stack.push_back(firstIsNear ? children.x : children.y);
        }
    }

    void instance(std::uint32_t index) {
        const std::uint32_t at = scene_.instanceRecords + index * INSTANCE_TEXELS;
        const glm::dvec4 o(world_.origin, 1.0), d(world_.direction, 0.0);
        Line local;
        for (glm::length_t row = 0; row < 3; ++row) {
            const glm::dvec4 r = record(at + static_cast<std::uint32_t>(row));
            local.origin[row] = glm::dot(r, o);
            local.direction[row] = glm::dot(r, d);
        }
        const glm::uvec4 what = scene_.scene.at(at + 3);
        if (what.w == 1)
            stone(what.x, local);
        else
            walk(what.x, local, hit_.deferred, [&](std::uint32_t leaf) {
                triangle(leaf & REFERENCE_INDEX, local, index);
                if ((leaf & REFERENCE_PAIR) != 0) triangle((leaf & REFERENCE_INDEX) + 1, local, index);
            });
    }

    void triangle(std::uint32_t index, const Line& line, std::uint32_t instance) {
        const glm::dvec3 v0(node(index * NODE_TEXELS)), e1(node(index * NODE_TEXELS + 1)),
            e2(node(index * NODE_TEXELS + 2));
        const glm::dvec3 p = glm::cross(line.direction, e2), s = line.origin - v0, q = glm::cross(s, e1);
        const double scale = 1.0 / glm::dot(e1, p);
        const double t = glm::dot(e2, q) * scale, u = glm::dot(s, p) * scale, v = glm::dot(line.direction, q) * scale;
        if (u >= 0.0 && v >= 0.0 && u + v <= 1.0 && t > 0.0 && t < hit_.t) {
            hit_.t = t;
            hit_.triangle = index;
            hit_.instance = instance;
            hit_.stone = false;
        }
    }

    void stone(std::uint32_t index, const Line& line) {
        const glm::uvec4 range = scene_.scene.at(scene_.stoneRecords + index * STONE_TEXELS + 4);
        double near = -1e30, far = 1e30;
        std::uint32_t facet = 0;
        for (std::uint32_t i = 0; i < range.y; ++i) {
            const glm::dvec4 plane = record(range.x + i);
            const double towards = glm::dot(glm::dvec3(plane), line.direction);
            const double t = (plane.w - glm::dot(glm::dvec3(plane), line.origin)) / towards;
            if (towards < 0.0 && t > near) {
                near = t;
                facet = i;
            }
            if (towards > 0.0) far = std::min(far, t);
        }
        if (near > 0.0 && near < far && near < hit_.t) {
            hit_.t = near;
            hit_.facet = facet;
            hit_.stoneIndex = index;
            hit_.stone = true;
        }
    }

    const SceneBuffers& scene_;
    Line world_;
    PackedHit hit_;
};

} // namespace

PackedHit traverse(const SceneBuffers& scene, const glm::dvec3& origin, const glm::dvec3& direction) {
    return Traversal(scene, {origin, direction}).run();
}

} // namespace vitrine::render
