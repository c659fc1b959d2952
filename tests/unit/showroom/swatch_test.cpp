#include "session/swatch_colour.h"

#include "shipped.h"

#include <gtest/gtest.h>

namespace vitrine::showroom {
namespace {

glm::dvec3 metal(const char* id) {
    return swatchColour(*testing::openedSolitaire().source.catalogue->alloys.at(id));
}
glm::dvec3 stone(const char* id) {
    return swatchColour(*testing::openedSolitaire().source.catalogue->species.at(id));
}

TEST(SwatchColour, TellsMetalsApartAsEyesDo) {
    const glm::dvec3 yellow = metal("18k-yellow"), rose = metal("18k-rose"), platinum = metal("platinum-950"),
                     silver = metal("silver-925");
    EXPECT_GT(yellow.x, yellow.z + 0.15);
    EXPECT_LT(rose.y, yellow.y);              // copper takes green
    EXPECT_LT(platinum.x - platinum.z, 0.15); // nearly grey
    EXPECT_GT(silver.y, platinum.y + 0.05);   // the brightest of all
}

TEST(SwatchColour, TellsStonesApartAsEyesDo) {
    const glm::dvec3 diamond = stone("diamond"), ruby = stone("ruby"), emerald = stone("emerald"),
                     sapphire = stone("blue-sapphire");
    EXPECT_GT(std::min({diamond.x, diamond.y, diamond.z}), 0.9);
    EXPECT_GT(ruby.x, 2.0 * ruby.y);
    EXPECT_GT(emerald.y, emerald.x + 0.1);
    EXPECT_GT(sapphire.z, sapphire.x + 0.2);
}

} // namespace
} // namespace vitrine::showroom
