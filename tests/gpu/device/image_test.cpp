#include "../gpu_fixture.h"
#include "base/error.h"
#include "gpu/recorder.h"
#include "spirv/test_sample_images.h"

#include <array>
#include <cstring>

namespace vitrine::gpu {
namespace {

using Texel = std::array<float, 4>;

struct Push {
    std::uint32_t width;
    std::uint32_t height;
    float level;
};

class Images : public GpuTest {};

/// A 4x2 image of 3 layers with a smaller level, plus a flat one, through samplers into a storage image.
TEST_F(Images, HandEachTexelOfEachLayerAndLevelToTheShader) {
    constexpr std::uint32_t width = 4, height = 2, layers = 3;
    std::vector<Texel> texels; // level 0, then level 1 (2x1), layer after layer
    for (std::uint32_t i = 0; i < width * height * layers + 2 * layers; ++i)
        texels.push_back({static_cast<float>(i), 1.0f, -1.0f, 0.5f});
    const Image stack(device(), {.name = "stack",
                                 .width = width,
                                 .height = height,
                                 .layers = layers,
                                 .levels = 2,
                                 .format = VK_FORMAT_R32G32B32A32_SFLOAT,
                                 .kind = ImageKind::array});
    upload(device(), stack, std::as_bytes(std::span(texels)));
    const Image flat(device(), {.name = "flat", .format = VK_FORMAT_R32G32B32A32_SFLOAT});
    const Texel constant = {1000.0f, 0.0f, 0.0f, 0.0f};
    upload(device(), flat, std::as_bytes(std::span(constant)));
    const Sampler nearest(device(), {.name = "nearest", .filter = VK_FILTER_NEAREST});

    const BindingLayout layout(
        device(), {{0, BindingKind::sampledImage}, {1, BindingKind::sampledImage}, {2, BindingKind::storageImage}});
    const ComputePipeline copy(
        device(), {.name = "copy", .code = spirv::test_sample_images, .sets = {&layout}, .push_bytes = sizeof(Push)});

    const auto copied = [&](std::uint32_t level) {
        const Image result(device(), {.name = "result",
                                      .width = width >> level,
                                      .height = height >> level,
                                      .layers = layers,
                                      .format = VK_FORMAT_R32G32B32A32_SFLOAT,
                                      .uses = ImageUse::storage,
                                      .kind = ImageKind::array});
        const BindingSet set(device(), layout, {{0, stack, nearest}, {1, flat, nearest}, {2, result}}, "copy");
        Recorder recorder(device());
        recorder.barrier(result, Use::none, Use::computeWrite);
        recorder.bind(copy, set);
        recorder.push(Push{.width = width >> level, .height = height >> level, .level = static_cast<float>(level)});
        recorder.dispatch(1, 1, layers);
        std::move(recorder).submit().wait();
        std::vector<Texel> values((width >> level) * (height >> level) * layers);
        const auto bytes = download(device(), result, Use::computeWrite);
        EXPECT_EQ(bytes.size(), values.size() * sizeof(Texel));
        std::memcpy(values.data(), bytes.data(), bytes.size());
        return values;
    };
    std::uint32_t next = 0;
    for (std::uint32_t level = 0; level < 2; ++level)
        for (const Texel& value : copied(level))
            EXPECT_EQ(value, (Texel{1000.0f + static_cast<float>(next++), 1.0f, -1.0f, 0.5f})) << "level " << level;
    EXPECT_EQ(next, texels.size());
}

TEST_F(Images, AreClearedToOneColour) {
    const Image image(device(), {.name = "image", .width = 3, .height = 3, .format = VK_FORMAT_R32_SFLOAT});
    Recorder recorder(device());
    recorder.barrier(image, Use::none, Use::transferWrite);
    recorder.clear(image, {0.25f, 0.0f, 0.0f, 0.0f});
    std::move(recorder).submit().wait();
    std::vector<float> values(9);
    const auto bytes = download(device(), image, Use::transferWrite);
    std::memcpy(values.data(), bytes.data(), bytes.size());
    EXPECT_EQ(values, std::vector<float>(9, 0.25f));
}

TEST_F(Images, BeyondTheDevicesSizeAreRefusedWithTheLimit) {
    try {
        const Image image(device(), {.name = "panorama", .width = 1u << 20, .height = 8});
        FAIL() << "an image a million texels wide was made";
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("panorama"), std::string::npos) << error.what();
        EXPECT_NE(error.parts().remedy.find("at most"), std::string::npos) << error.what();
    }
}

} // namespace
} // namespace vitrine::gpu
