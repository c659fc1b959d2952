#include "render/bvh.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>

namespace vitrine::render {
namespace {

constexpr int kBins = 16;

struct Split {
    int axis = -1;
    int bin = 0;
    float cost = 1e30f;
};

class Builder {
  public:
    Builder(std::span<const Box> items, const BvhSettings& settings) : items_(items), settings_(settings) {
        bvh_.order.resize(items.size());
        std::iota(bvh_.order.begin(), bvh_.order.end(), 0u);
        bvh_.nodes.reserve(items.size());
    }

    Bvh build() {
        for (const Box& item : items_) bvh_.box.include(item);
        bvh_.root = subtree(0, items_.size(), 0);
        return std::move(bvh_);
    }

  private:
    std::uint32_t subtree(std::size_t first, std::size_t last, int depth) {
        if (last - first <= static_cast<std::size_t>(settings_.leafSize)) {
            bvh_.depth = std::max(bvh_.depth, depth);
            return Bvh::kLeaf | (last - first == 2 ? Bvh::kPair : 0u) | static_cast<std::uint32_t>(first);
        }
        const std::size_t middle = divide(first, last, depth);
        const auto index = static_cast<std::uint32_t>(bvh_.nodes.size());
        bvh_.nodes.emplace_back();
        BvhNode node;
        node.boxes[0] = boxOf(first, middle);
        node.boxes[1] = boxOf(middle, last);
        node.children[0] = subtree(first, middle, depth + 1);
        node.children[1] = subtree(middle, last, depth + 1);
        bvh_.nodes[index] = node;
        return index;
    }

    Box boxOf(std::size_t first, std::size_t last) const {
        Box box;
        for (std::size_t i = first; i < last; ++i) box.include(items_[bvh_.order[i]]);
        return box;
    }

    glm::vec3 centre(std::uint32_t item) const { return 0.5f * (items_[item].least + items_[item].greatest); }

    std::size_t divide(std::size_t first, std::size_t last, int depth) {
        Box centres;
        for (std::size_t i = first; i < last; ++i) centres.include(centre(bvh_.order[i]));
        const Split split = bestSplit(first, last, centres);
        if (split.axis >= 0) {
            const auto cut =
                std::partition(bvh_.order.begin() + static_cast<std::ptrdiff_t>(first),
                               bvh_.order.begin() + static_cast<std::ptrdiff_t>(last), [&](std::uint32_t item) {
                                   return binOf(centre(item)[split.axis], centres, split.axis) <= split.bin;
                               });
            const auto at = static_cast<std::size_t>(cut - bvh_.order.begin());
            // The larger side must still fit into the levels that are left; halving always does.
            const int levels = levelsFor(std::max(at - first, last - at), settings_.leafSize);
            if (depth + 1 + levels <= settings_.depthLimit) return at;
        }
        const glm::vec3 extent = centres.greatest - centres.least;
        const int axis = extent.x >= extent.y && extent.x >= extent.z ? 0 : extent.y >= extent.z ? 1 : 2;
        const std::size_t middle = first + (last - first) / 2;
        std::nth_element(bvh_.order.begin() + static_cast<std::ptrdiff_t>(first),
                         bvh_.order.begin() + static_cast<std::ptrdiff_t>(middle),
                         bvh_.order.begin() + static_cast<std::ptrdiff_t>(last), [&](std::uint32_t a, std::uint32_t b) {
                             // Ties by index, so that the tree is the same whatever the library's partition does.
                             return std::pair(centre(a)[axis], a) < std::pair(centre(b)[axis], b);
                         });
        return middle;
    }

    static int binOf(float at, const Box& centres, int axis) {
        const float extent = centres.greatest[axis] - centres.least[axis];
        const float place = (at - centres.least[axis]) / extent * kBins;
        return std::clamp(static_cast<int>(place), 0, kBins - 1);
    }

    Split bestSplit(std::size_t first, std::size_t last, const Box& centres) const {
        Split best;
        for (int axis = 0; axis < 3; ++axis) {
            if (!(centres.greatest[axis] - centres.least[axis] > 1e-12f)) continue;
            std::array<Box, kBins> boxes;
            std::array<int, kBins> counts{};
            for (std::size_t i = first; i < last; ++i) {
                const std::uint32_t item = bvh_.order[i];
                const auto bin = static_cast<std::size_t>(binOf(centre(item)[axis], centres, axis));
                boxes[bin].include(items_[item]);
                ++counts[bin];
            }
            std::array<float, kBins> above{};
            Box right;
            int rightCount = 0;
            for (std::size_t bin = kBins - 1; bin > 0; --bin) {
                right.include(boxes[bin]);
                rightCount += counts[bin];
                above[bin - 1] = rightCount > 0 ? right.halfArea() * static_cast<float>(rightCount) : -1.0f;
            }
            Box left;
            int leftCount = 0;
            for (std::size_t bin = 0; bin + 1 < kBins; ++bin) {
                left.include(boxes[bin]);
                leftCount += counts[bin];
                if (leftCount == 0 || above[bin] < 0.0f) continue;
                const float cost = left.halfArea() * static_cast<float>(leftCount) + above[bin];
                if (cost < best.cost) best = {axis, static_cast<int>(bin), cost};
            }
        }
        return best;
    }

    std::span<const Box> items_;
    BvhSettings settings_;
    Bvh bvh_;
};

} // namespace

int levelsFor(std::size_t items, int leafSize) {
    int levels = 0;
    while (static_cast<std::size_t>(leafSize) << levels < items) ++levels;
    return levels;
}

Bvh buildBvh(std::span<const Box> items, const BvhSettings& settings) {
    assert(!items.empty() && settings.leafSize >= 1 && settings.leafSize <= 2);
    assert(levelsFor(items.size(), settings.leafSize) <= settings.depthLimit);
    Bvh bvh = Builder(items, settings).build();
    assert(bvh.depth <= settings.depthLimit);
    return bvh;
}

} // namespace vitrine::render
