#include "still_fixture.h"

#include <cmath>

namespace vitrine::render {
namespace {

class GroundStill : public StillTest {};

// The piece is under the ground: no ray from the ground can meet it.
TEST_F(GroundStill, WithoutAPieceInTheWayHasNoNoise) {
    Surroundings surroundings = smallStudio();
    surroundings.ground = true;
    surroundings.groundHeight_mm = 4.0;
    const Rendered rendered = render(bareStone(catalogueSpecies("diamond")), cameraOnto({0, 4, 0}, 12.0), surroundings,
                                     {.width = 32, .height = 32, .samples = 24});
    // Rows along z; the table of the still is finer and reaches as far.
    const auto table = groundIrradiance(surroundings, 65, 16.0);
    const double expected = table[32 * 65 + 32].y * surroundings.studio.groundAlbedo.y / kPi;
    for (int y = 0; y < 32; ++y)
        for (int x = 0; x < 32; ++x) {
            const double light = rendered.picture.xyz.pixel(x, y)[1];
            EXPECT_NEAR(light / expected, 1.0, 0.03);
            EXPECT_LT(std::sqrt(*rendered.picture.variance.pixel(x, y)), 1e-3 * light);
            ASSERT_EQ(*rendered.picture.coverage.pixel(x, y), 1.0f);
        }
}

// An endless black wall of height H takes (1 - d / sqrt(d^2 + H^2)) / 2 of a uniform sky's irradiance from a point at
// distance d before it.
TEST_F(GroundStill, CatchesTheShadowOfAWall) {
    scene::Piece piece;
    addMetal(piece, box({-0.5f, 0.001f, -150.0f}, {0.0f, 10.0f, 150.0f}), perfectBlack(), 0.3);
    Surroundings surroundings = uniformLight();
    surroundings.ground = true;
    const Rendered rendered = render(piece, cameraOnto({6.0, 0, 0}, 10.0, 90.0, 0.0), surroundings,
                                     {.width = 40, .height = 40, .samples = 128, .behind = Behind::nothing});
    for (int x = 0; x < 40; x += 1) {
        double shadow = 0.0;
        for (int y = 0; y < 40; ++y) {
            shadow += *rendered.picture.shadow.pixel(x, y) / 40.0;
            EXPECT_EQ(*rendered.picture.coverage.pixel(x, y), 0.0f);
        }
        const double d = 6.0 + ((x + 0.5) / 40 - 0.5) * 10.0;
        EXPECT_NEAR(shadow, 0.5 * (1.0 - d / std::hypot(d, 10.0)), 0.02) << d;
    }
}

} // namespace
} // namespace vitrine::render
