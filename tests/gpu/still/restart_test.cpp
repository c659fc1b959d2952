// A still that begins anew, wears something else or shares its geometry shows what one made from scratch shows.
#include "base/error.h"
#include "gpu/recorder.h"
#include "render/scene_on_gpu.h"
#include "render/still_kernels.h"
#include "still_fixture.h"

#include <cmath>

namespace vitrine::render {
namespace {

const scene::Camera kFirst = cameraOnto({0, -0.5, 0}, 10.0, 40.0), kSecond = cameraOnto({0, 0, 0}, 8.0, 70.0, 200.0);

class Restart : public StillTest {
  protected:
    static scene::Piece ring() {
        scene::Piece piece = bareStone(diamond());
        addMetal(piece, box({3.1f, -3.0f, -0.7f}, {4.0f, 0.6f, 0.7f}), rose(), 0.3);
        return piece;
    }
    static scene::Piece otherRing() {
        scene::Piece piece = bareStone(ruby());
        addMetal(piece, box({3.1f, -3.0f, -0.7f}, {4.0f, 0.6f, 0.7f}), platinum(), 0.1);
        return piece;
    }
    Still still(const scene::Piece& piece, const scene::Camera& camera, const Surroundings& light = smallStudio()) {
        return Still(device(), partsOf(piece), camera, light, kSettings);
    }
    // All materials in one order, whichever the piece has.
    StillParts partsOf(const scene::Piece& piece) const {
        const Materials all{.alloys = {rose(), platinum()}, .species = {diamond(), ruby()}};
        return {.scene = std::make_shared<const SceneOnGpu>(device(), packScene(piece, all))};
    }
    static FloatImage xyzOf(Still& still) {
        still.accumulate(kSettings.samples);
        return still.picture().xyz;
    }

    static constexpr StillSettings kSettings{.width = 80, .height = 64, .samples = 3, .seed = 5};

  private:
    static std::shared_ptr<const gem::Species> diamond() {
        static const auto species = catalogueSpecies("diamond");
        return species;
    }
    static std::shared_ptr<const gem::Species> ruby() {
        static const auto species = catalogueSpecies("ruby");
        return species;
    }
    static std::shared_ptr<const metal::Alloy> rose() {
        static const auto alloy = catalogueAlloy("18k-rose");
        return alloy;
    }
    static std::shared_ptr<const metal::Alloy> platinum() {
        static const auto alloy = catalogueAlloy("platinum-950");
        return alloy;
    }
};

TEST_F(Restart, ForAnotherCameraIsAStillOfThatCamera) {
    Still still = this->still(ring(), kFirst);
    still.accumulate(2);
    still.restart(kSecond, smallStudio());
    Still fresh = this->still(ring(), kSecond);
    EXPECT_EQ(xyzOf(still).data, xyzOf(fresh).data);
}

TEST_F(Restart, InAnotherDressIsAStillOfThatPiece) {
    Still still = this->still(ring(), kFirst);
    still.accumulate(2);
    still.dress(scene::dressingOf(otherRing()));
    Still fresh = this->still(otherRing(), kFirst);
    EXPECT_EQ(xyzOf(still).data, xyzOf(fresh).data);
}

TEST_F(Restart, RefusesWhatItHasNoSpectraOf) {
    Still still = this->still(ring(), kFirst);
    scene::Dressing dressing = scene::dressingOf(ring());
    dressing.stones[0] = catalogueSpecies("emerald");
    EXPECT_THROW(still.dress(dressing), Error);
    Still fresh = this->still(ring(), kFirst);
    EXPECT_EQ(xyzOf(still).data, xyzOf(fresh).data); // and goes on as before
}

// The table of the ground's light is turned with the lights, not made again.
TEST_F(Restart, WithTurnedLightsIsAStillInThem) {
    const double turn = 0.8;
    Surroundings light = smallStudio();
    light.ground = true;
    light.groundHeight_mm = -3.2;
    Surroundings turned = light;
    turned.studio = scene::placed(light.studio, 0.0, glm::dvec3(0.0), 1.0, turn);
    turned.turn = turn;

    Still still = this->still(ring(), kFirst, light);
    still.restart(kFirst, turned);
    turned.turn = 0.0; // a table of its own
    Still fresh = this->still(ring(), kFirst, turned);
    const FloatImage a = xyzOf(still), b = xyzOf(fresh);
    double difference = 0.0, sum = 0.0;
    for (std::size_t i = 0; i < a.data.size(); ++i) {
        difference += std::abs(a.data[i] - b.data[i]);
        sum += b.data[i];
    }
    EXPECT_LT(difference, 2e-3 * sum);
}

TEST_F(Restart, WorkedWithoutWaitingGivesTheSameBytes) {
    Still patient = still(ring(), kFirst), hasty = still(ring(), kFirst);
    int submitted = 0;
    while (hasty.samples() < kSettings.samples) submitted += hasty.tryAdvance() ? 1 : 0;
    EXPECT_GE(submitted, kSettings.samples);
    EXPECT_EQ(hasty.picture().xyz.data, xyzOf(patient).data);
}

TEST_F(Restart, RecordedByAnotherGivesTheSameBytesInItsFilm) {
    Still patient = still(ring(), kFirst), recorded = still(ring(), kFirst);
    while (recorded.samples() < kSettings.samples) {
        gpu::Recorder recorder(device(), {.name = "frame"});
        recorded.record(recorder);
        std::move(recorder).submit().wait();
        recorded.fitSlices(0.01);
    }
    EXPECT_EQ(recorded.picture().xyz.data, xyzOf(patient).data);

    const auto film = gpu::download<glm::vec4>(device(), recorded.film());
    const StillPicture picture = recorded.picture();
    ASSERT_EQ(film.size(), picture.samples.data.size() * recorded.filmStride());
    for (std::size_t i = 0; i < picture.samples.data.size(); ++i) {
        const glm::vec4 sums = film[recorded.filmStride() * i], more = film[recorded.filmStride() * i + 1];
        const double mean = sums.y / more.y, variance = (more.x / more.y - mean * mean) / (more.y - 1.0);
        ASSERT_NEAR(picture.xyz.data[3 * i + 1], mean, 1e-5 * (1.0 + mean));
        ASSERT_NEAR(picture.variance.data[i], variance, 1e-4 * (1.0 + variance));
    }
}

TEST_F(Restart, TwoStillsOfOneSceneShareItAndItsKernels) {
    Still first = still(ring(), kFirst);
    Still second(device(), first.parts(), kSecond, smallStudio(), kSettings);
    EXPECT_EQ(first.parts().scene, second.parts().scene);
    EXPECT_EQ(first.parts().kernels, second.parts().kernels);
    Still fresh = still(ring(), kSecond);
    EXPECT_EQ(xyzOf(second).data, xyzOf(fresh).data);
}

} // namespace
} // namespace vitrine::render
