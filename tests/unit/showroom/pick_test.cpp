// A finger on the picture means what is seen under it: metal before a stone is not looked through.
#include "screen/pick.h"
#include "shipped.h"

#include <cmath>
#include <gtest/gtest.h>

namespace vitrine::showroom {
namespace {

using testing::openedSolitaire;

constexpr glm::dvec2 kPicture_px{800.0, 600.0};
constexpr glm::dvec2 kMiddle_px = 0.5 * kPicture_px;

// The shipped solitaire, and a camera on its stone.
class Pick : public ::testing::Test {
  protected:
    Pick() : piece_(pieceOf(openedSolitaire().design, openedSolitaire().source)) {}

    glm::dvec3 stone() const { return glm::dvec3(piece_.stones.at(0).worldFromStone[3]); }
    scene::Camera from(double elevation_deg) const {
        return {.azimuth = 0.0, .elevation = radians(elevation_deg), .distance = 60.0, .target = stone()};
    }
    // A square of metal in the plane y = height_mm, 2 mm to each side of the finger's axis.
    void coverAt(double height_mm) {
        const auto y = static_cast<float>(height_mm);
        scene::Mesh sheet{.name = "sheet",
                          .positions = {{-2, y, -2}, {-2, y, 2}, {2, y, 2}, {2, y, -2}},
                          .normals = std::vector<glm::vec3>(4, {0, 1, 0}),
                          .indices = {0, 1, 2, 0, 2, 3}};
        piece_.meshes.push_back(std::move(sheet));
        piece_.instances.push_back({.mesh = static_cast<int>(piece_.meshes.size()) - 1, .surface = 0});
    }
    // Where a point of the world is in the picture.
    glm::dvec2 pixelOf(const scene::Camera& camera, const glm::dvec3& point) const {
        const scene::CameraFrame frame = scene::frameOf(camera);
        const glm::dvec3 to = point - frame.eye;
        const glm::dvec2 plane(glm::dot(to, frame.right), -glm::dot(to, frame.up));
        return kMiddle_px + plane / (glm::dot(to, frame.forward) * std::tan(0.5 * camera.verticalField)) * kMiddle_px.y;
    }

    scene::Piece piece_;
};

TEST_F(Pick, TakesTheStoneThatIsSeen) {
    const auto ball = stoneUnder(piece_, from(80.0), kPicture_px, kMiddle_px);
    ASSERT_TRUE(ball);
    EXPECT_EQ(ball->stone, 0);
}

TEST_F(Pick, TakesNoStoneThroughTheShank) {
    EXPECT_FALSE(stoneUnder(piece_, from(-89.0), kPicture_px, kMiddle_px));
}

TEST_F(Pick, TakesNoStoneThroughMetalBeforeIt) {
    coverAt(stone().y + 5.0);
    EXPECT_FALSE(stoneUnder(piece_, from(80.0), kPicture_px, kMiddle_px));
}

TEST_F(Pick, LooksPastMetalBehindTheStone) {
    coverAt(stone().y - 5.0);
    EXPECT_TRUE(stoneUnder(piece_, from(80.0), kPicture_px, kMiddle_px));
}

TEST_F(Pick, IsGenerousBesideTheStoneButNotOnAProng) {
    // Just outside of the girdle, once between the prongs and once on the top of one: of all places on a circle about
    // the stone some are free and some are not.
    const scene::Camera camera = from(89.0);
    const auto& body = piece_.stones.at(0).solid->polyhedron();
    const double radius_mm = 0.5 * (body.greatest().x - body.least().x);
    int free = 0, covered = 0;
    for (int turn = 0; turn < 72; ++turn) {
        const double angle = radians(5.0 * turn);
        const glm::dvec3 place = stone() + 0.98 * radius_mm * glm::dvec3(std::cos(angle), 0.0, std::sin(angle));
        (stoneUnder(piece_, camera, kPicture_px, pixelOf(camera, place)) ? free : covered)++;
    }
    EXPECT_GT(free, 36);
    EXPECT_GT(covered, 3);
}

TEST_F(Pick, FindsNothingBesideTheRing) {
    EXPECT_FALSE(stoneUnder(piece_, from(80.0), kPicture_px, {5.0, 5.0}));
}

} // namespace
} // namespace vitrine::showroom
