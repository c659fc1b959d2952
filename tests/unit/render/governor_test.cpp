// The governor on machines that are known: what it settles on, how fast, and that it stays there.
#include "render/governor.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <random>

namespace vitrine::render {
namespace {

// Milliseconds of a frame of that budget at that time. The work of a machine is not the governor's guess of it.
using Machine = std::function<double(const LiveBudget&, double time_s)>;

// A part that every frame pays, and one by pixels in which edge samples and hits weigh as they like.
Machine machine(double fixed_ms, double pixels_ms, double edges = 0.3, double hits = 0.5) {
    return [=](const LiveBudget& b, double) {
        return fixed_ms + pixels_ms * b.scale * b.scale * (1.0 - hits + hits * b.hits / 8.0 + edges * b.edgeSamples);
    };
}

struct Drawn {
    double time_s, time_ms;
    LiveBudget budget;
    std::size_t rung;
};

// Frames one after the other, as fast as the machine draws them but not faster than the screen; each is known two
// frames later.
class Session {
  public:
    explicit Session(Machine machine, const GovernorSettings& settings = {})
        : machine_(std::move(machine)), governor_(settings) {}

    std::vector<Drawn> run(double seconds, bool moving) {
        std::vector<Drawn> drawn;
        for (const double end_s = time_s_ + seconds; time_s_ < end_s;) {
            GovernorFrame frame{.time_s = time_s_, .moving = moving};
            if (pending_.size() >= 2) {
                frame.finished = pending_.front();
                pending_.erase(pending_.begin());
            }
            const LiveBudget budget = governor_.next(frame);
            const double time_ms = machine_(budget, time_s_);
            pending_.push_back({budget, time_ms});
            drawn.push_back({time_s_, time_ms, budget, governor_.rung()});
            time_s_ += std::max(time_ms * 1e-3, 1.0 / 60.0);
        }
        return drawn;
    }

