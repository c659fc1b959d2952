// The drawing half of Recorder: dynamic rendering.
#include "gpu/recorder.h"

#include <algorithm>
#include <cassert>

namespace vitrine::gpu {
namespace {

VkRenderingAttachmentInfo attachment(const Image& image, Use use, bool cleared) {
    return {.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO,
            .imageView = image.view(),
            .imageLayout = stateOf(use).layout,
            .loadOp = cleared ? VK_ATTACHMENT_LOAD_OP_CLEAR : VK_ATTACHMENT_LOAD_OP_LOAD,
            .storeOp = VK_ATTACHMENT_STORE_OP_STORE};
}

VkRenderingAttachmentInfo attachment(const ColorTarget& target) {
    auto color = attachment(*target.image, Use::colorAttachment, target.clear || target.clearInteger);
    if (target.clear) std::ranges::copy(*target.clear, color.clearValue.color.float32);
    if (target.clearInteger) std::ranges::copy(*target.clearInteger, color.clearValue.color.uint32);
    return color;
}

VkRenderingAttachmentInfo attachment(const DepthTarget& target) {
    auto depth = attachment(*target.image, Use::depthAttachment, target.clear.has_value());
    depth.clearValue.depthStencil.depth = target.clear.value_or(1.0f);
    return depth;
}

VkRect2D wholeOf(const RenderingSettings& settings) {
    return {.extent = settings.colors.empty() ? settings.depth->image->extent() : settings.colors[0].image->extent()};
}

} // namespace

void Recorder::beginRendering(const RenderingSettings& settings) {
    assert(!settings.colors.empty() || settings.depth);
    InlineList<VkRenderingAttachmentInfo, kMostColorTargets> colors;
    for (const ColorTarget& target : settings.colors) colors.push_back(attachment(target));
    const auto depth = settings.depth ? attachment(*settings.depth) : VkRenderingAttachmentInfo{};
    const VkRect2D area = settings.area.value_or(wholeOf(settings));
    const VkRenderingInfo info{.sType = VK_STRUCTURE_TYPE_RENDERING_INFO,
                               .renderArea = area,
                               .layerCount = 1,
                               .colorAttachmentCount = static_cast<std::uint32_t>(colors.size()),
                               .pColorAttachments = colors.data(),
                               .pDepthAttachment = settings.depth ? &depth : nullptr};
    vkCmdBeginRendering(commands_, &info);
    viewport(area);
    scissor(area);
}

void Recorder::viewport(const VkRect2D& area) {
    const VkViewport viewport{.x = static_cast<float>(area.offset.x),
                              .y = static_cast<float>(area.offset.y),
                              .width = static_cast<float>(area.extent.width),
                              .height = static_cast<float>(area.extent.height),
                              .maxDepth = 1.0f};
    vkCmdSetViewport(commands_, 0, 1, &viewport);
}

void Recorder::scissor(const VkRect2D& area) {
    vkCmdSetScissor(commands_, 0, 1, &area);
}

void Recorder::endRendering() {
    vkCmdEndRendering(commands_);
}

void Recorder::bindVertices(const Buffer& buffer, VkDeviceSize offset_bytes) {
    const VkBuffer handle = buffer.handle();
    vkCmdBindVertexBuffers(commands_, 0, 1, &handle, &offset_bytes);
}

void Recorder::bindIndices(const Buffer& buffer, VkIndexType type, VkDeviceSize offset_bytes) {
    vkCmdBindIndexBuffer(commands_, buffer.handle(), offset_bytes, type);
}

void Recorder::draw(std::uint32_t vertices, std::uint32_t instances, std::uint32_t firstVertex,
                    std::uint32_t firstInstance) {
    vkCmdDraw(commands_, vertices, instances, firstVertex, firstInstance);
}

void Recorder::drawIndexed(std::uint32_t indices, std::uint32_t instances, std::uint32_t firstIndex,
                           std::int32_t vertexOffset, std::uint32_t firstInstance) {
    vkCmdDrawIndexed(commands_, indices, instances, firstIndex, vertexOffset, firstInstance);
}

} // namespace vitrine::gpu
