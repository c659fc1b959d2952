#include "still_fixture.h"
#include "stone_truth.h"

namespace vitrine::render {
namespace {

class Instruments : public StillTest {};

TEST_F(Instruments, NameTheStoneAndTheFacetThatEachPixelShows) {
    const scene::Piece diamond = bareStone(catalogueSpecies("diamond"));
    const scene::Camera camera = cameraOnto({0, 0, 0}, 7.2);
    const Rendered rendered =
        render(diamond, camera, smallStudio(),
               {.width = 64, .height = 64, .samples = 4, .filterRadius = 0.0, .instruments = true});
    const FloatImage truth = entryTruth(diamond, camera, 64, 64);
    const auto& layers = rendered.picture.instruments;
    int onEdges = 0;
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x) {
            const float facet = *truth.pixel(x, y);
            ASSERT_EQ(*layers.at("stone-id").pixel(x, y), facet > 0.0f ? 1.0f : 0.0f) << x << "," << y;
            if (facet == 0.0f) continue;
            onEdges += *layers.at("facet-id").pixel(x, y) + 1.0f != facet ? 1 : 0;
            EXPECT_GE(*layers.at("hits").pixel(x, y), 1.0f);
            EXPECT_LE(*layers.at("hits").pixel(x, y), 256.0f);
            EXPECT_GE(*layers.at("left-sequence").pixel(x, y), 0.0f);
            EXPECT_LT(*layers.at("left-sequence").pixel(x, y), 1.0f); // the hero stays on its own
            EXPECT_EQ(*rendered.picture.samples.pixel(x, y), 4.0f);
        }
    EXPECT_LE(onEdges, 2); // where a pixel's middle lies within rounding of an edge
}

} // namespace
} // namespace vitrine::render
