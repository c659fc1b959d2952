#include "../gpu_fixture.h"
#include "gpu/recorder.h"
#include "spirv/triangle_frag.h"
#include "spirv/triangle_vert.h"

#include <array>
#include <cmath>
#include <cstring>

namespace vitrine::gpu {
namespace {

using Pixel = std::array<std::uint8_t, 4>;
using Color = std::array<float, 4>;

constexpr std::uint32_t kSize = 64;
constexpr Color kGold = {1.0f, 0.8f, 0.2f, 1.0f};
constexpr Pixel kGold8 = {255, 204, 51, 255};
constexpr Color kGround = {0.0f, 0.2f, 0.4f, 1.0f};
constexpr Pixel kGround8 = {0, 51, 102, 255};

Image target(const Device& device, std::string name, VkFormat format, ImageUse uses) {
    return {device, {.name = std::move(name), .width = kSize, .height = kSize, .format = format, .uses = uses}};
}

Pixel pixel(const std::vector<std::byte>& texels, std::uint32_t x, std::uint32_t y) {
    Pixel value{};
    std::memcpy(value.data(), &texels[(y * kSize + x) * sizeof(Pixel)], sizeof(Pixel));
    return value;
}

/// How far a pixel's centre lies inside the triangle (0,-1), (1,1), (-1,1), in pixels along x; negative outside.
double insideBy(std::uint32_t x, std::uint32_t y) {
    const double fromTop = (y + 0.5) / kSize; // 0 at the apex, 1 at the base
    return 0.5 * kSize * fromTop - std::abs(x + 0.5 - 0.5 * kSize);
}

class Triangle : public GpuTest {
  protected:
    GraphicsPipeline pipeline(VkFormat depthFormat = VK_FORMAT_UNDEFINED, Blend blend = Blend::replace) const {
        return {device(),
                {.name = "triangle",
                 .vertex = spirv::triangle_vert,
                 .fragment = spirv::triangle_frag,
                 .push_bytes = sizeof(Color),
                 .colorFormats = {VK_FORMAT_R8G8B8A8_UNORM},
                 .blend = blend,
                 .depthFormat = depthFormat}};
    }
};

TEST_F(Triangle, CoversThePixelsWhoseCentreItHoldsAndNoOthers) {
    const auto picture = target(device(), "picture", VK_FORMAT_R8G8B8A8_UNORM, ImageUse::color);
    const auto triangle = pipeline();

    Recorder recorder(device(), {.name = "triangle"});
    recorder.barrier(picture, Use::none, Use::colorAttachment);
    recorder.beginRendering({.colors = {{.image = &picture, .clear = kGround}}});
    recorder.bind(triangle);
    recorder.push(kGold);
    recorder.draw(3);
    recorder.endRendering();
    std::move(recorder).submit().wait();

    const auto texels = download(device(), picture, Use::colorAttachment);
    for (std::uint32_t y = 0; y < kSize; ++y)
        for (std::uint32_t x = 0; x < kSize; ++x) {
            const double inside = insideBy(x, y);
            if (std::abs(inside) < 0.01) continue; // on the edge, where the fill rule decides
            ASSERT_EQ(pixel(texels, x, y), inside > 0 ? kGold8 : kGround8) << x << ", " << y;
        }
}

TEST_F(Triangle, IsHiddenByNearerDepthAndLeavesWhatWasDrawnBefore) {
    const auto picture = target(device(), "picture", VK_FORMAT_R8G8B8A8_UNORM, ImageUse::color);
    const auto depth = target(device(), "depth", VK_FORMAT_D32_SFLOAT, ImageUse::depth);
    const auto triangle = pipeline(VK_FORMAT_D32_SFLOAT);

    const auto drawBehind = [&](float nearest, std::optional<Color> clear) { // the triangle lies at depth 0.5
        Recorder recorder(device());
        recorder.barrier(picture, clear ? Use::none : Use::colorAttachment, Use::colorAttachment);
        recorder.barrier(depth, Use::none, Use::depthAttachment);
        recorder.beginRendering(
            {.colors = {{.image = &picture, .clear = clear}}, .depth = DepthTarget{.image = &depth, .clear = nearest}});
        recorder.bind(triangle);
        recorder.push(kGold);
        recorder.draw(3);
        recorder.endRendering();
        std::move(recorder).submit().wait();
        return pixel(download(device(), picture, Use::colorAttachment), kSize / 2, kSize / 2);
    };
    EXPECT_EQ(drawBehind(0.25f, kGround), kGround8);
    EXPECT_EQ(drawBehind(0.75f, std::nullopt), kGold8);
    EXPECT_EQ(drawBehind(0.25f, std::nullopt), kGold8);
}

TEST_F(Triangle, BlendsPremultipliedColourOverTheGround) {
    const auto picture = target(device(), "picture", VK_FORMAT_R8G8B8A8_UNORM, ImageUse::color);
    const auto triangle = pipeline(VK_FORMAT_UNDEFINED, Blend::premultipliedOver);
    Recorder recorder(device());
    recorder.barrier(picture, Use::none, Use::colorAttachment);
    recorder.beginRendering({.colors = {{.image = &picture, .clear = Color{0.0f, 0.4f, 0.8f, 1.0f}}}});
    recorder.bind(triangle);
    recorder.push(Color{0.4f, 0.0f, 0.0f, 0.5f});
    recorder.draw(3);
    recorder.endRendering();
    std::move(recorder).submit().wait();
    const Pixel centre = pixel(download(device(), picture, Use::colorAttachment), kSize / 2, kSize / 2);
    const Pixel expected = {102, 51, 102, 255}; // source + (1 - 0.5) x ground
    for (std::size_t channel = 0; channel < 4; ++channel) EXPECT_NEAR(centre[channel], expected[channel], 1);
}

} // namespace
} // namespace vitrine::gpu
