#pragma once
#include "input/gesture.h"

#include <algorithm>
#include <vector>

namespace vitrine::showroom {

/// Fingers on a recogniser, with all that was recognised.
class Fingers {
  public:
    explicit Fingers(const GestureSettings& settings = {}) : recogniser(settings) {}

    void down(int id, glm::dvec2 at_px, double time_s, double size_mm = 0.0) {
        feed({id, TouchPhase::began, at_px, time_s, size_mm});
    }
    void move(int id, glm::dvec2 at_px, double time_s, double size_mm = 0.0) {
        feed({id, TouchPhase::moved, at_px, time_s, size_mm});
    }
    void up(int id, glm::dvec2 at_px, double time_s) { feed({id, TouchPhase::ended, at_px, time_s}); }
    void feed(const TouchEvent& event) { add(recogniser.feed(event)); }
    void advance(double now_s) { add(recogniser.advance(now_s)); }
    void cancel(double now_s) { add(recogniser.cancel(now_s)); }
    void tap(glm::dvec2 at_px, double time_s, double duration_s = 0.08) {
        down(1, at_px, time_s);
        up(1, at_px, time_s + duration_s);
    }

    std::ptrdiff_t count(GestureKind kind) const { return std::ranges::count(seen, kind, &Gesture::kind); }
    std::vector<GestureKind> kinds() const {
        std::vector<GestureKind> all;
        for (const Gesture& gesture : seen) all.push_back(gesture.kind);
        return all;
    }
    glm::dvec2 motion() const {
        glm::dvec2 sum(0.0);
        for (const Gesture& gesture : seen) sum += gesture.motion_px;
        return sum;
    }

    GestureRecogniser recogniser;
    std::vector<Gesture> seen;

  private:
    void add(std::span<const Gesture> gestures) { seen.insert(seen.end(), gestures.begin(), gestures.end()); }
};

} // namespace vitrine::showroom
