#pragma once
#include "gpu/device.h"
#include "gpu/handle.h"
#include "gpu/use.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace vitrine::gpu {

/// What may be done with an image; copying from and to it is always allowed.
enum class ImageUse : unsigned { transfer = 0, sampled = 1, storage = 2, color = 4, depth = 8 };
constexpr ImageUse operator|(ImageUse a, ImageUse b) {
    return static_cast<ImageUse>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr bool has(ImageUse set, ImageUse one) {
    return (static_cast<unsigned>(set) & static_cast<unsigned>(one)) != 0;
}

/// What a shader sees: `sampler2D` or `sampler2DArray`.
enum class ImageKind { flat, array };

struct ImageSettings {
    std::string name;
    std::uint32_t width = 1;
    std::uint32_t height = 1;
    std::uint32_t layers = 1; ///< more than one needs ImageKind::array
    std::uint32_t levels = 1; ///< of detail
    VkFormat format = VK_FORMAT_R8G8B8A8_UNORM;
    ImageUse uses = ImageUse::sampled;
    ImageKind kind = ImageKind::flat;
};

/// A two-dimensional image, or an array of them, device-local, with a view of all its layers and levels. It starts in
/// Use::none; its layout afterwards is what the last barrier said.
class Image {
  public:
    Image() = default;
    /// Throws Error when the device has not the memory, or cannot do `uses` with `format` at this size.
    Image(const Device& device, ImageSettings settings);
    /// Someone else's image, such as a swapchain's, which must outlive this; only the view is made and ended here.
    Image(const Device& device, VkImage image, ImageSettings settings);

    const ImageSettings& settings() const { return settings_; }
    VkExtent2D extent() const { return {settings_.width, settings_.height}; }
    VkImage handle() const { return handle_; }
    VkImageView view() const { return view_.get(); }
    VkImageAspectFlags aspect() const;
    explicit operator bool() const { return bool(view_); }

  private:
    void makeView(const Device& device);

    ImageSettings settings_;
    VkImage handle_ = VK_NULL_HANDLE;
    Handle<VkDeviceMemory, vkFreeMemory> memory_;
    Handle<VkImage, vkDestroyImage> image_; ///< empty when it is someone else's
    Handle<VkImageView, vkDestroyImageView> view_;
};

struct SamplerSettings {
    std::string name;
    VkFilter filter = VK_FILTER_LINEAR;
    VkSamplerMipmapMode mipmap = VK_SAMPLER_MIPMAP_MODE_NEAREST;
    VkSamplerAddressMode u = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
    VkSamplerAddressMode v = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
};

class Sampler {
  public:
    Sampler() = default;
    Sampler(const Device& device, SamplerSettings settings);
    VkSampler handle() const { return sampler_.get(); }

  private:
    Handle<VkSampler, vkDestroySampler> sampler_;
};

/// Fills all layers of all levels with tightly packed texels (level after level from the largest, in it layer after
/// layer, rows from the top; `texels` may hold the first levels only), and leaves the image in `after`. Waits.
void upload(const Device& device, const Image& image, std::span<const std::byte> texels, Use after = Use::sampled);

/// The tightly packed texels of all layers of level 0, layer after layer, of an image that is in `before` and comes
/// back to it. Waits.
std::vector<std::byte> download(const Device& device, const Image& image, Use before);

/// Bytes of one texel. Throws Error for formats that Vitrine does not use.
std::uint32_t texelSize_bytes(VkFormat format);

} // namespace vitrine::gpu
