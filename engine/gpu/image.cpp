#include "gpu/image.h"

#include "gpu/memory.h"
#include "gpu/recorder.h"
#include "gpu/result.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

namespace vitrine::gpu {
namespace {

VkImageUsageFlags usageFlags(ImageUse uses) {
    VkImageUsageFlags flags = VK_IMAGE_USAGE_TRANSFER_SRC_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    if (has(uses, ImageUse::sampled)) flags |= VK_IMAGE_USAGE_SAMPLED_BIT;
    if (has(uses, ImageUse::storage)) flags |= VK_IMAGE_USAGE_STORAGE_BIT;
    if (has(uses, ImageUse::color)) flags |= VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
    if (has(uses, ImageUse::depth)) flags |= VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
    return flags;
}

VkImageCreateInfo createInfo(const ImageSettings& settings) {
    return {.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
            .imageType = VK_IMAGE_TYPE_2D,
            .format = settings.format,
            .extent = {settings.width, settings.height, 1},
            .mipLevels = settings.levels,
            .arrayLayers = settings.layers,
            .samples = VK_SAMPLE_COUNT_1_BIT,
            .tiling = VK_IMAGE_TILING_OPTIMAL,
            .usage = usageFlags(settings.uses),
            .sharingMode = VK_SHARING_MODE_EXCLUSIVE,
            .initialLayout = VK_IMAGE_LAYOUT_UNDEFINED};
}

void checkSupport(const Device& device, const ImageSettings& settings, const VkImageCreateInfo& info) {
    VkImageFormatProperties most{};
    const VkResult result = vkGetPhysicalDeviceImageFormatProperties(device.physical(), info.format, info.imageType,
                                                                     info.tiling, info.usage, info.flags, &most);
    if (result == VK_ERROR_FORMAT_NOT_SUPPORTED)
        throw Error(fmt::format("device '{}' cannot use image format {} as '{}' needs it", device.info().name,
                                static_cast<int>(info.format), settings.name));
    check(result, "ask about image '{}'", settings.name);
    if (info.extent.width > most.maxExtent.width || info.extent.height > most.maxExtent.height ||
        info.arrayLayers > most.maxArrayLayers || info.mipLevels > most.maxMipLevels)
        throw Error(
            {.problem = fmt::format("image '{}' would be {}x{} with {} layers", settings.name, settings.width,
                                    settings.height, settings.layers),
             .remedy = fmt::format("device '{}' makes images of at most {}x{} with {} layers", device.info().name,
                                   most.maxExtent.width, most.maxExtent.height, most.maxArrayLayers)});
}

VkDeviceSize levelSize_bytes(const ImageSettings& settings, std::uint32_t level) {
    return VkDeviceSize{std::max(settings.width >> level, 1u)} * std::max(settings.height >> level, 1u) *
           settings.layers * texelSize_bytes(settings.format);
}

} // namespace

std::uint32_t texelSize_bytes(VkFormat format) {
    switch (format) {
    case VK_FORMAT_R8_UNORM:
        return 1;
    case VK_FORMAT_R8G8_UNORM:
    case VK_FORMAT_R16_SFLOAT:
    case VK_FORMAT_D16_UNORM:
        return 2;
    case VK_FORMAT_R8G8B8A8_UNORM:
    case VK_FORMAT_R8G8B8A8_SRGB:
    case VK_FORMAT_B8G8R8A8_UNORM:
    case VK_FORMAT_B8G8R8A8_SRGB:
    case VK_FORMAT_R16G16_SFLOAT:
    case VK_FORMAT_R32_SFLOAT:
    case VK_FORMAT_R32_UINT:
    case VK_FORMAT_R32_SINT:
    case VK_FORMAT_D32_SFLOAT:
        return 4;
    case VK_FORMAT_R16G16B16A16_SFLOAT:
    case VK_FORMAT_R16G16B16A16_UNORM:
    case VK_FORMAT_R32G32_SFLOAT:
    case VK_FORMAT_R32G32_UINT:
        return 8;
    case VK_FORMAT_R32G32B32A32_SFLOAT:
    case VK_FORMAT_R32G32B32A32_UINT:
        return 16;
    default:
        throw Error(fmt::format("image format {} is not one that Vitrine uses", static_cast<int>(format)));
    }
}

Image::Image(const Device& device, ImageSettings settings) : settings_(std::move(settings)) {
    assert(settings_.layers == 1 || settings_.kind == ImageKind::array);
    const VkImageCreateInfo info = createInfo(settings_);
    checkSupport(device, settings_, info);
    VkImage image = VK_NULL_HANDLE;
    check(vkCreateImage(device.handle(), &info, nullptr, &image), "make image '{}'", settings_.name);
    image_ = {device.lifetime(), image};
    handle_ = image;
    device.setName(VK_OBJECT_TYPE_IMAGE, reinterpret_cast<std::uint64_t>(image), settings_.name);

    VkMemoryRequirements needs{};
    vkGetImageMemoryRequirements(device.handle(), image, &needs);
    const MemoryWish wish{.preferred = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT,
                          .unwanted = VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT};
    memory_ = allocate(device, needs, wish, settings_.name).memory;
    check(vkBindImageMemory(device.handle(), image, memory_.get(), 0), "place image '{}'", settings_.name);
    makeView(device);
}

Image::Image(const Device& device, VkImage image, ImageSettings settings)
    : settings_(std::move(settings)), handle_(image) {
    device.setName(VK_OBJECT_TYPE_IMAGE, reinterpret_cast<std::uint64_t>(image), settings_.name);
    makeView(device);
}

void Image::makeView(const Device& device) {
    const VkImageViewCreateInfo viewInfo{.sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO,
                                         .image = handle_,
                                         .viewType = settings_.kind == ImageKind::array ? VK_IMAGE_VIEW_TYPE_2D_ARRAY
                                                                                        : VK_IMAGE_VIEW_TYPE_2D,
                                         .format = settings_.format,
                                         .subresourceRange = {aspect(), 0, settings_.levels, 0, settings_.layers}};
    VkImageView view = VK_NULL_HANDLE;
    check(vkCreateImageView(device.handle(), &viewInfo, nullptr, &view), "view image '{}'", settings_.name);
    view_ = {device.lifetime(), view};
    device.setName(VK_OBJECT_TYPE_IMAGE_VIEW, reinterpret_cast<std::uint64_t>(view), settings_.name);
}

VkImageAspectFlags Image::aspect() const {
    return has(settings_.uses, ImageUse::depth) ? VK_IMAGE_ASPECT_DEPTH_BIT : VK_IMAGE_ASPECT_COLOR_BIT;
}

Sampler::Sampler(const Device& device, SamplerSettings settings) {
    const VkSamplerCreateInfo info{.sType = VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO,
                                   .magFilter = settings.filter,
                                   .minFilter = settings.filter,
                                   .mipmapMode = settings.mipmap,
                                   .addressModeU = settings.u,
                                   .addressModeV = settings.v,
                                   .addressModeW = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
                                   .maxLod = VK_LOD_CLAMP_NONE};
    VkSampler sampler = VK_NULL_HANDLE;
    check(vkCreateSampler(device.handle(), &info, nullptr, &sampler), "make sampler '{}'", settings.name);
    sampler_ = {device.lifetime(), sampler};
    device.setName(VK_OBJECT_TYPE_SAMPLER, reinterpret_cast<std::uint64_t>(sampler), settings.name);
}

void upload(const Device& device, const Image& image, std::span<const std::byte> texels, Use after) {
    const ImageSettings& settings = image.settings();
    Buffer staging(device, {.name = "staging for " + settings.name,
                            .size_bytes = texels.size(),
                            .uses = BufferUse::transfer,
                            .memory = Memory::upload});
    staging.write(texels);
    Recorder recorder(device, {.name = "upload of " + settings.name});
    recorder.barrier(image, Use::none, Use::transferWrite);
    VkDeviceSize offset_bytes = 0;
    for (std::uint32_t level = 0; level < settings.levels && offset_bytes < texels.size(); ++level) {
        recorder.copy(staging, image, level, offset_bytes);
        offset_bytes += levelSize_bytes(settings, level);
    }
    assert(offset_bytes == texels.size() && "whole levels");
    recorder.barrier(image, Use::transferWrite, after);
    std::move(recorder).submit().wait();
}

std::vector<std::byte> download(const Device& device, const Image& image, Use before) {
    std::vector<std::byte> texels(levelSize_bytes(image.settings(), 0));
    const Buffer staging(device, {.name = "staging for " + image.settings().name,
                                  .size_bytes = texels.size(),
                                  .uses = BufferUse::transfer,
                                  .memory = Memory::readback});
    Recorder recorder(device, {.name = "download of " + image.settings().name});
    recorder.barrier(image, before, Use::transferRead);
    recorder.copy(image, staging);
    recorder.barrier(image, Use::transferRead, before);
    recorder.barrier({Use::transferWrite}, {Use::hostRead});
    std::move(recorder).submit().wait();
    staging.read(texels);
    return texels;
}

} // namespace vitrine::gpu
