#pragma once
#include "base/image.h"
#include "gpu/bindings.h"
#include "gpu/command_slot.h"
#include "gpu/image.h"
#include "gpu/pipeline.h"
#include "gpu/recorder.h"

#include <array>
#include <cstdint>

struct ImDrawData;

namespace vitrine::showroom {

/// What a draw command samples, as an ImTextureID: the numbers below, so that draw lists outlive a lost device.
enum class Texture : std::uintptr_t { glyphs = 1, picture = 2, swatches = 3 };

/// Draws what ImGui lists: triangles with a texture, in pixels, straight alpha over what is there. Code values go
/// through as they are.
class UiRenderer {
  public:
    /// glyphs: RGBA, the atlas of the ImGui context. target: the format that is drawn on. Throws vitrine::Error.
    UiRenderer(const gpu::Device& device, VkFormat target, const ByteImage& glyphs);

    /// Other glyphs, for a screen of another scale. Waits for the device.
    void setGlyphs(const ByteImage& glyphs);
    void setSwatches(const ByteImage& swatches);
    /// The live view's picture, in Use::sampled when it is drawn, opaque and pixel for pixel. Cheap unless it is
    /// another image than before: then it waits for the device.
    void setPicture(const gpu::Image& picture);

    /// Draws inside a rendering that was begun on the target. Room for the vertices grows when there is more to draw
    /// than ever before in this slot.
    void record(gpu::Recorder& recorder, const ImDrawData& data, std::uint32_t slot);

  private:
    struct Sheet { // a texture of our own
        gpu::Image image;
        gpu::BindingSet set;
    };
    struct Geometry { // of a frame in flight
        gpu::Buffer vertices, indices;
    };
    Sheet sheetOf(const ByteImage& pixels, const char* name) const;
    const gpu::BindingSet& setOf(void* texture) const;
    void fill(Geometry& geometry, const ImDrawData& data) const;

    const gpu::Device* device_;
    gpu::BindingLayout layout_;
    gpu::GraphicsPipeline pipeline_, picturePipeline_;
    gpu::Sampler sampler_;
    Sheet glyphs_, swatches_;
    VkImageView shown_ = VK_NULL_HANDLE;
    gpu::BindingSet picture_;
    std::array<Geometry, gpu::kFramesInFlight> geometry_;
};

} // namespace vitrine::showroom
