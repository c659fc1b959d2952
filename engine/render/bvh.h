#pragma once
#include "base/math.h"

#include <cstdint>
#include <span>
#include <vector>

namespace vitrine::render {

/// An axis-aligned box; empty until something is put into it.
struct Box {
    glm::vec3 least{1e30f}, greatest{-1e30f};

    void include(const glm::vec3& point) {
        least = glm::min(least, point);
        greatest = glm::max(greatest, point);
    }
    void include(const Box& box) {
        least = glm::min(least, box.least);
        greatest = glm::max(greatest, box.greatest);
    }
    float halfArea() const {
        const glm::vec3 e = glm::max(greatest - least, glm::vec3(0.0f));
        return e.x * e.y + e.y * e.z + e.z * e.x;
    }
};

/// An inner node: both children's boxes, and where they are.
struct BvhNode {
    Box boxes[2];
    std::uint32_t children[2] = {}; ///< an inner node's index, or kLeaf | (count - 1) << kCountShift | first of `order`
};

/// A binary bounding volume hierarchy over boxes, built by the surface area heuristic on 16 bins.
struct Bvh {
    static constexpr std::uint32_t kLeaf = 0x80000000u;
    static constexpr std::uint32_t kPair = 0x40000000u; ///< the leaf holds two
    static constexpr std::uint32_t kIndex = 0x3fffffffu;

    std::vector<BvhNode> nodes;
    std::vector<std::uint32_t> order; ///< the items in the order of the leaves
    std::uint32_t root = kLeaf;       ///< reference of the root; a leaf when there are at most leafSize items
    Box box;
    int depth = 0; ///< inner nodes on the longest way from the root to a leaf: the deferred nodes a traversal can need
};

struct BvhSettings {
    int leafSize = 2;    ///< 1 or 2
    int depthLimit = 32; ///< at least levelsFor(items): a split that would not keep it gives way to the median
};

/// The inner nodes above a leaf in the flattest tree over that many items.
int levelsFor(std::size_t items, int leafSize);

/// At least one box.
Bvh buildBvh(std::span<const Box> items, const BvhSettings& settings = {});

} // namespace vitrine::render
