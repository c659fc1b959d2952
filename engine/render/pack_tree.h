#pragma once
#include "render/bvh.h"

#include <cstdint>
#include <vector>

namespace vitrine::render {

/// A reference into a tree as shaders/still/tree.glsl reads it: inner nodes and triangles share one numbering of
/// records, `firstNode` and `firstLeaf` are those of the tree's first of each.
std::uint32_t treeReference(std::uint32_t child, std::uint32_t firstNode, std::uint32_t firstLeaf);

/// Appends the records of a tree's inner nodes, NODE_TEXELS each.
void appendTreeNodes(std::vector<glm::uvec4>& nodes, const Bvh& bvh, std::uint32_t firstNode, std::uint32_t firstLeaf);

} // namespace vitrine::render
