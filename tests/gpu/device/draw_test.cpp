#include "../gpu_fixture.h"
#include "gpu/recorder.h"
#include "spirv/test_depth_frag.h"
#include "spirv/test_depth_vert.h"
#include "spirv/test_mesh_frag.h"
#include "spirv/test_mesh_identity_frag.h"
#include "spirv/test_mesh_vert.h"

#include <array>
#include <cstring>

namespace vitrine::gpu {
namespace {

using Color = std::array<float, 4>;
using Pixel = std::array<std::uint8_t, 4>;

constexpr std::uint32_t kSize = 32;
constexpr Color kGround = {0.0f, 0.4f, 0.8f, 1.0f};
constexpr Pixel kGround8 = {0, 102, 204, 255};

/// As interfaces have them: 12 bytes, the colour in four of them.
struct Vertex {
    float x, y;
    Pixel color;
};
constexpr Pixel kRed = {255, 0, 0, 255};
constexpr Pixel kHalfRed = {102, 0, 0, 128};

/// A rectangle in clip space.
std::array<Vertex, 4> quad(float left, float top, float right, float bottom, Pixel color) {
    return {{{left, top, color}, {right, top, color}, {right, bottom, color}, {left, bottom, color}}};
}
constexpr std::array<std::uint16_t, 6> kQuadIndices = {0, 1, 2, 0, 2, 3};

template <class T>
std::vector<T> texels(const Device& device, const Image& image) {
    const auto bytes = download(device, image, Use::colorAttachment);
    std::vector<T> values(bytes.size() / sizeof(T));
    std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
}

class Draw : public GpuTest {
  protected:
    Image target(const char* name, VkFormat format, ImageUse uses = ImageUse::color) const {
        return {device(), {.name = name, .width = kSize, .height = kSize, .format = format, .uses = uses}};
    }
    GraphicsSettings mesh(std::vector<VkFormat> formats) const {
        return {.name = "mesh",
                .vertex = spirv::test_mesh_vert,
                .fragment = spirv::test_mesh_frag,
                .push_bytes = sizeof(float),
                .vertexStride_bytes = sizeof(Vertex),
                .attributes = {{0, VK_FORMAT_R32G32_SFLOAT, offsetof(Vertex, x)},
                               {1, VK_FORMAT_R8G8B8A8_UNORM, offsetof(Vertex, color)}},
                .colorFormats = std::move(formats)};
    }
    template <std::size_t n>
    Buffer vertices(const std::array<Vertex, n>& values) const {
        return upload(device(), {.name = "vertices", .uses = BufferUse::vertex}, std::as_bytes(std::span(values)));
    }
    Buffer indices() const {
        return upload(device(), {.name = "indices", .uses = BufferUse::index}, std::as_bytes(std::span(kQuadIndices)));
    }

