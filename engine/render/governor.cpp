#include "render/governor.h"

#include <algorithm>
#include <cmath>

namespace vitrine::render {
namespace {

constexpr int kLeastHits = 6;
constexpr int kStepsAnOctave = 8;       // of resolution: 8 % each, too little to be seen as a step
constexpr double kForgetting = 0.9;     // of a frame's weight when the next is measured
constexpr double kAim = 0.92;           // of the limit: what a chosen rung is meant to take
constexpr double kTooDear = 1.06;       // of the limit: over it a rung is left
constexpr double kRoom = 0.75;          // of the limit: under it a better rung is worth trying while something moves
constexpr double kRoomLasts_s = 1.0;    // and only if it stays there
constexpr double kLeastVariance = 1e-3; // of work, relative: less says nothing about the slope

// Shares of a frame, from docs/performance.md: what covers every pixel, stones, and an edge sample beside the first
// (half of a stone's pixels border another facet sequence, and METAL_EDGE_SAMPLES of polished metal come with each).
constexpr double kSurfaceShare = 0.3, kStoneShare = 0.7, kEdgeShare = 1.0, kUsualHits = 8.0;

} // namespace

double workOf(const LiveBudget& budget) {
    const double stones = kStoneShare * budget.hits / kUsualHits * (1.0 + kEdgeShare * budget.edgeSamples);
    return budget.scale * budget.scale * (kSurfaceShare + stones);
}

std::vector<LiveBudget> budgetLadder(const GovernorSettings& settings) {
    std::vector<LiveBudget> ladder{settings.full};
    const auto shrinkTo = [&](double least) {
        const double from = ladder.back().scale;
        const int steps = static_cast<int>(std::ceil(kStepsAnOctave * std::log2(from / least) - 1e-9));
        for (int i = 1; i <= steps; ++i) {
            ladder.push_back(ladder.back());
            ladder.back().scale = from * std::pow(least / from, static_cast<double>(i) / steps);
        }
    };
    shrinkTo(settings.sharpScale);
    while (ladder.back().edgeSamples > 0) {
        ladder.push_back(ladder.back());
        --ladder.back().edgeSamples;
    }
    shrinkTo(settings.leastScale);
    while (ladder.back().hits > kLeastHits) {
        ladder.push_back(ladder.back());
        --ladder.back().hits;
    }
    return ladder;
}

void CostModel::measured(double work, double time_ms) {
    lastPerWork_[count_++ % lastPerWork_.size()] = time_ms / work;
    if (count_ >= lastPerWork_.size()) {
        const auto [least, most] = std::minmax({lastPerWork_[0], lastPerWork_[1], lastPerWork_[2]});
        time_ms = work * (lastPerWork_[0] + lastPerWork_[1] + lastPerWork_[2] - least - most); // their median
    }
    for (double* sum : {&weight_, &work_, &time_, &workSquared_, &workTime_}) *sum *= kForgetting;
    weight_ += 1.0;
    work_ += work;
    time_ += time_ms;
    workSquared_ += work * work;
    workTime_ += work * time_ms;
}

double CostModel::predict_ms(double work) const {
    const double meanWork = work_ / weight_, meanTime = time_ / weight_;
    const double proportional = meanTime / std::max(meanWork, 1e-9);
    const double variance = workSquared_ / weight_ - meanWork * meanWork;
    const double covariance = workTime_ / weight_ - meanWork * meanTime;
    // What a view costs changes while it is turned, which tilts the line; it never is steeper than proportional, and
    // without other budgets to compare a tenth of the time is taken to be paid by every frame.
    const bool told = variance > kLeastVariance * meanWork * meanWork;
    const double slope =
        std::clamp(told ? covariance / variance : 0.9 * proportional, 0.4 * proportional, proportional);
    return meanTime + slope * (work - meanWork);
}

Governor::Governor(const GovernorSettings& settings)
    : settings_(settings), ladder_(budgetLadder(settings)),
      sharpRungs_(static_cast<std::size_t>(std::count_if(ladder_.begin(), ladder_.end(), [&](const LiveBudget& budget) {
          return budget.scale > settings.sharpScale - 1e-9;
      }))) {}

// Sharpness is given up for the least rate alone.
double Governor::limit_ms(std::size_t rung) const {
    return 1e3 / (rung + 1 < sharpRungs_ ? settings_.target_fps : settings_.least_fps);
}

double Governor::predict_ms(std::size_t rung) const {
    return cost_.predict_ms(workOf(ladder_[rung]));
}

std::size_t Governor::fittingRung(double headroom) const {
    for (std::size_t rung = ceiling_; rung < ladder_.size(); ++rung)
        if (predict_ms(rung) <= headroom * limit_ms(rung)) return rung;
    return ladder_.size() - 1;
}

void Governor::learn(const GovernorFrame::Measured& finished) {
    cost_.measured(workOf(finished.budget), finished.time_ms);
    // A frame of another rung than the one that is held says nothing about whether this one fits.
    if (finished.budget == ladder_[rung_])
        recent_[recentCount_++ % recent_.size()] = finished.time_ms / limit_ms(rung_);
}

double Governor::usualShare() const {
    std::array<double, kRecent> sorted = recent_;
    const auto end = sorted.begin() + static_cast<std::ptrdiff_t>(std::min(recentCount_, kRecent));
    const auto middle = sorted.begin() + (end - sorted.begin()) / 2;
    std::nth_element(sorted.begin(), middle, end);
    return *middle;
}

void Governor::decideWhileMoving(double time_s) {
    constexpr std::size_t enough = 3; // for a median that one slow frame does not move
    if (recentCount_ < enough || goal_ != rung_) return;
    const auto walkTo = [&](std::size_t rung) {
        goal_ = rung;
        walkFrom_ = rung_;
        walkBegan_s_ = time_s;
        room_ = false;
    };
    if (usualShare() > kTooDear) {
        ceiling_ = std::min(rung_ + 1, ladder_.size() - 1);
        return walkTo(std::max(fittingRung(kAim), ceiling_));
    }
    const std::size_t better = fittingRung(kRoom);
    if (better >= rung_) {
        room_ = false;
        return;
    }
    if (!room_) roomSince_s_ = time_s;
    room_ = true;
    if (time_s - roomSince_s_ >= kRoomLasts_s) walkTo(better);
}

void Governor::walk(double time_s) {
    if (rung_ == goal_) return;
    const double done = std::clamp((time_s - walkBegan_s_) / std::max(settings_.fade_s, 1e-6), 0.0, 1.0);
    const double from = static_cast<double>(walkFrom_), to = static_cast<double>(goal_);
    const auto rung = static_cast<std::size_t>(std::lround(from + (to - from) * done));
    if (rung != rung_) recentCount_ = 0;
    rung_ = rung;
}

LiveBudget Governor::next(const GovernorFrame& frame) {
    if (frame.finished) learn(*frame.finished);
    if (!frame.moving) {
        moving_ = false;
        return ladder_.front();
    }
    if (!moving_) { // between gestures a step is not seen
        ceiling_ = 0;
        rung_ = goal_ = cost_.any() ? fittingRung(kAim) : 0;
        recentCount_ = 0;
        room_ = false;
    }
    moving_ = true;
    decideWhileMoving(frame.time_s);
    walk(frame.time_s);
    return ladder_[rung_];
}

} // namespace vitrine::render
