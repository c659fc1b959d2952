// The rasteriser decides through which facet the eye's ray enters a stone; the double-precision tracer must find the
// same one there, or one that lies within a tenth of a pixel, wherever a turning camera puts the pixels.
#include "live_fixture.h"

#include "gem/trace.h"
#include "gpu/recorder.h"
#include "render/live_passes.h"

#include <array>
#include <cmath>
#include <cstring>

namespace vitrine::render {
namespace {

constexpr int kWidth = 160, kHeight = 120;
constexpr int kSteps = 24;
constexpr double kStep_deg = 0.01;
constexpr double kNear_px = 0.1;

// The eye's rays in double precision, into the frame of a stone.
class Eye {
  public:
    Eye(const scene::Camera& camera, const scene::Stone& stone)
        : frame_(scene::frameOf(camera)), stoneFromWorld_(glm::inverse(stone.worldFromStone)),
          halfHeight_(std::tan(0.5 * camera.verticalField)) {}

    // x, y: pixels from the upper left corner.
    gem::Ray rayThrough(double x, double y) const {
        const double across = (2.0 * x / kWidth - 1.0) * halfHeight_ * kWidth / kHeight;
        const double up = (1.0 - 2.0 * y / kHeight) * halfHeight_;
        const glm::dvec3 direction = glm::normalize(frame_.forward + frame_.right * across + frame_.up * up);
        return {glm::dvec3(stoneFromWorld_ * glm::dvec4(frame_.eye, 1.0)), glm::dmat3(stoneFromWorld_) * direction};
    }

  private:
    scene::CameraFrame frame_;
    glm::dmat4 stoneFromWorld_;
    double halfHeight_;
};

bool entersThrough(int facet, const gem::Solid& solid, const Eye& eye, double x, double y) {
    const auto at = [&](double dx, double dy) {
        const auto hit = gem::findEntry(solid, eye.rayThrough(x + dx, y + dy));
        return hit && hit->facet == facet;
    };
    if (at(0.0, 0.0)) return true;
    for (int i = 0; i < 16; ++i) {
        const double angle = 2.0 * kPi * i / 16.0;
        if (at(kNear_px * std::cos(angle), kNear_px * std::sin(angle))) return true;
    }
    return false;
}

class Entry : public LiveTest {
  protected:
    // Counts the pixels that show a facet which the eye's ray does not enter by.
    void everyFacetIsEntered(const LiveCase& shown) const {
        LivePipelines pipelines(device(), {});
        LivePiece piece(device(), pipelines, shown.piece, {});
        const LiveTargets targets(device(), pipelines, kWidth, kHeight, {});
        const LivePasses passes(pipelines, 0.0);
        std::size_t pixels = 0, wrong = 0;
        for (int step = 0; step < kSteps; ++step) {
            scene::Camera camera = shown.camera;
            camera.azimuth += radians(kStep_deg * step);
            gpu::Recorder recorder(device(), {.name = "identities"});
            passes.identities(recorder, piece, targets, camera, {.width = kWidth, .height = kHeight});
            std::move(recorder).submit().wait();
            const auto bytes = gpu::download(device(), targets.identity, gpu::Use::sampled);
            for (int y = 0; y < kHeight; ++y)
                for (int x = 0; x < kWidth; ++x) {
                    std::array<std::uint32_t, 2> shows{};
                    std::memcpy(&shows, &bytes[8 * (static_cast<std::size_t>(y) * kWidth + x)], sizeof shows);
                    if (shows[0] < IDENTITY_STONE || shows[0] >= IDENTITY_METAL) continue;
                    const scene::Stone& stone = shown.piece.stones[shows[0] & IDENTITY_INDEX];
                    ++pixels;
                    wrong +=
                        !entersThrough(static_cast<int>(shows[1]), *stone.solid, Eye(camera, stone), x + 0.5, y + 0.5);
                }
        }
        EXPECT_GT(pixels, 1000u * kSteps / 4);
        EXPECT_EQ(wrong, 0u) << "of " << pixels << " pixels";
    }
};

TEST_F(Entry, IsTheFacetThatTheTracerFindsForACentreStone) {
    everyFacetIsEntered(solitaire("18k-yellow", "diamond", "close"));
}

TEST_F(Entry, IsTheFacetThatTheTracerFindsForMelee) {
    everyFacetIsEntered(paveBand("close"));
}

} // namespace
} // namespace vitrine::render
