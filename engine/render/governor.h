#pragma once
#include "render/live.h"

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace vitrine::render {

struct GovernorSettings {
    double target_fps = 60.0; ///< held as long as the picture stays sharp
    double least_fps = 15.0;  ///< what sharpness is given up for
    double sharpScale = 0.5;  ///< LiveBudget::scale under which a ring no longer looks sharp
    double leastScale = 0.25; ///< the least there is
    double fade_s = 0.5;      ///< over which a step is taken while something moves
    LiveBudget full = {};     ///< at rest, and while moving where the device can
    bool operator==(const GovernorSettings&) const = default;
};

/// Every budget that may be drawn, best first, one small step after the other: resolution down to sharpScale, edge
/// samples, resolution down to leastScale, and last the hits inside a stone, never under 6.
std::vector<LiveBudget> budgetLadder(const GovernorSettings& settings);

/// How much a budget costs beside others, before anything was measured: 1 is one sample a pixel at full resolution.
double workOf(const LiveBudget& budget);

/// A straight line through what budgets have cost, the newest counting most: a part that every frame pays, and one in
/// proportion to workOf. One frame that was held up is not believed.
class CostModel {
  public:
    void measured(double work, double time_ms);
    bool any() const { return weight_ > 0.0; }
    double predict_ms(double work) const;

  private:
    std::array<double, 3> lastPerWork_{}; ///< of the last frames, ms for a unit of work
    std::size_t count_ = 0;
    double weight_ = 0.0, work_ = 0.0, time_ = 0.0, workSquared_ = 0.0, workTime_ = 0.0; ///< sums, fading
};

/// What the governor is told before a frame is recorded.
struct GovernorFrame {
    double time_s = 0.0; ///< monotonic
    bool moving = false; ///< a finger is down, or something still turns
    struct Measured {
        LiveBudget budget; ///< with which it was drawn
        double time_ms =
            0.0; ///< on the device, by timestamps; else from submission to the fence. Not the wait for vsync
    };
    /// The newest frame whose time is known, if one has become known; not one in which the still behind a resting view
    /// worked, which is no measure of its budget.
    std::optional<Measured> finished = {};
};

/// Chooses the budget of every frame so that the target rate is held: a pure function of what it was told. It predicts
/// from what it has measured, so it goes straight to the right budget; between gestures at once, during one over
/// GovernorSettings::fade_s, rung by rung. One slow frame changes nothing; a rung that proved too dear is not tried
/// again until the next gesture. At rest it asks for full quality.
///
///   const LiveBudget budget = governor.next({.time_s = now, .moving = camera.moving(), .finished = lastFrame});
class Governor {
  public:
    explicit Governor(const GovernorSettings& settings = {});

    LiveBudget next(const GovernorFrame& frame);

    /// The rung that is held, 0 for full quality; for statistics.
    std::size_t rung() const { return rung_; }

  private:
    void learn(const GovernorFrame::Measured& finished);
    double limit_ms(std::size_t rung) const;
    double predict_ms(std::size_t rung) const;
    std::size_t fittingRung(double headroom) const;
    double usualShare() const;
    void decideWhileMoving(double time_s);
    void walk(double time_s);

    GovernorSettings settings_;
    std::vector<LiveBudget> ladder_;
    std::size_t sharpRungs_ = 0; ///< the first so many keep the picture sharp
    CostModel cost_;
    static constexpr std::size_t kRecent = 5;
    std::array<double, kRecent> recent_{}; ///< what the last frames took, in parts of what their rung may
    std::size_t recentCount_ = 0;
    std::size_t rung_ = 0;     ///< drawn now
    std::size_t goal_ = 0;     ///< where it is going
    std::size_t ceiling_ = 0;  ///< the best rung that has not proved too dear in this gesture
    double walkBegan_s_ = 0.0; ///< from walkFrom_ to goal_
    std::size_t walkFrom_ = 0;
    double roomSince_s_ = 0.0; ///< since when a better rung would have fitted
    bool room_ = false;
    bool moving_ = false;
};

} // namespace vitrine::render
