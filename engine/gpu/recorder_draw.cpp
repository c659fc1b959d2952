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

} // namespace

void Recorder::beginRendering(const RenderingSettings& settings) {
    assert(!settings.colors.empty() || settings.depth);
    std::vector<VkRenderingAttachmentInfo> colors;
    for (const ColorTarget& target : settings.colors) {
        auto& color = colors.emplace_back(attachment(*target.image, Use::colorAttachment, target.clear.has_value()));
        if (target.clear) std::ranges::copy(*target.clear, color.clearValue.color.float32);
    }
    VkRenderingAttachmentInfo depth{};
    if (settings.depth) {
        depth = attachment(*settings.depth->image, Use::depthAttachment, settings.depth->clear.has_value());
        depth.clearValue.depthStencil.depth = settings.depth->clear.value_or(1.0f);
    }
    const VkExtent2D extent =
        settings.colors.empty() ? settings.depth->image->extent() : settings.colors[0].image->extent();
    const VkRenderingInfo info{.sType = VK_STRUCTURE_TYPE_RENDERING_INFO,
                               .renderArea = {.extent = extent},
                               .layerCount = 1,
                               .colorAttachmentCount = static_cast<std::uint32_t>(colors.size()),
                               .pColorAttachments = colors.data(),
                               .pDepthAttachment = settings.depth ? &depth : nullptr};
    vkCmdBeginRendering(commands_, &info);
    const VkViewport viewport{
        .width = static_cast<float>(extent.width), .height = static_cast<float>(extent.height), .maxDepth = 1.0f};
    const VkRect2D scissor{.extent = extent};
    vkCmdSetViewport(commands_, 0, 1, &viewport);
    vkCmdSetScissor(commands_, 0, 1, &scissor);
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
