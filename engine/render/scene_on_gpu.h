#pragma once
#include "gpu/buffer.h"
#include "gpu/image.h"
#include "render/scene_buffers.h"

#include <array>
#include <memory>

namespace vitrine::render {

/// The geometry of a packed piece on the device: what neither camera nor light nor material changes. Read only, so
/// that a live view and a still hold it together.
///
///   const auto scene = std::make_shared<const SceneOnGpu>(device, packScene(piece, materials));
///   BindingSet set(device, layout, {{BINDING_NODES, scene->nodes()}, ...});
///   SceneDress dress(scene->outline(), scene->firstDress(), lights.size());
class SceneOnGpu {
  public:
    /// Uploads and waits for it; from any thread. Throws vitrine::Error.
    SceneOnGpu(const gpu::Device& device, const SceneBuffers& packed);

    const SceneOutline& outline() const { return outline_; }
    /// As SceneBuffers::dress, kept for those who write a dress of their own.
    const std::vector<glm::uvec4>& firstDress() const { return firstDress_; }

    const gpu::TexelBufferView& nodes() const { return nodes_.view; }
    const gpu::TexelBufferView& shading() const { return shading_.view; }
    const gpu::TexelBufferView& scene() const { return scene_.view; }
    const gpu::TexelBufferView& attributes() const { return attributes_.view; }
    /// By size class; one white texel where there is none.
    const std::array<gpu::Image, kTextureArrays>& textures() const { return textures_; }
    const gpu::Sampler& sampler() const { return sampler_; }

  private:
    struct Table {
        gpu::Buffer buffer;
        gpu::TexelBufferView view;
    };
    static Table makeTable(const gpu::Device& device, const char* name, const std::vector<glm::uvec4>& texels);

    SceneOutline outline_;
    std::vector<glm::uvec4> firstDress_;
    Table nodes_, shading_, scene_, attributes_;
    std::array<gpu::Image, kTextureArrays> textures_;
    gpu::Sampler sampler_;
};

} // namespace vitrine::render
