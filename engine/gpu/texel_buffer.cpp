#include "gpu/buffer.h"
#include "gpu/image.h"
#include "gpu/result.h"

#include <cassert>
#include <fmt/format.h>

namespace vitrine::gpu {

TexelBufferView::TexelBufferView(const Device& device, const Buffer& buffer, VkFormat format, Range range) {
    const VkDeviceSize texel_bytes = texelSize_bytes(format);
    const VkDeviceSize size_bytes =
        range.size_bytes == VK_WHOLE_SIZE ? buffer.size_bytes() - range.offset_bytes : range.size_bytes;
    const VkDeviceSize texels = size_bytes / texel_bytes; // what is left over of a last texel is out of reach
    assert(range.offset_bytes + size_bytes <= buffer.size_bytes());
    assert(range.offset_bytes % device.limits().minTexelBufferOffsetAlignment == 0);
    if (texels > device.limits().maxTexelBufferElements)
        throw Error(Error::Parts{
            .problem = fmt::format("'{}' holds {} records of {} bytes", buffer.name(), texels, texel_bytes),
            .remedy = fmt::format("device '{}' reads at most {} through a texel buffer: use a smaller model "
                                  "or another device",
                                  device.info().name, device.limits().maxTexelBufferElements)});
    VkFormatProperties properties{};
    vkGetPhysicalDeviceFormatProperties(device.physical(), format, &properties);
    if (!(properties.bufferFeatures & VK_FORMAT_FEATURE_UNIFORM_TEXEL_BUFFER_BIT))
        throw Error(fmt::format("device '{}' does not read format {} through texel buffers, which '{}' needs",
                                device.info().name, static_cast<int>(format), buffer.name()));

    const VkBufferViewCreateInfo info{.sType = VK_STRUCTURE_TYPE_BUFFER_VIEW_CREATE_INFO,
                                      .buffer = buffer.handle(),
                                      .format = format,
                                      .offset = range.offset_bytes,
                                      .range = texels * texel_bytes};
    VkBufferView view = VK_NULL_HANDLE;
    check(vkCreateBufferView(device.handle(), &info, nullptr, &view), "view buffer '{}' as texels", buffer.name());
    view_ = {device.lifetime(), view};
    device.setName(VK_OBJECT_TYPE_BUFFER_VIEW, reinterpret_cast<std::uint64_t>(view), buffer.name() + " as texels");
}

} // namespace vitrine::gpu
