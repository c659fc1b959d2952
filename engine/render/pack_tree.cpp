#include "render/pack_tree.h"

#include "render/pack_words.h"

namespace vitrine::render {

std::uint32_t treeReference(std::uint32_t child, std::uint32_t firstNode, std::uint32_t firstLeaf) {
    if ((child & Bvh::kLeaf) == 0) return child + firstNode;
    return (child & (Bvh::kLeaf | Bvh::kPair)) | ((child & Bvh::kIndex) + firstLeaf);
}

void appendTreeNodes(std::vector<glm::uvec4>& nodes, const Bvh& bvh, std::uint32_t firstNode, std::uint32_t firstLeaf) {
    for (const BvhNode& node : bvh.nodes) {
        const Box &a = node.boxes[0], &b = node.boxes[1];
        nodes.push_back(bits(a.least, a.greatest.x));
        nodes.push_back(bits(a.greatest.y, a.greatest.z, b.least.x, b.least.y));
        nodes.push_back(bits(b.least.z, b.greatest.x, b.greatest.y, b.greatest.z));
        nodes.emplace_back(treeReference(node.children[0], firstNode, firstLeaf),
                           treeReference(node.children[1], firstNode, firstLeaf), 0u, 0u);
    }
}

} // namespace vitrine::render
