#include "gem/step_cut.h"
#include "still_fixture.h"

#include <fstream>

namespace vitrine::render {
namespace {

class Repeat : public StillTest {
  protected:
    // Stones refract doubly and singly, and differ in the number of their facets, or have none: whichever paths a
    // device works on side by side, none may show in another.
    Rendered ring(const StillSettings& settings) const {
        scene::Piece piece = bareStone(catalogueSpecies("blue-sapphire"));
        piece.stones.push_back({.seat = "side",
                                .species = catalogueSpecies("cobalt-blue-spinel"),
                                .solid = std::make_shared<const gem::Solid>(gem::stepCut({}).scaled(1.8)),
                                .worldFromStone = glm::translate(glm::dmat4(1.0), {-4.4, 0.0, 0.0})});
        for (const char* species : {"amethyst", "rhodolite"}) {
            piece.stones.push_back(bareCabochon(catalogueSpecies(species), {}, 1.6).stones[0]);
            piece.stones.back().worldFromStone =
                glm::translate(glm::dmat4(1.0), {-2.0, -1.8, piece.stones.size() == 3 ? 2.6 : -2.6});
        }
        addMetal(piece, box({3.1f, -3.0f, -0.7f}, {4.0f, 0.6f, 0.7f}), catalogueAlloy("18k-rose"), 0.3);
        Surroundings surroundings = smallStudio();
        surroundings.ground = true;
        surroundings.groundHeight_mm = -3.2;
        return render(piece, cameraOnto({0, -0.5, 0}, 10.0, 40.0), surroundings, settings);
    }
};

TEST_F(Repeat, SameSeedGivesTheSameBytesHoweverTheWorkIsSliced) {
    StillSettings settings{.width = 96, .height = 96, .samples = 6, .seed = 3, .instruments = true};
    settings.sliceSeconds = 1e-6; // the smallest slices
    const StillPicture fine = ring(settings).picture;
    settings.sliceSeconds = 10.0; // all at once
    const StillPicture coarse = ring(settings).picture;
    EXPECT_EQ(fine.xyz.data, coarse.xyz.data);
    EXPECT_EQ(fine.variance.data, coarse.variance.data);
    EXPECT_EQ(fine.coverage.data, coarse.coverage.data);
    for (const auto& [name, layer] : fine.instruments) EXPECT_EQ(layer.data, coarse.instruments.at(name).data) << name;
}

// In company the paths of a still reach their kernels in another order every time. Each crystal's way through its stone
// is long and of its own length, so it shows first what depends on that order.
TEST_F(Repeat, DoublyRefractingStonesOverGroundRepeatToTheBit) {
    for (const int wavelengths : {1, 8}) {
        const StillSettings settings{
            .width = 96, .height = 96, .wavelengths = wavelengths, .samples = 4, .seed = 3, .instruments = true};
        const Rendered first = ring(settings);
        for (int again = 0; again < 2; ++again) {
            const Rendered next = ring(settings);
            EXPECT_EQ(first.statistics.stoneHits, next.statistics.stoneHits) << wavelengths << " wavelengths";
            EXPECT_EQ(first.picture.xyz.data, next.picture.xyz.data) << wavelengths << " wavelengths";
        }
    }
}

TEST_F(Repeat, AnotherSeedGivesOtherNoiseOfTheSamePicture) {
    const StillPicture one = ring({.width = 64, .height = 64, .samples = 96, .seed = 1}).picture;
    const StillPicture other = ring({.width = 64, .height = 64, .samples = 96, .seed = 2}).picture;
    EXPECT_NE(one.xyz.data, other.xyz.data);
    const GoldenVerdict verdict = compareGolden(noisy(one), noisy(other), {});
    EXPECT_TRUE(verdict.sameMean) << verdict.summary();
}

double residentMemory_MB() {
    std::ifstream statistics("/proc/self/statm"); // pages: all, resident
    long all = 0, resident = 0;
    statistics >> all >> resident;
    return static_cast<double>(resident) * 4096.0 / 1e6;
}

// A driver that keeps something of every submission fills the machine in an hour's rendering.
TEST_F(Repeat, MoreSamplesTakeNoMoreMemory) {
    Still still(device(), bareStone(catalogueSpecies("diamond")), cameraOnto({0, 0, 0}, 7.2), smallStudio(),
                {.width = 8, .height = 8, .samples = 400});
    still.accumulate(100);
    const double before = residentMemory_MB();
    still.accumulate(400);
    EXPECT_LT(residentMemory_MB() - before, 15.0);
}

TEST_F(Repeat, StopsOnlyOnWholeSamples) {
    const Rendered rendered = ring({.width = 96, .height = 96, .samples = 3});
    for (const float n : rendered.picture.samples.data) ASSERT_EQ(n, 3.0f);
}

} // namespace
} // namespace vitrine::render
