#include "model_file.h"
#include "part/image_file.h"

#include <cstdio>
#include <gtest/gtest.h>
#include <png.h>
#include <variant>

namespace vitrine::part {
namespace {

Bytes makePng(int width, int height, png_uint_32 format, const std::vector<std::uint8_t>& pixels) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    image.format = format;
    png_alloc_size_t size = 0;
    png_image_write_to_memory(&image, nullptr, &size, 0, pixels.data(), 0, nullptr);
    Bytes bytes(size);
    png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr);
    bytes.resize(size);
    return bytes;
}

const std::vector<std::uint8_t> kFourPixels{255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 255, 0, 9, 8, 7, 6};

std::string problemOf(const Bytes& bytes) {
    const auto header = readImageHeader(bytes);
    if (const auto* problem = std::get_if<ImageProblem>(&header)) return problem->code;
    const auto image = decodeImage(bytes, std::get<ImageHeader>(header));
    const auto* problem = std::get_if<ImageProblem>(&image);
    return problem ? problem->code : "";
}

TEST(Pictures, ComeBackAsTheyWereStored) {
    const Bytes bytes = makePng(2, 2, PNG_FORMAT_RGBA, kFourPixels);
    const auto header = std::get<ImageHeader>(readImageHeader(bytes));
    EXPECT_EQ(header.format, ImageFormat::png);
    EXPECT_EQ(header.width, 2);
    EXPECT_EQ(std::get<Image>(decodeImage(bytes, header)).rgba, kFourPixels);
}

TEST(Pictures, WithoutColourOrAlphaGetThem) {
    const Bytes bytes = makePng(3, 1, PNG_FORMAT_GRAY, {0, 128, 255});
    const auto image = std::get<Image>(decodeImage(bytes, std::get<ImageHeader>(readImageHeader(bytes))));
    EXPECT_EQ(image.rgba, (std::vector<std::uint8_t>{0, 0, 0, 255, 128, 128, 128, 255, 255, 255, 255, 255}));
}

TEST(Pictures, CutShortAreRefusedAtEveryLength) {
    const Bytes whole = makePng(2, 2, PNG_FORMAT_RGBA, kFourPixels);
    for (std::size_t length = 8; length < whole.size(); ++length)
        EXPECT_EQ(problemOf(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length))),
                  "IMAGE_UNEXPECTED_EOS")
            << length;
}

TEST(Pictures, WithDamagedDataAreRefused) {
    Bytes bytes = makePng(2, 2, PNG_FORMAT_RGBA, kFourPixels);
    bytes[bytes.size() - 20] ^= 0xff; // inside IDAT
    EXPECT_EQ(problemOf(bytes), "IMAGE_DATA_INVALID");
    EXPECT_EQ(problemOf({0xff, 0xd8, 0xff, 0xe0, 0, 1, 0, 0}), "IMAGE_DATA_INVALID");
    EXPECT_EQ(problemOf({0xff, 0xd8, 0xff, 0xe0, 0, 16, 0, 0}), "IMAGE_UNEXPECTED_EOS");
}

/// A PNG header that claims a size, with nothing behind it that could be decoded.
Bytes claimedPng(std::uint32_t width, std::uint32_t height) {
    Bytes bytes = makePng(1, 1, PNG_FORMAT_RGBA, {1, 2, 3, 4});
    for (int i = 0; i < 4; ++i) {
        bytes[16 + i] = static_cast<std::uint8_t>(width >> (24 - 8 * i));
        bytes[20 + i] = static_cast<std::uint8_t>(height >> (24 - 8 * i));
    }
    return bytes;
}

TEST(Pictures, ThatAreTooLargeAreNotDecoded) {
    const ModelFolder folder;
    const auto codes = [&](std::uint32_t width, std::uint32_t height) {
        writeFileAtomically(folder.path() / "a.png", claimedPng(width, height));
        return errorCodes(
            check(folder.write("model.gltf", R"({"asset":{"version":"2.0"},"images":[{"uri":"a.png"}]})")));
    };
    EXPECT_EQ(codes(16000, 16000), std::vector<std::string>{"LIMIT_EXCEEDED"});
    EXPECT_EQ(codes(0x7fffffff, 0x7fffffff), std::vector<std::string>{"LIMIT_EXCEEDED"});
    EXPECT_EQ(codes(1, 20000), std::vector<std::string>{"LIMIT_EXCEEDED"});
    EXPECT_EQ(codes(0, 5), std::vector<std::string>{"IMAGE_DATA_INVALID"});
    EXPECT_EQ(codes(0x80000000u, 1), std::vector<std::string>{"IMAGE_DATA_INVALID"});
}

TEST(Pictures, ShareOneBudgetOfPixels) {
    const ModelFolder folder;
    writeFileAtomically(folder.path() / "a.png", makePng(2, 2, PNG_FORMAT_RGBA, kFourPixels));
    const auto path =
        folder.write("model.gltf", R"({"asset":{"version":"2.0"},"images":[{"uri":"a.png"},{"uri":"a.png"}]})");
    EXPECT_TRUE(check(path, {.maxImagePixelsInAll = 8}).valid());
    EXPECT_FALSE(check(path, {.maxImagePixelsInAll = 7}).valid());
}

TEST(Pictures, BelongToTheModelOnlyWhenAMaterialUsesThem) {
    const ModelFolder folder;
    writeFileAtomically(folder.path() / "a.png", makePng(2, 2, PNG_FORMAT_RGBA, kFourPixels));
    folder.write("b.ktx2", "\xabKTX 20\xbb\r\n\x1a\n and so on");
    const Model model = readModel(folder.write("model.gltf", R"({"asset":{"version":"2.0"},
        "images":[{"uri":"a.png"},{"uri":"b.ktx2"},{"uri":"a.png"}],"samplers":[{"wrapS":33071,"magFilter":9728}],
        "textures":[{"source":1},{"source":2,"sampler":0}],
        "materials":[{"normalTexture":{"index":1,"scale":0.5},"emissiveTexture":{"index":0}}]})"));
    ASSERT_EQ(model.images.size(), 1u);
    EXPECT_EQ(model.images[0].rgba, kFourPixels);
    const TextureRef& normal = model.materials[0].normalTexture;
    EXPECT_EQ(normal.image, 0);
    EXPECT_DOUBLE_EQ(normal.scale, 0.5);
    EXPECT_EQ(normal.sampler.u, Sampler::Wrap::clamp);
    EXPECT_TRUE(normal.sampler.nearest);
    EXPECT_EQ(model.materials[0].emissiveTexture.image, -1);
    EXPECT_EQ(model.notes.size(), 1u);
}

} // namespace
} // namespace vitrine::part
