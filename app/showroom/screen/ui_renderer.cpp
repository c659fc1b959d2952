#include "screen/ui_renderer.h"

#include "spirv/showroom_picture_frag.h"
#include "spirv/showroom_ui_frag.h"
#include "spirv/showroom_ui_vert.h"

#include <algorithm>
#include <cmath>
#include <imgui.h>

namespace vitrine::showroom {
namespace {

struct Push {
    float scale[2], offset[2];
};

constexpr VkDeviceSize kLeastBuffer_bytes = 256 << 10; // what the panel needs with room to spare

gpu::GraphicsSettings pipelineSettings(const gpu::BindingLayout& layout, VkFormat target, gpu::ShaderCode fragment,
                                       gpu::Blend blend) {
    static_assert(sizeof(ImDrawVert) == 20 && sizeof(ImDrawIdx) == 2);
    return {.name = "interface",
            .vertex = spirv::showroom_ui_vert,
            .fragment = fragment,
            .sets = {&layout},
            .push_bytes = sizeof(Push),
            .vertexStride_bytes = sizeof(ImDrawVert),
            .attributes = {{0, VK_FORMAT_R32G32_SFLOAT, offsetof(ImDrawVert, pos)},
                           {1, VK_FORMAT_R32G32_SFLOAT, offsetof(ImDrawVert, uv)},
                           {2, VK_FORMAT_R8G8B8A8_UNORM, offsetof(ImDrawVert, col)}},
            .colorFormats = {target},
            .blend = blend};
}

void ensure(const gpu::Device& device, gpu::Buffer& buffer, const char* name, gpu::BufferUse use, VkDeviceSize needed) {
    if (buffer && buffer.size_bytes() >= needed) return;
    const VkDeviceSize size = std::max(kLeastBuffer_bytes, needed + needed / 2);
    buffer = gpu::Buffer(device, {.name = name, .size_bytes = size, .uses = use, .memory = gpu::Memory::upload});
}

// The clip rectangle of a command in pixels of the target.
VkRect2D clipOf(const ImDrawCmd& command, const ImDrawData& data, ImVec2 extent) {
    const auto within = [](float value, float most) { return std::clamp(value, 0.0f, most); };
    const float left = within(std::floor(command.ClipRect.x - data.DisplayPos.x), extent.x);
    const float top = within(std::floor(command.ClipRect.y - data.DisplayPos.y), extent.y);
    const float right = within(std::ceil(command.ClipRect.z - data.DisplayPos.x), extent.x);
    const float bottom = within(std::ceil(command.ClipRect.w - data.DisplayPos.y), extent.y);
    return {.offset = {static_cast<std::int32_t>(left), static_cast<std::int32_t>(top)},
            .extent = {static_cast<std::uint32_t>(std::max(right - left, 0.0f)),
                       static_cast<std::uint32_t>(std::max(bottom - top, 0.0f))}};
}

} // namespace

UiRenderer::UiRenderer(const gpu::Device& device, VkFormat target, const ByteImage& glyphs)
    : device_(&device), layout_(device, {{0, gpu::BindingKind::sampledImage}}),
      pipeline_(device, pipelineSettings(layout_, target, spirv::showroom_ui_frag, gpu::Blend::straightOver)),
      picturePipeline_(device, pipelineSettings(layout_, target, spirv::showroom_picture_frag, gpu::Blend::replace)),
      sampler_(device, {.name = "interface"}), glyphs_(sheetOf(glyphs, "glyphs")),
      swatches_(sheetOf(ByteImage(1, 1, 4), "swatches")) {
    for (Geometry& geometry : geometry_) {
        ensure(device, geometry.vertices, "interface vertices", gpu::BufferUse::vertex, 0);
        ensure(device, geometry.indices, "interface indices", gpu::BufferUse::index, 0);
    }
}

UiRenderer::Sheet UiRenderer::sheetOf(const ByteImage& pixels, const char* name) const {
    Sheet sheet;
    sheet.image = gpu::Image(*device_, {.name = name,
                                        .width = static_cast<std::uint32_t>(pixels.width),
                                        .height = static_cast<std::uint32_t>(pixels.height),
                                        .format = VK_FORMAT_R8G8B8A8_UNORM});
    gpu::upload(*device_, sheet.image, std::as_bytes(std::span(pixels.data)));
    sheet.set = gpu::BindingSet(*device_, layout_, {{0, sheet.image, sampler_}}, name);
    return sheet;
}

void UiRenderer::setGlyphs(const ByteImage& glyphs) {
    device_->waitIdle();
    glyphs_ = sheetOf(glyphs, "glyphs");
}

void UiRenderer::setSwatches(const ByteImage& swatches) {
    device_->waitIdle();
    swatches_ = sheetOf(swatches, "swatches");
}

void UiRenderer::setPicture(const gpu::Image& picture) {
    if (picture.view() == shown_) return;
    device_->waitIdle();
    picture_ = gpu::BindingSet(*device_, layout_, {{0, picture, sampler_}}, "picture");
    shown_ = picture.view();
}

const gpu::BindingSet& UiRenderer::setOf(void* texture) const {
    switch (static_cast<Texture>(reinterpret_cast<std::uintptr_t>(texture))) {
    case Texture::picture:
        return picture_;
    case Texture::swatches:
        return swatches_.set;
    case Texture::glyphs:
        break;
    }
    return glyphs_.set;
}

void UiRenderer::fill(Geometry& geometry, const ImDrawData& data) const {
    ensure(*device_, geometry.vertices, "interface vertices", gpu::BufferUse::vertex,
           static_cast<VkDeviceSize>(data.TotalVtxCount) * sizeof(ImDrawVert));
    ensure(*device_, geometry.indices, "interface indices", gpu::BufferUse::index,
           static_cast<VkDeviceSize>(data.TotalIdxCount) * sizeof(ImDrawIdx));
    VkDeviceSize vertex_bytes = 0, index_bytes = 0;
    for (const ImDrawList* list : std::span(data.CmdLists, static_cast<std::size_t>(data.CmdListsCount))) {
        const auto vertices =
            std::as_bytes(std::span(list->VtxBuffer.Data, static_cast<std::size_t>(list->VtxBuffer.Size)));
        const auto indices =
            std::as_bytes(std::span(list->IdxBuffer.Data, static_cast<std::size_t>(list->IdxBuffer.Size)));
        geometry.vertices.write(vertices, vertex_bytes);
        geometry.indices.write(indices, index_bytes);
        vertex_bytes += vertices.size();
        index_bytes += indices.size();
    }
}

void UiRenderer::record(gpu::Recorder& recorder, const ImDrawData& data, std::uint32_t slot) {
    if (data.TotalVtxCount == 0 || data.DisplaySize.x <= 0.0f || data.DisplaySize.y <= 0.0f) return;
    Geometry& geometry = geometry_[slot];
    fill(geometry, data);
    const Push push{
        {2.0f / data.DisplaySize.x, 2.0f / data.DisplaySize.y},
        {-1.0f - data.DisplayPos.x * 2.0f / data.DisplaySize.x, -1.0f - data.DisplayPos.y * 2.0f / data.DisplaySize.y}};
    const gpu::BindingSet* bound = nullptr;
    std::uint32_t firstIndex = 0;
    std::int32_t firstVertex = 0;
    for (const ImDrawList* list : std::span(data.CmdLists, static_cast<std::size_t>(data.CmdListsCount))) {
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const VkRect2D clip = clipOf(command, data, data.DisplaySize);
            const gpu::BindingSet& set = setOf(command.TextureId);
            if (clip.extent.width == 0 || clip.extent.height == 0 || command.ElemCount == 0 || !set.handle()) continue;
            if (&set != bound) {
                recorder.bind(&set == &picture_ ? picturePipeline_ : pipeline_, set);
                recorder.push(push);
                if (bound == nullptr) {
                    recorder.bindVertices(geometry.vertices);
                    recorder.bindIndices(geometry.indices, VK_INDEX_TYPE_UINT16);
                }
                bound = &set;
            }
            recorder.scissor(clip);
            recorder.drawIndexed(command.ElemCount, 1, firstIndex + command.IdxOffset,
                                 firstVertex + static_cast<std::int32_t>(command.VtxOffset));
        }
        firstIndex += static_cast<std::uint32_t>(list->IdxBuffer.Size);
        firstVertex += list->VtxBuffer.Size;
    }
}

} // namespace vitrine::showroom
