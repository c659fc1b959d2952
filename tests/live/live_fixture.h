#pragma once
// Designs, views and the two pictures of each: of the live view, and of the still.
#include "difference.h"
#include "gpu/gpu_fixture.h"
#include "render/live.h"
#include "render/still.h"
#include "scene/catalogue.h"

#include <filesystem>
#include <functional>
#include <string>

namespace vitrine::render {

/// What is shown: a piece of the shipped catalogue, seen by a camera.
struct LiveCase {
    std::string name;
    scene::Piece piece;
    scene::Camera camera;
    std::string studio = "studio"; ///< of the assets
};

/// The shipped solitaire all in one metal, with that stone.
LiveCase solitaire(const std::string& metal, const std::string& stone, const std::string& view);
/// The shipped solitaire in yellow gold with its metal worked like that.
LiveCase workedSolitaire(const std::string& finish, const std::string& view);
/// The shipped solitaire in yellow gold, worked like that, all under that enamel.
LiveCase enamelledSolitaire(const std::string& enamel, const std::string& view, const std::string& finish = "mirror");
/// The same with stones of that strength of fluorescence.
LiveCase fluorescing(LiveCase shown, const std::string& grade);
/// The same with stones of that clarity.
LiveCase graded(LiveCase shown, const std::string& clarity);
/// A band of 120 diamond melee.
LiveCase paveBand(const std::string& view);

/// One frame's settings of the live view; a test asks for budgets that no governor would.
class LiveRun {
  public:
    LiveRun(const gpu::Device& device, const LiveCase& shown, int width, int height);

    /// A frame of that camera, drawn and waited for.
    void frame(const scene::Camera& camera, const LiveBudget& budget = {});
    FloatImage radiance() const { return view_.radiance(); }
    std::vector<int> identities() const { return view_.identities(); }
    LiveView& view() { return view_; }

  private:
    const gpu::Device& device_;
    LiveView view_;
    double time_s_ = 0.0;
};

/// How a first moving frame is held against the still.
struct FirstFrame {
    std::function<bool(int)> counts; ///< by what a pixel shows: stones over 0, surfaces from -1 down
    glm::ivec2 size{320, 240};
    int samples = 96; ///< of the still
    int cell = 4;
};

class LiveTest : public gpu::GpuTest {
  protected:
    /// Of `live` against the still of `truth`.
    Difference firstFrameOf(const LiveCase& live, const LiveCase& truth, const FirstFrame& how) const;
    /// Within 4 % of the still in mean luminance and chromaticity.
    void expectNearlyTheStill(const LiveCase& shown, const FirstFrame& how) const;
    /// A piece that is dressed as another looks in the next frame like that other one made so.
    void expectSwappedInTheNextFrame(const LiveCase& from, const LiveCase& to) const;

    /// XYZ of the still of that case.
    FloatImage stillOf(const LiveCase& shown, int width, int height, int samples) const;

    /// Writes both pictures for somebody to look at, into $VITRINE_LIVE_REPORT; nothing without it.
    void report(const std::string& name, const FloatImage& xyz) const;
    void report(const std::string& line) const;
};

} // namespace vitrine::render
