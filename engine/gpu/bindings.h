#pragma once
#include "gpu/buffer.h"
#include "gpu/handle.h"
#include "gpu/image.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <variant>
#include <vector>

namespace vitrine::gpu {

/// Descriptors and push constants are visible to all of them.
inline constexpr VkShaderStageFlags kShaderStages =
    VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT | VK_SHADER_STAGE_COMPUTE_BIT;

enum class BindingKind { storageBuffer, uniformBuffer, texelBuffer, sampledImage, storageImage };

/// One line of a shader's interface: `layout(set = 0, binding = slot)`.
struct Binding {
    std::uint32_t slot = 0;
    BindingKind kind = BindingKind::storageBuffer;
    bool operator==(const Binding&) const = default;
};

/// The shape of a set: which slots there are and what goes into them, visible to every stage.
class BindingLayout {
  public:
    BindingLayout() = default;
    BindingLayout(const Device& device, std::vector<Binding> bindings);

    const std::vector<Binding>& bindings() const { return bindings_; }
    VkDescriptorSetLayout handle() const { return layout_.get(); }

  private:
    std::vector<Binding> bindings_;
    Handle<VkDescriptorSetLayout, vkDestroyDescriptorSetLayout> layout_;
};

/// What goes into one slot. Which kind of descriptor it becomes is the layout's business.
///   {0, rays}, {1, constants}, {2, nodesTexels}, {3, environment, bilinear}, {4, picture}
struct Bound {
    struct BufferRange {
        const Buffer* buffer;
        VkDeviceSize offset_bytes;
        VkDeviceSize size_bytes;
    };
    struct Sampled {
        const Image* image;
        const Sampler* sampler;
    };

    Bound(std::uint32_t slot_, const Buffer& buffer, VkDeviceSize offset_bytes = 0,
          VkDeviceSize size_bytes = VK_WHOLE_SIZE)
        : slot(slot_), resource(BufferRange{&buffer, offset_bytes, size_bytes}) {}
    Bound(std::uint32_t slot_, const TexelBufferView& view) : slot(slot_), resource(&view) {}
    Bound(std::uint32_t slot_, const Image& image, const Sampler& sampler)
        : slot(slot_), resource(Sampled{&image, &sampler}) {}
    Bound(std::uint32_t slot_, const Image& image) : slot(slot_), resource(&image) {} ///< as a storage image

    std::uint32_t slot;
    std::variant<BufferRange, const TexelBufferView*, Sampled, const Image*> resource;
};

/// The resources of one draw or dispatch, written once. The resources must outlive it.
class BindingSet {
  public:
    BindingSet() = default;
    /// Each slot of the layout exactly once. Throws Error when a uniform or storage buffer is beyond the device's
    /// limit.
    BindingSet(const Device& device, const BindingLayout& layout, const std::vector<Bound>& bound,
               const std::string& name = {});

    VkDescriptorSet handle() const { return set_; }

  private:
    Handle<VkDescriptorPool, vkDestroyDescriptorPool> pool_;
    VkDescriptorSet set_ = VK_NULL_HANDLE;
};

} // namespace vitrine::gpu
