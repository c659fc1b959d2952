#include "gpu/recorder.h"

#include <algorithm>
#include <cassert>

namespace vitrine::gpu {
namespace {

VkBufferImageCopy levelCopy(const Image& image, std::uint32_t level, VkDeviceSize offset_bytes) {
    const ImageSettings& settings = image.settings();
    return {.bufferOffset = offset_bytes,
            .imageSubresource = {image.aspect(), level, 0, settings.layers},
            .imageExtent = {std::max(settings.width >> level, 1u), std::max(settings.height >> level, 1u), 1}};
}

} // namespace

Recorder::Recorder(const Device& device, const RecorderSettings& settings)
    : device_(&device), timer_(settings.timer), own_(device, settings.name) {
    begin(settings);
}

Recorder::Recorder(const Device& device, CommandSlot& slot, const RecorderSettings& settings)
    : device_(&device), timer_(settings.timer), shared_(&slot) {
    begin(settings);
}

void Recorder::begin(const RecorderSettings& settings) {
    slot().begin(settings.name);
    commands_ = slot().commands_;
    if (timer_) timer_->reset(commands_);
}

Recorder::Pass Recorder::pass(const Label& label) {
    if (device_->debugLabels().begin) {
        const VkDebugUtilsLabelEXT info{.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_LABEL_EXT, .pLabelName = label.c_str()};
        device_->debugLabels().begin(commands_, &info);
    }
    return {*this, timer_ ? timer_->begin(commands_, label) : GpuTimer::kNotTimed};
}

void Recorder::endPass(std::uint32_t timed) {
    --openPasses_;
    if (timer_) timer_->end(commands_, timed);
    if (device_->debugLabels().end) device_->debugLabels().end(commands_);
}

void Recorder::barrier(Uses before, Uses after) {
    const UseScope from = scopeOf(before);
    const UseScope to = scopeOf(after);
    const VkMemoryBarrier2 memory{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2,
                                  .srcStageMask = from.stages,
                                  .srcAccessMask = from.access,
                                  .dstStageMask = to.stages,
                                  .dstAccessMask = to.access};
    const VkDependencyInfo info{
        .sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO, .memoryBarrierCount = 1, .pMemoryBarriers = &memory};
    vkCmdPipelineBarrier2(commands_, &info);
}

void Recorder::barrier(const Image& image, Use before, Use after) {
    assert(before != Use::anything && after != Use::anything && after != Use::none);
    const UseState& from = stateOf(before);
    const UseState& to = stateOf(after);
    const VkImageMemoryBarrier2 change{
        .sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2,
        .srcStageMask = from.stages,
        .srcAccessMask = from.access,
        .dstStageMask = to.stages,
        .dstAccessMask = to.access,
        .oldLayout = from.layout,
        .newLayout = to.layout,
        .srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
        .dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
        .image = image.handle(),
        .subresourceRange = {image.aspect(), 0, VK_REMAINING_MIP_LEVELS, 0, VK_REMAINING_ARRAY_LAYERS}};
    const VkDependencyInfo info{
        .sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO, .imageMemoryBarrierCount = 1, .pImageMemoryBarriers = &change};
    vkCmdPipelineBarrier2(commands_, &info);
}

void Recorder::bind(VkPipelineBindPoint point, VkPipeline pipeline, const PipelineLayout& layout,
                    std::span<const BindingSet* const> sets) {
    InlineList<VkDescriptorSet, kMostSets> handles;
    for (const BindingSet* set : sets) handles.push_back(set->handle());
    // Sets that are bound already stay: lavapipe makes every texel buffer's view anew at each binding, and keeps it.
    const bool stays = bound_ && boundPoint_ == point && boundSets_ == handles && bound_->compatibleWith(layout);
    bound_ = &layout;
    boundPoint_ = point;
    boundSets_ = handles;
    vkCmdBindPipeline(commands_, point, pipeline);
    if (!handles.empty() && !stays)
        vkCmdBindDescriptorSets(commands_, point, layout.handle(), 0, static_cast<std::uint32_t>(handles.size()),
                                handles.data(), 0, nullptr);
}

void Recorder::bind(const ComputePipeline& pipeline, std::span<const BindingSet* const> sets) {
    bind(VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.handle(), pipeline.layout(), sets);
}

void Recorder::bind(const ComputePipeline& pipeline, const BindingSet& set) {
    const BindingSet* const one = &set;
    bind(pipeline, std::span(&one, 1));
}

void Recorder::bind(const GraphicsPipeline& pipeline, std::span<const BindingSet* const> sets) {
    bind(VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.handle(), pipeline.layout(), sets);
}

void Recorder::bind(const GraphicsPipeline& pipeline, const BindingSet& set) {
    const BindingSet* const one = &set;
    bind(pipeline, std::span(&one, 1));
}

void Recorder::push(std::span<const std::byte> bytes) {
    assert(bound_ && bytes.size() <= bound_->push_bytes());
    vkCmdPushConstants(commands_, bound_->handle(), kShaderStages, 0, static_cast<std::uint32_t>(bytes.size()),
                       bytes.data());
}

void Recorder::dispatch(std::uint32_t groupsX, std::uint32_t groupsY, std::uint32_t groupsZ) {
    vkCmdDispatch(commands_, groupsX, groupsY, groupsZ);
}

void Recorder::dispatchIndirect(const Buffer& buffer, VkDeviceSize offset_bytes) {
    vkCmdDispatchIndirect(commands_, buffer.handle(), offset_bytes);
}

void Recorder::fill(const Buffer& buffer, std::uint32_t word, VkDeviceSize offset_bytes, VkDeviceSize size_bytes) {
    vkCmdFillBuffer(commands_, buffer.handle(), offset_bytes, size_bytes, word);
}

void Recorder::update(const Buffer& buffer, std::span<const std::byte> bytes, VkDeviceSize offset_bytes) {
    constexpr std::size_t most_bytes = 65536; // that one command takes
    for (std::size_t at = 0; at < bytes.size(); at += most_bytes) {
        const auto part = bytes.subspan(at, std::min(most_bytes, bytes.size() - at));
        vkCmdUpdateBuffer(commands_, buffer.handle(), offset_bytes + at, part.size(), part.data());
    }
}

void Recorder::copy(const Buffer& from, const Buffer& to, CopyRange range) {
    const VkDeviceSize size_bytes = range.size_bytes == VK_WHOLE_SIZE ? std::min(from.size_bytes() - range.from_bytes,
                                                                                 to.size_bytes() - range.to_bytes)
                                                                      : range.size_bytes;
    if (size_bytes == 0) return; // which Vulkan does not allow
    const VkBufferCopy region{.srcOffset = range.from_bytes, .dstOffset = range.to_bytes, .size = size_bytes};
    vkCmdCopyBuffer(commands_, from.handle(), to.handle(), 1, &region);
}

void Recorder::copy(const Buffer& from, const Image& to, std::uint32_t level, VkDeviceSize from_bytes) {
    const VkBufferImageCopy region = levelCopy(to, level, from_bytes);
    vkCmdCopyBufferToImage(commands_, from.handle(), to.handle(), stateOf(Use::transferWrite).layout, 1, &region);
}

void Recorder::copy(const Image& from, const Buffer& to, std::uint32_t level, VkDeviceSize to_bytes) {
    const VkBufferImageCopy region = levelCopy(from, level, to_bytes);
    vkCmdCopyImageToBuffer(commands_, from.handle(), stateOf(Use::transferRead).layout, to.handle(), 1, &region);
}

void Recorder::copy(const Image& from, const Image& to) {
    assert(from.settings().layers == to.settings().layers);
    const VkExtent2D size = from.extent();
    const VkImageCopy region{.srcSubresource = {from.aspect(), 0, 0, from.settings().layers},
                             .dstSubresource = {to.aspect(), 0, 0, to.settings().layers},
                             .extent = {size.width, size.height, 1}};
    vkCmdCopyImage(commands_, from.handle(), stateOf(Use::transferRead).layout, to.handle(),
                   stateOf(Use::transferWrite).layout, 1, &region);
}

void Recorder::clear(const Image& image, const std::array<float, 4>& color) {
    VkClearColorValue value{};
    std::ranges::copy(color, value.float32);
    const VkImageSubresourceRange all{image.aspect(), 0, VK_REMAINING_MIP_LEVELS, 0, VK_REMAINING_ARRAY_LAYERS};
    vkCmdClearColorImage(commands_, image.handle(), stateOf(Use::transferWrite).layout, &value, 1, &all);
}

Submission Recorder::submit(const Semaphores& semaphores) && {
    assert(openPasses_ == 0 && "a pass outlives its recording");
    slot().start(semaphores);
    return shared_ ? Submission(shared_) : Submission(std::move(own_));
}

void Recorder::start(const Semaphores& semaphores) && {
    assert(openPasses_ == 0 && "a pass outlives its recording");
    assert(shared_ && "nobody would wait for it");
    shared_->start(semaphores);
}

} // namespace vitrine::gpu
