// A model's materials in the moving view: its textures, and what is seen through its glass.
#include "live_fixture.h"

#include <cmath>

namespace vitrine::render {
namespace {

constexpr glm::ivec2 kSize{160, 120};
constexpr int kSamples = 256, kCell = 4;
constexpr double kHalf_mm = 5.0, kAbove_mm = 3.0;

// A level square above the ground, texture coordinates from corner to corner.
scene::Mesh square(double height_mm) {
    scene::Mesh mesh{.name = "square"};
    for (const glm::dvec2 uv : {glm::dvec2(0, 0), glm::dvec2(1, 0), glm::dvec2(1, 1), glm::dvec2(0, 1)}) {
        mesh.positions.emplace_back(kHalf_mm * (2.0 * uv.x - 1.0), height_mm, kHalf_mm * (2.0 * uv.y - 1.0));
        mesh.normals.emplace_back(0.0f, 1.0f, 0.0f);
        mesh.texCoords.emplace_back(uv);
    }
    mesh.indices = {0, 2, 1, 0, 3, 2};
    return mesh;
}

// 2 x 2 fields: red, green, blue and white.
part::Image fields() {
    return {
        .width = 2, .height = 2, .rgba = {200, 30, 20, 255, 30, 160, 40, 255, 20, 40, 190, 255, 240, 240, 240, 255}};
}

scene::ForeignSurface printed() {
    scene::ForeignSurface surface;
    surface.baseColorTexture = {.image = 0, .sampler = {.nearest = true}};
    surface.metallic = 0.0;
    surface.doubleSided = true;
    return surface;
}

LiveCase plate(const std::string& name, const scene::ForeignSurface& surface) {
    LiveCase shown{.name = name, .piece = {}, .camera = {}};
    shown.piece.images = {fields()};
    shown.piece.meshes = {square(kAbove_mm)};
    shown.piece.surfaces = {{.name = "print", .model = surface}};
    shown.piece.instances = {{.mesh = 0, .surface = 0}};
    shown.camera = {.azimuth = radians(25.0),
                    .elevation = radians(60.0),
                    .distance = 28.0,
                    .target = glm::dvec3(0.0, kAbove_mm, 0.0),
                    .verticalField = radians(30.0)};
    return shown;
}

class Textured : public LiveTest {
  protected:
    Difference firstFrame(const LiveCase& live, const LiveCase& truth) const {
        const FirstFrame how{
            .counts = [](int id) { return id < 0; }, .size = kSize, .samples = kSamples, .cell = kCell};
        return firstFrameOf(live, truth, how);
    }
};

TEST_F(Textured, FieldsHaveTheirColoursInTheFirstFrame) {
    const LiveCase shown = plate("print", printed());
    const Difference moving = firstFrame(shown, shown);
    SCOPED_TRACE(moving.summary());
    ASSERT_GT(moving.cells, 100u);
    EXPECT_LT(std::abs(moving.luminance), 0.04);
    EXPECT_LT(moving.chromaticity, 0.04);
    EXPECT_LT(moving.mean, 0.08);
}

// Turned by a quarter the fields are elsewhere, though the plate's mean colour is the same.
TEST_F(Textured, FieldsAreToldApartByTheirPlace) {
    const LiveCase shown = plate("print", printed());
    LiveCase turned = shown;
    turned.name = "print-turned";
    turned.piece.instances[0].worldFromMesh = glm::rotate(glm::dmat4(1.0), radians(90.0), glm::dvec3(0.0, 1.0, 0.0));
    EXPECT_GT(firstFrame(turned, shown).mean, 0.3);
}

TEST_F(Textured, AreSeenThroughGlass) {
    LiveCase shown = plate("print-under-glass", printed());
    scene::ForeignSurface glass;
    glass.baseColor = {1.0, 1.0, 1.0, 0.1};
    glass.alpha = scene::ForeignSurface::Alpha::blend;
    glass.metallic = 0.0;
    glass.roughness = 0.1;
    shown.piece.meshes.push_back(square(kAbove_mm + 0.5));
    shown.piece.surfaces.push_back({.name = "glass", .model = glass});
    shown.piece.instances.push_back({.mesh = 1, .surface = 1});
    const Difference moving = firstFrame(shown, shown);
    SCOPED_TRACE(moving.summary());
    EXPECT_LT(std::abs(moving.luminance), 0.04);
    EXPECT_LT(moving.chromaticity, 0.04);
    EXPECT_LT(moving.mean, 0.08);
}

} // namespace
} // namespace vitrine::render
