#pragma once
#include "screen/events.h"
#include "screen/widgets.h"
#include "session/script.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace vitrine::showroom {

/// What the player may know of the showroom when it is to play on.
struct Stage {
    double now_s = 0.0;
    std::uint64_t frame = 0; ///< how many have been shown
    bool settled = false, rest = false;
    int samples = 0;            ///< of the resting picture
    Widgets* widgets = nullptr; ///< as they were drawn last
};

/// What the showroom is asked to do after the frame.
struct Request {
    std::variant<PictureStep, ResizeStep, StateStep, AssertStep> what;
    std::string place;
};

/// Plays a script, a frame at a time: a tap is a press in one frame and a release in the next, and every step is seen
/// on the screen before the next begins.
class Player {
  public:
    explicit Player(Script script);

    /// Before a frame, or without one where none is wanted: appends what hands do now. Throws vitrine::Error for a
    /// widget that is not there and for a wait that took too long.
    void play(const Stage& stage, std::vector<WindowEvent>& events);

    /// After the frame was shown: what is to be done with it, if anything.
    std::optional<Request> request();

    /// Whether it only waits, for a time or for the showroom, and needs no frames for that.
    bool waits() const;

    bool finished() const { return next_ == script_.steps.size() && !request_; }
    const std::string& file() const { return script_.file; }

  private:
    std::uint64_t framesOf(const Stage& stage) const { return stage.frame - beganFrame_; }
    bool tap(const TapStep& step, const Stage& stage, bool first, std::vector<WindowEvent>& events);
    bool drag(const DragStep& step, const Stage& stage, bool first, std::vector<WindowEvent>& events);
    bool wait(const WaitStep& step, const Stage& stage);
    bool advance(const Step& step, const Stage& stage, bool first, std::vector<WindowEvent>& events);
    std::optional<glm::dvec2> placeOf(const TapStep& step, const Stage& stage) const; ///< none: being scrolled to

    Script script_;
    std::size_t next_ = 0;
    bool begun_ = false;                                       ///< the step
    enum class Hand { away, down, lifted } hand_ = Hand::away; ///< of a tap
    std::uint64_t beganFrame_ = 0;
    double began_s_ = 0.0;
    glm::dvec2 at_px_{0.0};
    std::optional<Request> request_;
};

} // namespace vitrine::showroom
