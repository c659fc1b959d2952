#include "scene/camera.h"

#include <gtest/gtest.h>

namespace vitrine::scene {
namespace {

// Off-centre on purpose: a plate and a pin.
Piece smallPiece() {
    Piece piece;
    Mesh mesh;
    for (int corner = 0; corner < 8; ++corner)
        mesh.positions.emplace_back((corner & 1) ? 9.0f : -2.0f, (corner & 2) ? 1.0f : 0.0f,
                                    (corner & 4) ? 4.0f : -4.0f);
    mesh.positions.emplace_back(3.0f, 12.0f, 1.0f);
    mesh.normals.resize(mesh.positions.size(), {0, 1, 0});
    mesh.indices = {0, 1, 8};
    piece.meshes.push_back(mesh);
    piece.surfaces.emplace_back();
    piece.instances.push_back({.mesh = 0, .surface = 0});
    return piece;
}

TEST(Camera, LooksFromPlusZAtAzimuthZeroAndGrowsTowardsPlusX) {
    const CameraFrame front = frameOf({.azimuth = 0.0, .elevation = 0.0, .distance = 10.0});
    EXPECT_NEAR(glm::distance(front.eye, {0, 0, 10}), 0.0, 1e-12);
    EXPECT_NEAR(glm::distance(front.right, {1, 0, 0}), 0.0, 1e-12);
    EXPECT_NEAR(glm::distance(front.up, {0, 1, 0}), 0.0, 1e-12);
    const CameraFrame side = frameOf({.azimuth = radians(90.0), .elevation = 0.0, .distance = 10.0});
    EXPECT_NEAR(glm::distance(side.eye, {10, 0, 0}), 0.0, 1e-12);
    const CameraFrame high = frameOf({.azimuth = 0.0, .elevation = radians(30.0), .distance = 10.0});
    EXPECT_NEAR(high.eye.y, 5.0, 1e-12);
}

TEST(Camera, TopViewHasUpAtMinusZ) {
    const CameraFrame top = frameOf(namedView("top"));
    EXPECT_NEAR(glm::distance(top.up, {0, 0, -1}), 0.0, 1e-12);
    EXPECT_NEAR(glm::distance(top.forward, {0, -1, 0}), 0.0, 1e-12);
}

TEST(Camera, FrameIsRightHandedAndContinuousThroughThePole) {
    for (const double azimuth : {0.0, 0.7, 2.5, -1.9}) {
        CameraFrame last = frameOf({.azimuth = azimuth, .elevation = radians(60.0), .distance = 50.0});
        for (double elevation = 60.0; elevation <= 120.0; elevation += 0.5) {
            const CameraFrame frame = frameOf({.azimuth = azimuth, .elevation = radians(elevation), .distance = 50.0});
            EXPECT_NEAR(glm::distance(glm::cross(frame.right, frame.up), -frame.forward), 0.0, 1e-12);
            EXPECT_NEAR(glm::length(frame.up), 1.0, 1e-12);
            // Half a degree turns no axis by more than half a degree.
            EXPECT_LT(glm::distance(frame.up, last.up), radians(0.51)) << elevation;
            EXPECT_LT(glm::distance(frame.right, last.right), radians(0.51)) << elevation;
            last = frame;
        }
    }
}

TEST(Camera, RollTurnsThePictureAnticlockwiseAboutItsMiddle) {
    const CameraFrame upright = frameOf({.azimuth = 0.4, .elevation = 0.3, .distance = 10.0});
    const CameraFrame rolled = frameOf({.azimuth = 0.4, .elevation = 0.3, .distance = 10.0, .roll = radians(30.0)});
    EXPECT_EQ(upright.eye, rolled.eye);
    EXPECT_EQ(upright.forward, rolled.forward);
    // What was to the right of the middle is 30 degrees above it.
    EXPECT_NEAR(glm::dot(upright.right, rolled.right), std::cos(radians(30.0)), 1e-12);
    EXPECT_NEAR(glm::dot(upright.right, rolled.up), std::sin(radians(30.0)), 1e-12);
    EXPECT_NEAR(glm::distance(glm::cross(rolled.right, rolled.up), -rolled.forward), 0.0, 1e-12);
}

TEST(Camera, FramingShowsTheWholePieceAndNearlyFillsThePicture) {
    const Piece piece = smallPiece();
    for (const char* view : {"hero", "top", "front", "side"})
        for (const double aspect : {0.5, 1.0, 16.0 / 9.0}) {
            const Camera camera = framed(namedView(view), piece, aspect);
            const CameraFrame frame = frameOf(camera);
            const double halfHeight = std::tan(0.5 * camera.verticalField);
            double largest = 0.0;
            glm::dvec2 least(1e9), greatest(-1e9);
            for (const glm::vec3& vertex : piece.meshes[0].positions) {
                const glm::dvec3 r = glm::dvec3(vertex) - frame.eye;
                const double depth = glm::dot(r, frame.forward);
                const glm::dvec2 at(glm::dot(r, frame.right) / (depth * halfHeight * aspect),
                                    glm::dot(r, frame.up) / (depth * halfHeight));
                least = glm::min(least, at);
                greatest = glm::max(greatest, at);
                largest = std::max({largest, std::abs(at.x), std::abs(at.y)});
            }
            EXPECT_LT(largest, 0.97) << view << " " << aspect;
            EXPECT_GT(largest, 0.80) << view << " " << aspect;
            EXPECT_NEAR(least.x + greatest.x, 0.0, 0.03) << view << " " << aspect;
            EXPECT_NEAR(least.y + greatest.y, 0.0, 0.03) << view << " " << aspect;
        }
}

} // namespace
} // namespace vitrine::scene
