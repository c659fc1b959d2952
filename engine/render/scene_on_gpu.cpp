#include "render/scene_on_gpu.h"

#include <algorithm>

namespace vitrine::render {
namespace {

gpu::Image textureArray(const gpu::Device& device, const char* name, const TextureArray& array) {
    static const std::vector<std::uint8_t> white(4, 255);
    const auto atLeastOne = [](int n) { return static_cast<std::uint32_t>(std::max(n, 1)); };
    gpu::Image image(device, {.name = name,
                              .width = atLeastOne(array.width),
                              .height = atLeastOne(array.height),
                              .layers = atLeastOne(array.layers),
                              .kind = gpu::ImageKind::array});
    gpu::upload(device, image, std::as_bytes(std::span(array.layers > 0 ? array.texels : white)));
    return image;
}

} // namespace

SceneOnGpu::SceneOnGpu(const gpu::Device& device, const SceneBuffers& packed)
    : outline_(packed), firstDress_(packed.dress), nodes_(makeTable(device, "nodes", packed.nodes)),
      shading_(makeTable(device, "shading", packed.shading)), scene_(makeTable(device, "scene", packed.scene)),
      attributes_(makeTable(device, "attributes", packed.attributes)),
      textures_{textureArray(device, "small textures", packed.textures.arrays[0]),
                textureArray(device, "medium textures", packed.textures.arrays[1]),
                textureArray(device, "large textures", packed.textures.arrays[2])},
      sampler_(device, {.name = "textures", .filter = VK_FILTER_NEAREST}) {}

SceneOnGpu::Table SceneOnGpu::makeTable(const gpu::Device& device, const char* name,
                                        const std::vector<glm::uvec4>& texels) {
    static const std::vector<glm::uvec4> none(1); // a view shows at least one texel
    Table table;
    table.buffer = gpu::upload(device, {.name = name, .uses = gpu::BufferUse::texel}, texels.empty() ? none : texels);
    table.view = gpu::TexelBufferView(device, table.buffer, VK_FORMAT_R32G32B32A32_UINT);
    return table;
}

} // namespace vitrine::render