    /// One full quad on the ground, as `record` has it.
    template <class Record>
    std::vector<Pixel> drawn(const GraphicsPipeline& pipeline, const Buffer& corners, const Image& picture,
                             RenderingSettings rendering, Record&& record) const {
        const Buffer order = indices();
        Recorder recorder(device());
        recorder.barrier(picture, Use::none, Use::transferWrite);
        recorder.clear(picture, {1.0f, 1.0f, 1.0f, 1.0f});
        recorder.barrier(picture, Use::transferWrite, Use::colorAttachment);
        recorder.beginRendering(rendering);
        recorder.bind(pipeline);
        recorder.push(0.5f);
        recorder.bindVertices(corners);
        recorder.bindIndices(order, VK_INDEX_TYPE_UINT16);
        record(recorder);
        recorder.endRendering();
        std::move(recorder).submit().wait();
        return texels<Pixel>(device(), picture);
    }
};

TEST_F(Draw, ScissorHoldsToThePixel) {
    const Image picture = target("picture", VK_FORMAT_R8G8B8A8_UNORM);
    const GraphicsPipeline pipeline(device(), mesh({VK_FORMAT_R8G8B8A8_UNORM}));
    const auto pixels = drawn(pipeline, vertices(quad(-1, -1, 1, 1, kRed)), picture,
                              {.colors = {{.image = &picture, .clear = kGround}}}, [](Recorder& recorder) {
                                  recorder.scissor(5, 7, 10, 3);
                                  recorder.drawIndexed(6);
                              });
    for (std::uint32_t y = 0; y < kSize; ++y)
        for (std::uint32_t x = 0; x < kSize; ++x)
            ASSERT_EQ(pixels[y * kSize + x], x >= 5 && x < 15 && y >= 7 && y < 10 ? kRed : kGround8) << x << ", " << y;
}

TEST_F(Draw, AreaIsClearedAndDrawnOnAndTheRestIsLeft) {
    const Image picture = target("picture", VK_FORMAT_R8G8B8A8_UNORM);
    const GraphicsPipeline pipeline(device(), mesh({VK_FORMAT_R8G8B8A8_UNORM}));
    const VkRect2D area{.extent = {16, 8}};
    const auto pixels = drawn(pipeline, vertices(quad(-1, -1, 0, 1, kRed)), picture,
                              {.colors = {{.image = &picture, .clear = kGround}}, .area = area},
                              [](Recorder& recorder) { recorder.drawIndexed(6); });
    const Pixel white = {255, 255, 255, 255};
    for (std::uint32_t y = 0; y < kSize; ++y)
        for (std::uint32_t x = 0; x < kSize; ++x) {
            const Pixel expected = x >= 16 || y >= 8 ? white : x < 8 ? kRed : kGround8; // half of the area
            ASSERT_EQ(pixels[y * kSize + x], expected) << x << ", " << y;
        }
}

TEST_F(Draw, SmallIndicesCountFromTheVertexOffset) {
    const auto left = quad(-1, -1, 0, 1, kRed), right = quad(0, -1, 1, 1, {0, 255, 0, 255});
    std::array<Vertex, 8> both;
    std::copy(left.begin(), left.end(), both.begin());
    std::copy(right.begin(), right.end(), both.begin() + 4);
    const Image picture = target("picture", VK_FORMAT_R8G8B8A8_UNORM);
    const GraphicsPipeline pipeline(device(), mesh({VK_FORMAT_R8G8B8A8_UNORM}));
    const auto pixels = drawn(pipeline, vertices(both), picture, {.colors = {{.image = &picture, .clear = kGround}}},
                              [](Recorder& recorder) { recorder.drawIndexed(3, 1, 3, 4); });
    EXPECT_EQ(pixels[31 * kSize + 17], (Pixel{0, 255, 0, 255})) << "the right quad's second triangle";
    EXPECT_EQ(pixels[0 * kSize + 30], kGround8) << "its first";
    EXPECT_EQ(pixels[31 * kSize + 1], kGround8) << "the left quad";
}

TEST_F(Draw, StraightAndPremultipliedAlphaAgreeOnTheSameColour) {
    // Red at half cover over the ground: 0.5 red + 0.5 ground, and ground's alpha stays 1.
    const auto blended = [&](Blend blend, Pixel color) {
        const Image picture = target("picture", VK_FORMAT_R8G8B8A8_UNORM);
        GraphicsSettings settings = mesh({VK_FORMAT_R8G8B8A8_UNORM});
        settings.blend = blend;
        return drawn(GraphicsPipeline(device(), settings), vertices(quad(-1, -1, 1, 1, color)), picture,
                     {.colors = {{.image = &picture, .clear = kGround}}},
                     [](Recorder& recorder) { recorder.drawIndexed(6); })[16 * kSize + 16];
    };
    const Pixel expected = {102, 51, 102, 255};
    const Pixel premultiplied = blended(Blend::premultipliedOver, kHalfRed);
    const Pixel straight = blended(Blend::straightOver, {204, 0, 0, 128}); // 204 x 128 / 255 = 102
    for (std::size_t channel = 0; channel < 4; ++channel) {
        EXPECT_NEAR(premultiplied[channel], expected[channel], 1);
        EXPECT_NEAR(straight[channel], expected[channel], 1);
    }
}

TEST_F(Draw, IntegerTargetsKeepEveryBit) {
    const Image one = target("one", VK_FORMAT_R32_UINT), two = target("two", VK_FORMAT_R32G32_UINT);
    GraphicsSettings settings = mesh({VK_FORMAT_R32_UINT, VK_FORMAT_R32G32_UINT});
    settings.fragment = spirv::test_mesh_identity_frag;
    const GraphicsPipeline pipeline(device(), settings);
    const Buffer corners = vertices(quad(-1, -1, 0, 1, kRed)), order = indices();
    Recorder recorder(device());
    recorder.barrier(one, Use::none, Use::colorAttachment);
    recorder.barrier(two, Use::none, Use::colorAttachment);
    recorder.beginRendering({.colors = {{.image = &one, .clearInteger = {{0xffffffffu}}},
                                        {.image = &two, .clearInteger = {{7u, 0x80000000u}}}}});
    recorder.bind(pipeline);
    recorder.push(0.5f);
    recorder.bindVertices(corners);
    recorder.bindIndices(order, VK_INDEX_TYPE_UINT16);
    recorder.drawIndexed(6);
    recorder.endRendering();
    std::move(recorder).submit().wait();

    const auto ones = texels<std::uint32_t>(device(), one);
    const auto twos = texels<std::array<std::uint32_t, 2>>(device(), two);
    const std::size_t inside = 31 * kSize + 15, outside = 31 * kSize + 16;
    EXPECT_EQ(ones[inside], 0x8000000fu);
    EXPECT_EQ(ones[outside], 0xffffffffu);
    EXPECT_EQ(twos[inside], (std::array<std::uint32_t, 2>{31u, 0xfffffff0u}));
    EXPECT_EQ(twos[outside], (std::array<std::uint32_t, 2>{7u, 0x80000000u}));
}

TEST_F(Draw, DepthIsReadByTheNextPass) {
    const Image depth = target("depth", VK_FORMAT_D32_SFLOAT, ImageUse::depth | ImageUse::sampled);
    const Image picture = target("picture", VK_FORMAT_R32_SFLOAT);
    GraphicsSettings settings = mesh({});
    settings.depthFormat = VK_FORMAT_D32_SFLOAT;
    const GraphicsPipeline drawDepth(device(), settings);
    const BindingLayout layout(device(), {{0, BindingKind::sampledImage}});
    const Sampler nearest(device(), {.name = "nearest", .filter = VK_FILTER_NEAREST});
    const BindingSet set(device(), layout, {{0, depth, nearest}}, "depth");
    const GraphicsPipeline showDepth(device(), {.name = "show depth",
                                                .vertex = spirv::test_depth_vert,
                                                .fragment = spirv::test_depth_frag,
                                                .sets = {&layout},
                                                .colorFormats = {VK_FORMAT_R32_SFLOAT}});
    const Buffer corners = vertices(quad(-1, -1, 0, 1, kRed)), order = indices();
    Recorder recorder(device());
    recorder.barrier(depth, Use::none, Use::depthAttachment);
    recorder.beginRendering({.depth = DepthTarget{.image = &depth, .clear = 1.0f}});
    recorder.bind(drawDepth);
    recorder.push(0.25f);
    recorder.bindVertices(corners);
    recorder.bindIndices(order, VK_INDEX_TYPE_UINT16);
    recorder.drawIndexed(6);
    recorder.endRendering();
    recorder.barrier(depth, Use::depthAttachment, Use::sampled);
    recorder.barrier(picture, Use::none, Use::colorAttachment);
    recorder.beginRendering({.colors = {{.image = &picture, .clear = Color{}}}});
    recorder.bind(showDepth, set);
    recorder.draw(3);
    recorder.endRendering();
    std::move(recorder).submit().wait();
    const auto depths = texels<float>(device(), picture);
    EXPECT_EQ(depths[16 * kSize + 8], 0.25f);
    EXPECT_EQ(depths[16 * kSize + 24], 1.0f);
}

} // namespace
} // namespace vitrine::gpu