  private:
    Machine machine_;
    Governor governor_;
    std::vector<GovernorFrame::Measured> pending_;
    double time_s_ = 0.0;
};

Machine noisy(Machine machine, double deviation, unsigned seed) {
    auto random = std::make_shared<std::mt19937>(seed);
    return [=](const LiveBudget& budget, double time_s) {
        std::lognormal_distribution<double> factor(0.0, deviation);
        return machine(budget, time_s) * factor(*random);
    };
}

double meanOf(const std::vector<Drawn>& drawn, std::size_t from) {
    double sum = 0.0;
    for (std::size_t i = from; i < drawn.size(); ++i) sum += drawn[i].time_ms;
    return sum / static_cast<double>(drawn.size() - from);
}

int turnsOf(const std::vector<Drawn>& drawn) {
    int turns = 0, last = 0;
    for (std::size_t i = 1; i < drawn.size(); ++i) {
        const int step = drawn[i].rung > drawn[i - 1].rung ? 1 : drawn[i].rung < drawn[i - 1].rung ? -1 : 0;
        turns += step != 0 && last != 0 && step != last ? 1 : 0;
        last = step != 0 ? step : last;
    }
    return turns;
}

TEST(BudgetLadder, GivesUpResolutionFirstAndHitsLastAndNeverUnderSix) {
    const std::vector<LiveBudget> ladder = budgetLadder({.full = {.hits = 10}});
    EXPECT_EQ(ladder.front(), LiveBudget{.hits = 10});
    for (std::size_t i = 1; i < ladder.size(); ++i) {
        const LiveBudget &a = ladder[i - 1], &b = ladder[i];
        EXPECT_LT(workOf(b), workOf(a));
        EXPECT_GE(b.scale, 0.25 - 1e-9);
        EXPECT_GE(b.hits, 6);
        EXPECT_TRUE(b.nearField);
        if (b.edgeSamples < a.edgeSamples) {
            EXPECT_NEAR(b.scale, 0.5, 1e-9);
        }
        if (b.hits < a.hits) {
            EXPECT_NEAR(b.scale, 0.25, 1e-9);
        }
    }
    EXPECT_EQ(ladder.back().hits, 6);
}

TEST(Governor, AFastMachineShowsFullQualityAlways) {
    Session session(machine(1.0, 5.0));
    for (const bool moving : {true, false, true})
        for (const Drawn& frame : session.run(3.0, moving)) EXPECT_EQ(frame.budget, LiveBudget{});
}

TEST(Governor, SettlesOnTheTargetRateWithinAFadeAndAFewFrames) {
    for (const double pixels_ms : {12.0, 25.0, 35.0}) {
        Session session(machine(1.5, pixels_ms));
        const auto drawn = session.run(6.0, true);
        const auto late = std::find_if(drawn.begin(), drawn.end(), [](const Drawn& d) { return d.time_s > 2.0; });
        for (auto frame = late; frame != drawn.end(); ++frame) {
            EXPECT_LE(frame->time_ms, 1.07 * 1e3 / 60.0) << pixels_ms << " ms at " << frame->time_s << " s";
            EXPECT_GE(frame->time_ms, 0.6 * 1e3 / 60.0) << pixels_ms << " ms at " << frame->time_s << " s";
        }
        EXPECT_EQ(turnsOf(drawn), 0);
    }
}

// A software rasteriser: 60 frames a second are out of reach, 15 are not, and the picture stays sharp.
TEST(Governor, ASlowMachineKeepsItsPictureSharpAtFifteenFrames) {
    Session session(machine(9.0, 100.0));
    session.run(1.0, false);
    const auto drawn = session.run(5.0, true);
    for (const Drawn& frame : drawn) {
        EXPECT_LE(frame.time_ms, 1e3 / 15.0);
        EXPECT_GE(frame.budget.scale, 0.5 - 1e-9);
    }
}

TEST(Governor, KnowsTheRungAfterARestBeforeTheFirstMovingFrame) {
    Session session(machine(2.0, 30.0));
    session.run(1.0, false);
    const auto drawn = session.run(4.0, true);
    const double limit_ms = 1e3 / 60.0;
    EXPECT_LE(drawn.front().time_ms, 1.35 * limit_ms); // a guess from one budget alone
    EXPECT_LE(drawn.back().time_ms, 1.07 * limit_ms);
    // The next gesture knows both.
    session.run(0.5, false);
    EXPECT_LE(session.run(1.0, true).front().time_ms, 1.07 * limit_ms);
}

TEST(Governor, NeverGoesBelowTheFloorHoweverSlowTheMachine) {
    Session session(machine(80.0, 3000.0));
    const auto drawn = session.run(60.0, true);
    const std::vector<LiveBudget> ladder = budgetLadder({});
    EXPECT_EQ(drawn.back().budget, ladder.back());
    for (const Drawn& frame : drawn) EXPECT_GE(frame.budget.hits, 6);
}

TEST(Governor, NoiseDoesNotMakeItPump) {
    for (unsigned seed = 1; seed <= 20; ++seed)
        for (const double pixels_ms : {8.0, 20.0, 40.0, 120.0}) {
            Session session(noisy(machine(2.0, pixels_ms), 0.15, seed));
            session.run(1.0, false);
            const auto drawn = session.run(20.0, true);
            EXPECT_LE(turnsOf(drawn), 2) << pixels_ms << " ms, seed " << seed;
        }
}

TEST(Governor, OneSlowFrameChangesNothing) {
    const Machine steady = machine(1.0, 6.0);
    int frames = 0;
    Session session([&](const LiveBudget& budget, double time_s) {
        return steady(budget, time_s) * (++frames % 40 == 0 ? 12.0 : 1.0);
    });
    session.run(0.4, false);
    for (const Drawn& frame : session.run(10.0, true)) EXPECT_EQ(frame.rung, 0u);
}

TEST(Governor, ALoadThatComesAndGoesCostsOneStepEachWay) {
    const Machine steady = machine(1.0, 6.0);
    Session session([&](const LiveBudget& budget, double time_s) {
        return steady(budget, time_s) * (time_s > 3.0 && time_s < 8.0 ? 2.5 : 1.0);
    });
    session.run(1.0, false);
    const auto loaded = session.run(9.0, true);
    EXPECT_LE(turnsOf(loaded), 1);
    session.run(2.0, false);
    EXPECT_EQ(session.run(2.0, true).back().rung, 0u); // and the next gesture is as good as ever
}

TEST(Governor, AStepWhileSomethingMovesIsAFadeAcrossTheRungs) {
    const Machine steady = machine(1.0, 8.0);
    Session session(
        [&](const LiveBudget& budget, double time_s) { return steady(budget, time_s) * (time_s > 2.0 ? 2.2 : 1.0); });
    session.run(1.0, false);
    const auto drawn = session.run(5.0, true);
    std::size_t first = 0, last = 0;
    for (std::size_t i = 1; i < drawn.size(); ++i) {
        if (drawn[i].rung == drawn[i - 1].rung) continue;
        first = first == 0 ? i : first;
        last = i;
        EXPECT_LE(drawn[i].rung, drawn[i - 1].rung + 2); // 8 % of the resolution each
    }
    ASSERT_GT(first, 0u);
    EXPECT_GE(drawn[last].time_s - drawn[first].time_s, 0.3);
    EXPECT_LE(meanOf(drawn, last), 1.07 * 1e3 / 60.0);
}

TEST(Governor, ReturnsToFullQualityAtRestInTheNextFrame) {
    for (const double pixels_ms : {5.0, 30.0, 300.0}) {
        Session session(machine(3.0, pixels_ms));
        session.run(3.0, true);
        EXPECT_EQ(session.run(0.1, false).front().budget, LiveBudget{});
    }
}

} // namespace
} // namespace vitrine::render
