#pragma once
#include "input/extent.h"
#include "input/gesture.h"
#include "scene/camera.h"

#include <algorithm>
#include <optional>

namespace vitrine::showroom {

/// Where the camera may go and how it gets there. Angles in radians.
struct NavigatorSettings {
    double turnPerSide = radians(200.0); ///< an orbit over the window's shorter side
    double leastElevation = radians(-25.0), mostElevation = radians(88.0);
    double elevationMargin = radians(10.0); ///< resistance begins this far from a limit
    double glide_s = 0.32;                  ///< time in which a released orbit loses 63 % of its speed
    double fastest_rad_s = radians(900.0);
    double closest_mm = 3.0;  ///< least height of what the picture shows
    double farthest = 2.5;    ///< greatest distance in those of the piece filling the picture
    double zoomMargin = 0.35; ///< resistance to zoom begins at this logarithm of distance from a limit
    double mostRoll = radians(25.0), rollMargin = radians(15.0);
    double spring_s = 0.09;    ///< time constant of the roll's return, critically damped
    double ease_s = 0.35;      ///< focus, back and reset
    double focusedSize = 0.55; ///< of the window's shorter side: the diameter of a stone in focus
};

/// The camera as a value: a closed form of the time between one input and the next, so that no frame rate shows in it.
/// Copies are independent. Times are monotonic seconds; gestures bring their own.
class Navigator {
  public:
    /// home: what reset() returns to, and the lens. window_px: of the picture.
    Navigator(const scene::Camera& home, Extent extent, glm::dvec2 window_px, const NavigatorSettings& settings = {});

    /// What the fingers or the mouse did. Taps are left to others.
    void apply(const Gesture& gesture);

    /// Keys: turns by these angles, gliding to a stop there; repeated keys add up.
    void turn(double azimuth, double elevation, double time_s);
    /// Keys: above 1 comes nearer, about the picture's middle.
    void zoom(double factor, double time_s);

    /// Eases to where a sphere of the world (a stone) fills the picture's middle, seen from the same direction; the
    /// view before is kept for unfocus().
    void focus(const glm::dvec3& centre, double radius_mm, double time_s);
    void unfocus(double time_s); ///< eases back to the view before focus(); nothing when there is none
    bool focused() const { return before_.has_value(); }

    void reset(double time_s); ///< eases home, upright

    void resize(glm::dvec2 window_px);
    /// Another piece: the view stays as far as the new limits let it. home: its framing.
    void setPiece(const scene::Camera& home, Extent extent, double time_s);

    scene::Camera camera(double time_s) const;
    /// Whether the camera changes by itself after this time.
    bool moving(double time_s) const;

  private:
    struct Pose {
        double azimuth = 0.0, elevation = 0.0, distance = 1.0, roll = 0.0;
        glm::dvec3 target{0.0};
    };
    enum class Motion { none, glide, ease };

    static Pose poseOf(const scene::Camera& camera);
    scene::Camera cameraOf(const Pose& pose) const;
    glm::dvec3 eyewards(const Pose& pose) const;
    double gapOf(const Pose& pose) const;
    double reachOf(const Pose& pose) const;
    Pose confined(Pose pose) const;
    Pose pivoted(const Pose& pose, double by_mm) const;

    // The motion under way.
    Pose poseAt(double time_s) const;
    Pose glided(double since_s) const;
    Pose eased(double since_s) const;
    double rollAt(double since_s) const;
    double rollSpeedAt(double since_s) const;
    double glideEnd_s() const;
    void hold(double time_s);
    void glide(glm::dvec2 velocity_rad_s);
    void easeTo(const Pose& pose, double time_s);
    Pose destination(double time_s) const;

    void orbit(const Gesture& gesture);
    void transform(const Gesture& gesture);
    double heightUnder(const Pose& pose, glm::dvec2 at_px) const;
    glm::dvec3 pointUnder(const Pose& pose, glm::dvec2 at_px, double height_mm) const;

    double leastDistance(const Pose& pose) const;
    double mostDistance() const;
    double mmPerPixel(double depth_mm) const;
    double shorterSide_px() const { return std::min(window_px_.x, window_px_.y); }
    double turnPerPixel() const { return settings_.turnPerSide / shorterSide_px(); }

    scene::Camera home_;
    Extent extent_;
    glm::dvec2 window_px_;
    NavigatorSettings settings_;

    Pose from_; ///< at start_s_
    double start_s_ = 0.0;
    Motion motion_ = Motion::none;
    glm::dvec2 velocity_rad_s_{0.0}; ///< of a glide at its start: azimuth, elevation
    Pose to_;                        ///< of an ease
    bool springs_ = false;           ///< whether the roll returns
    double rollSpeed_rad_s_ = 0.0;   ///< at start_s_

    std::optional<Pose> before_; ///< the view to go back to
    bool grabbed_ = false;       ///< two fingers hold a point of the piece,
    double height_mm_ = 0.0;     ///< this far before the target's plane
};

} // namespace vitrine::showroom
