// While a stone turns its facets flash, and one sample a pixel shows that as noise; where metal is rounded over less
// than a pixel, as rows of dots. The edge pass traces the pixels at which another facet sequence begins, or metal lies
// another way, again: against the same frames at 64 samples a pixel the difference at least halves where it is worst.
#include "live_fixture.h"

#include <cmath>
#include <fmt/format.h>
#include <functional>

namespace vitrine::render {
namespace {

constexpr int kWidth = 160, kHeight = 120;
constexpr int kFiner = 8; // samples a pixel and axis of what is compared with
constexpr int kFrames = 6;
constexpr double kStep_deg = 0.25;

FloatImage averaged(const FloatImage& fine) {
    FloatImage image(kWidth, kHeight, 3);
    for (int y = 0; y < fine.height; ++y)
        for (int x = 0; x < fine.width; ++x)
            for (int c = 0; c < 3; ++c)
                image.pixel(x / kFiner, y / kFiner)[c] += fine.pixel(x, y)[c] / static_cast<float>(kFiner * kFiner);
    return image;
}

struct Spread {
    std::vector<double> parts; // |difference| of a pixel's channels, as a part of the stones' mean
    void add(const FloatImage& image, const FloatImage& truth, const Mask& mask) {
        const Cells ours = cellsOf(image, mask, 1), theirs = cellsOf(truth, mask, 1);
        glm::dvec3 mean(0.0);
        for (const glm::dvec3& light : theirs.light) mean += light / static_cast<double>(theirs.light.size());
        for (std::size_t i = 0; i < ours.light.size(); ++i) {
            const glm::dvec3 apart = glm::abs(ours.light[i] - theirs.light[i]);
            parts.push_back((apart.x + apart.y + apart.z) / (mean.x + mean.y + mean.z));
        }
    }
};

class Orbit : public LiveTest {
  protected:
    // Over what `chosen` says of a pixel's identity.
    void halves(const LiveCase& shown, const std::function<bool(int)>& chosen, const std::string& what) const {
        LiveRun fine(device(), shown, kWidth * kFiner, kHeight * kFiner);
        LiveRun plain(device(), shown, kWidth, kHeight), edges(device(), shown, kWidth, kHeight);
        Spread without, with;
        for (int i = 0; i < kFrames; ++i) {
            scene::Camera camera = shown.camera;
            camera.azimuth += radians(kStep_deg * i);
            fine.frame(camera, {.edgeSamples = 0});
            plain.frame(camera, {.edgeSamples = 0});
            edges.frame(camera);
            const FloatImage truth = averaged(fine.radiance());
            const Mask mask = maskWithin(plain.identities(), kWidth, chosen);
            without.add(plain.radiance(), truth, mask);
            with.add(edges.radiance(), truth, mask);
            report(fmt::format("{}-orbit-{}-edges", shown.name, i), edges.radiance());
            report(fmt::format("{}-orbit-{}-plain", shown.name, i), plain.radiance());
            report(fmt::format("{}-orbit-{}-truth", shown.name, i), truth);
        }
        const double before = quantile(without.parts, 0.95), after = quantile(with.parts, 0.95);
        report(fmt::format("{} orbit: 95th percentile {:.3f} without edges, {:.3f} with, over {} pixels of {}",
                           shown.name, before, after, with.parts.size(), what));
        ASSERT_GT(with.parts.size(), 1000u);
        EXPECT_LE(after, 0.5 * before);
    }
};

const auto isStone = [](int identity) { return identity > 0; };
const auto isMetal = [](int identity) { return identity < 0; };

TEST_F(Orbit, EdgePassHalvesTheNoiseOfACentreStone) {
    halves(solitaire("18k-yellow", "diamond", "close"), isStone, "stone");
}

TEST_F(Orbit, EdgePassHalvesTheNoiseOfPave) {
    halves(paveBand("close"), isStone, "stone");
}

TEST_F(Orbit, EdgePassHalvesTheNoiseOfTheHeadsMetal) {
    halves(solitaire("18k-yellow", "diamond", "close"), isMetal, "metal");
}

TEST_F(Orbit, EdgePassHalvesTheNoiseOfTheShanksMetal) {
    halves(solitaire("platinum-950", "diamond", "side"), isMetal, "metal");
}

} // namespace
} // namespace vitrine::render
