#include "gpu/bindings.h"

#include "gpu/result.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

namespace vitrine::gpu {
namespace {

VkDescriptorType descriptorType(BindingKind kind) {
    switch (kind) {
    case BindingKind::storageBuffer:
        return VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
    case BindingKind::uniformBuffer:
        return VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER;
    case BindingKind::texelBuffer:
        return VK_DESCRIPTOR_TYPE_UNIFORM_TEXEL_BUFFER;
    case BindingKind::sampledImage:
        return VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
    case BindingKind::storageImage:
        break;
    }
    return VK_DESCRIPTOR_TYPE_STORAGE_IMAGE;
}

BindingKind kindOf(const BindingLayout& layout, std::uint32_t slot) {
    const auto found = std::ranges::find(layout.bindings(), slot, &Binding::slot);
    assert(found != layout.bindings().end() && "the layout has no such slot");
    return found->kind;
}

void checkRange(const Device& device, const Bound::BufferRange& range, BindingKind kind) {
    const VkDeviceSize size_bytes =
        range.size_bytes == VK_WHOLE_SIZE ? range.buffer->size_bytes() - range.offset_bytes : range.size_bytes;
    const bool uniform = kind == BindingKind::uniformBuffer;
    const VkDeviceSize most_bytes =
        uniform ? device.limits().maxUniformBufferRange : device.limits().maxStorageBufferRange;
    if (size_bytes > most_bytes)
        throw Error(Error::Parts{
            .problem = fmt::format("'{}' is {} bytes long", range.buffer->name(), size_bytes),
            .remedy = fmt::format("device '{}' takes at most {} bytes of a {} buffer at once: use a smaller "
                                  "model or picture, or another device",
                                  device.info().name, most_bytes, uniform ? "uniform" : "storage")});
}

/// What vkUpdateDescriptorSets points into while it runs; one of the three is used.
struct Descriptor {
    VkDescriptorBufferInfo buffer{};
    VkDescriptorImageInfo image{};
    VkBufferView texels = VK_NULL_HANDLE;
};

Descriptor describe(const Bound& bound) {
    Descriptor descriptor;
    if (const auto* range = std::get_if<Bound::BufferRange>(&bound.resource))
        descriptor.buffer = {range->buffer->handle(), range->offset_bytes, range->size_bytes};
    else if (const auto* texels = std::get_if<const TexelBufferView*>(&bound.resource))
        descriptor.texels = (*texels)->handle();
    else if (const auto* sampled = std::get_if<Bound::Sampled>(&bound.resource))
        descriptor.image = {sampled->sampler->handle(), sampled->image->view(),
                            VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
    else
        descriptor.image = {VK_NULL_HANDLE, std::get<const Image*>(bound.resource)->view(), VK_IMAGE_LAYOUT_GENERAL};
    return descriptor;
}

[[maybe_unused]] bool suits(BindingKind kind, const Bound& bound) {
    switch (kind) {
    case BindingKind::storageBuffer:
    case BindingKind::uniformBuffer:
        return std::holds_alternative<Bound::BufferRange>(bound.resource);
    case BindingKind::texelBuffer:
        return std::holds_alternative<const TexelBufferView*>(bound.resource);
    case BindingKind::sampledImage:
        return std::holds_alternative<Bound::Sampled>(bound.resource);
    case BindingKind::storageImage:
        break;
    }
    return std::holds_alternative<const Image*>(bound.resource);
}

VkDescriptorPool makePool(const Device& device, const BindingLayout& layout) {
    std::vector<VkDescriptorPoolSize> sizes;
    for (const Binding& binding : layout.bindings()) sizes.push_back({descriptorType(binding.kind), 1});
    const VkDescriptorPoolCreateInfo info{.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO,
                                          .maxSets = 1,
                                          .poolSizeCount = static_cast<std::uint32_t>(sizes.size()),
                                          .pPoolSizes = sizes.data()};
    VkDescriptorPool pool = VK_NULL_HANDLE;
    check(vkCreateDescriptorPool(device.handle(), &info, nullptr, &pool), "make a descriptor pool");
    return pool;
}

} // namespace

BindingLayout::BindingLayout(const Device& device, std::vector<Binding> bindings) : bindings_(std::move(bindings)) {
    std::vector<VkDescriptorSetLayoutBinding> slots;
    for (const Binding& binding : bindings_)
        slots.push_back({.binding = binding.slot,
                         .descriptorType = descriptorType(binding.kind),
                         .descriptorCount = 1,
                         .stageFlags = kShaderStages});
    const VkDescriptorSetLayoutCreateInfo info{.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO,
                                               .bindingCount = static_cast<std::uint32_t>(slots.size()),
                                               .pBindings = slots.data()};
    VkDescriptorSetLayout layout = VK_NULL_HANDLE;
    check(vkCreateDescriptorSetLayout(device.handle(), &info, nullptr, &layout), "make a descriptor set layout");
    layout_ = {device.lifetime(), layout};
}

BindingSet::BindingSet(const Device& device, const BindingLayout& layout, const std::vector<Bound>& bound,
                       const std::string& name)
    : pool_(device.lifetime(), makePool(device, layout)) {
    assert(bound.size() == layout.bindings().size() && "each slot of the layout exactly once");
    const VkDescriptorSetLayout shape = layout.handle();
    const VkDescriptorSetAllocateInfo info{.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO,
                                           .descriptorPool = pool_.get(),
                                           .descriptorSetCount = 1,
                                           .pSetLayouts = &shape};
    check(vkAllocateDescriptorSets(device.handle(), &info, &set_), "make descriptor set '{}'", name);
    device.setName(VK_OBJECT_TYPE_DESCRIPTOR_SET, reinterpret_cast<std::uint64_t>(set_), name);

    std::vector<Descriptor> descriptors;
    descriptors.reserve(bound.size()); // the writes point into it
    std::vector<VkWriteDescriptorSet> writes;
    for (const Bound& one : bound) {
        const BindingKind kind = kindOf(layout, one.slot);
        assert(suits(kind, one) && "the slot takes another kind of resource");
        if (const auto* range = std::get_if<Bound::BufferRange>(&one.resource)) checkRange(device, *range, kind);
        const Descriptor& descriptor = descriptors.emplace_back(describe(one));
        writes.push_back({.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET,
                          .dstSet = set_,
                          .dstBinding = one.slot,
                          .descriptorCount = 1,
                          .descriptorType = descriptorType(kind),
                          .pImageInfo = &descriptor.image,
                          .pBufferInfo = &descriptor.buffer,
                          .pTexelBufferView = &descriptor.texels});
    }
    vkUpdateDescriptorSets(device.handle(), static_cast<std::uint32_t>(writes.size()), writes.data(), 0, nullptr);
}

} // namespace vitrine::gpu
