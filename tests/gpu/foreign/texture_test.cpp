#include "foreign_fixture.h"

#include <cmath>

namespace vitrine::render {
namespace {

using Wrap = part::Sampler::Wrap;

class ForeignTexture : public StillTest {
  protected:
    Rendered picture(const scene::Piece& piece, const Surroundings& surroundings, double height_mm = 10.0) const {
        return render(piece, ahead(height_mm), surroundings,
                      {.width = 32, .height = 32, .samples = 8, .filterRadius = 0.5});
    }
};

// Red and green above, blue and white below.
part::Image fourColours() {
    return {.width = 2, .height = 2, .rgba = {255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255}};
}

part::Material unlitTexture(const part::TextureRef& texture) {
    part::Material material = matt();
    material.unlit = true;
    material.baseColorTexture = texture;
    return material;
}

scene::Piece textured(const part::Material& material, part::Image image, float repeats = 1.0f) {
    scene::Piece piece;
    piece.images.push_back(std::move(image));
    addForeign(piece, square(repeats), material);
    return piece;
}

// 'r', 'g', 'b' or 'w' for a pixel.
char colourAt(const Rendered& rendered, int x, int y) {
    const glm::dvec3 c = pixelColour(rendered.picture, x, y);
    const auto is = [&](double r, double g, double b) { return glm::length(c - glm::dvec3(r, g, b)) < 0.05; };
    return is(1, 0, 0) ? 'r' : is(0, 1, 0) ? 'g' : is(0, 0, 1) ? 'b' : is(1, 1, 1) ? 'w' : '?';
}

// The middles of the texels of a square that shows its texture n x n times, left to right and top to bottom.
std::string reading(const Rendered& rendered, int texels) {
    std::string text;
    for (int y = 0; y < texels; ++y)
        for (int x = 0; x < texels; ++x)
            text += colourAt(rendered, (2 * x + 1) * 16 / texels, (2 * y + 1) * 16 / texels);
    return text;
}

TEST_F(ForeignTexture, FirstTexelIsAtTheOriginOfTheCoordinates) {
    const Rendered rendered = picture(textured(unlitTexture(nearest(0)), fourColours()), uniformLight());
    EXPECT_EQ(reading(rendered, 2), "rgbw");
}

TEST_F(ForeignTexture, WrapsAsItsSamplerSays) {
    const auto read = [&](Wrap wrap) {
        return reading(picture(textured(unlitTexture(nearest(0, wrap)), fourColours(), 2.0f), uniformLight()), 4);
    };
    EXPECT_EQ(read(Wrap::repeat), "rgrgbwbwrgrgbwbw");
    EXPECT_EQ(read(Wrap::clamp), "rgggbwwwbwwwbwww");
    EXPECT_EQ(read(Wrap::mirror), "rggrbwwbbwwbrggr");
}

// Textures of each size class lie in an array of their own; a layer's padding is never seen.
TEST_F(ForeignTexture, EveryArrayIsReadAndItsPaddingIsNot) {
    for (const int edge : {4, 300, 1100}) {
        part::Image large{.width = edge, .height = edge / 2, .rgba = {}};
        for (int i = 0; i < edge * (edge / 2); ++i) {
            const bool right = i % edge >= edge / 2, below = i / edge >= edge / 4;
            for (const bool on : {(!right && !below) || (right && below), right, below})
                large.rgba.push_back(on ? 255 : 0);
            large.rgba.push_back(255);
        }
        part::TextureRef smooth = nearest(0);
        smooth.sampler.nearest = false;
        scene::Piece piece = textured(unlitTexture(smooth), large);
        piece.images.push_back({.width = 8, .height = edge, .rgba = std::vector<std::uint8_t>(32 * edge, 90)});
        piece.surfaces.push_back({"unused", unlitTexture(nearest(1))});
        EXPECT_EQ(reading(picture(piece, uniformLight()), 2), "rgbw") << edge;
    }
}

// Between texels the light of their colours is mixed, not their codes: half of 255 in linear light.
TEST_F(ForeignTexture, ColoursAreDecodedBeforeTheyAreMixed) {
    part::Image image{.width = 2, .height = 1, .rgba = {0, 0, 0, 255, 255, 255, 255, 255}};
    part::TextureRef smooth = nearest(0, Wrap::clamp);
    smooth.sampler.nearest = false;
    const Rendered rendered = picture(textured(unlitTexture(smooth), image), uniformLight());
    const double left = pixelColour(rendered.picture, 15, 16).y, right = pixelColour(rendered.picture, 16, 16).y;
    EXPECT_NEAR(0.5 * (left + right), 0.5, 0.02);
    EXPECT_NEAR(right - left, 2.0 / 32.0, 0.02); // two texels over 32 pixels
}

TEST_F(ForeignTexture, MaskedHoleShowsWhatLiesBehind) {
    part::Image stencil = fourColours();
    stencil.rgba[3] = 100; // the red texel falls below the cutoff
    part::Material material = unlitTexture(nearest(0));
    material.alpha = part::Material::Alpha::mask;
    const Rendered rendered = picture(textured(material, stencil), uniformLight(0.25));
    EXPECT_NEAR(pixelColour(rendered.picture, 8, 8).x, 0.25, 1e-3);
    EXPECT_FLOAT_EQ(rendered.picture.coverage.pixel(8, 8)[0], 0.0f);
    EXPECT_EQ(colourAt(rendered, 24, 24), 'w');
    EXPECT_FLOAT_EQ(rendered.picture.coverage.pixel(24, 24)[0], 1.0f);
}

TEST_F(ForeignTexture, VertexColoursTint) {
    scene::Piece piece = textured(unlitTexture(nearest(0)), fourColours());
    piece.meshes[0].colors.assign(4, glm::vec4(0.25f, 1.0f, 1.0f, 1.0f));
    const Rendered rendered = picture(piece, uniformLight());
    EXPECT_NEAR(pixelColour(rendered.picture, 8, 8).x, 0.25, 0.01);
}

// glTF 2.0, 3.9.3: green leans the normal towards the bitangent, n x t: upwards on this square. A mirror then shows
// what is above, and the dome is bright there only.
TEST_F(ForeignTexture, NormalTextureLeansTheMirror) {
    for (const bool up : {true, false}) {
        const double lean = radians(30.0);
        const auto code = [](double v) { return static_cast<std::uint8_t>(std::lround(127.5 * (v + 1.0))); };
        scene::Piece piece =
            textured({}, {.width = 1,
                          .height = 1,
                          .rgba = {128, code(up ? std::sin(lean) : -std::sin(lean)), code(std::cos(lean)), 255}});
        part::Material mirror;
        mirror.roughness = 0.0;
        mirror.normalTexture = nearest(0);
        piece.surfaces[0].model = mirror;
        Surroundings dome = uniformLight(0.0);
        dome.studio.zenith = glm::dvec3(1.0);
        const double sine = std::sin(2.0 * lean);
        EXPECT_NEAR(pixelColour(picture(piece, dome, 2.0).picture, 16, 16).y, up ? sine * (2.0 - sine) : 0.0, 0.02);
    }
}

} // namespace
} // namespace vitrine::render
