#include "input/navigator.h"

#include "input/limit.h"

#include <cmath>
#include <limits>

namespace vitrine::showroom {
namespace {

constexpr double kStill_rad = radians(0.05); // a glide with less before it has stopped: a sixth of a pixel at 1280x720
constexpr double kSlowest_rad_s = radians(4.0); // of a release that glides
constexpr double kClearance = 1.05;             // of the eye from the piece, in the piece's radii
constexpr double kReach = 1.3;        // the piece is nearer to the picture's middle than its edge, by this factor
constexpr double kTouchRadius = 0.06; // of the window's shorter side: a finger holds what is this near

double eases(double s) {
    return s * s * s * (s * (6.0 * s - 15.0) + 10.0); // at rest at both ends, without a jolt
}

} // namespace

Navigator::Navigator(const scene::Camera& home, Extent extent, glm::dvec2 window_px, const NavigatorSettings& settings)
    : home_(home), extent_(std::move(extent)), window_px_(glm::max(window_px, 1.0)), settings_(settings),
      from_(confined(poseOf(home))) {}

Navigator::Pose Navigator::poseOf(const scene::Camera& camera) {
    return {camera.azimuth, camera.elevation, camera.distance, camera.roll, camera.target};
}

scene::Camera Navigator::cameraOf(const Pose& pose) const {
    scene::Camera camera = home_;
    camera.azimuth = pose.azimuth;
    camera.elevation = pose.elevation;
    camera.distance = pose.distance;
    camera.roll = pose.roll;
    camera.target = pose.target;
    return camera;
}

glm::dvec3 Navigator::eyewards(const Pose& pose) const {
    return -scene::frameOf(cameraOf(pose)).forward;
}

scene::Camera Navigator::camera(double time_s) const {
    Pose pose = poseAt(time_s);
    pose.distance =
        std::max(pose.distance, leastDistance(pose)); // what an orbit brings before the eye it does not meet
    return cameraOf(pose);
}

bool Navigator::moving(double time_s) const {
    const double since = std::max(time_s - start_s_, 0.0);
    if (motion_ == Motion::glide && since < glideEnd_s()) return true;
    if (motion_ == Motion::ease && since < settings_.ease_s) return true;
    return springs_ && rollAt(since) != 0.0;
}

// ---- motion as a function of time

Navigator::Pose Navigator::poseAt(double time_s) const {
    const double since = std::max(time_s - start_s_, 0.0);
    Pose pose = from_;
    if (motion_ == Motion::glide) pose = glided(since);
    if (motion_ == Motion::ease) pose = eased(since);
    pose.roll = rollAt(since);
    return pose;
}

// v exp(-t / tau), integrated: the same way on every frame rate.
Navigator::Pose Navigator::glided(double since_s) const {
    const double way = settings_.glide_s * -std::expm1(-std::min(since_s, glideEnd_s()) / settings_.glide_s);
    Pose pose = from_;
    pose.azimuth += velocity_rad_s_.x * way;
    pose.elevation = moved(pose.elevation, velocity_rad_s_.y * way,
                           {settings_.leastElevation, settings_.mostElevation, settings_.elevationMargin});
    return pose;
}

double Navigator::glideEnd_s() const {
    const double whole = glm::length(velocity_rad_s_) * settings_.glide_s;
    return whole > kStill_rad ? settings_.glide_s * std::log(whole / kStill_rad) : 0.0;
}

Navigator::Pose Navigator::eased(double since_s) const {
    if (since_s >= settings_.ease_s) return to_; // to the last bit
    const double s = eases(std::clamp(since_s / settings_.ease_s, 0.0, 1.0));
    Pose pose = from_;
    pose.azimuth += s * std::remainder(to_.azimuth - from_.azimuth, 2.0 * kPi);
    pose.elevation += s * (to_.elevation - from_.elevation);
    pose.distance *= std::pow(to_.distance / from_.distance, s);
    pose.target += s * (to_.target - from_.target);
    return pose;
}

// Critically damped: back upright as fast as can be without swinging over.
double Navigator::rollAt(double since_s) const {
    if (!springs_) return from_.roll;
    const double t = since_s / settings_.spring_s, speed = rollSpeed_rad_s_ * settings_.spring_s;
    const double envelope = (std::abs(from_.roll) * (1.0 + t) + std::abs(speed) * t) * std::exp(-t);
    if (envelope < 0.1 * kStill_rad) return 0.0;
    return (from_.roll + (speed + from_.roll) * t) * std::exp(-t);
}

double Navigator::rollSpeedAt(double since_s) const {
    if (!springs_ || rollAt(since_s) == 0.0) return 0.0;
    const double t = since_s / settings_.spring_s, speed = rollSpeed_rad_s_ * settings_.spring_s;
    return (speed - (speed + from_.roll) * t) * std::exp(-t) / settings_.spring_s;
}

// Stops what glides or eases where it is at this time; the roll goes on returning.
void Navigator::hold(double time_s) {
    const double since = std::max(time_s - start_s_, 0.0);
    const double rollSpeed = rollSpeedAt(since);
    from_ = poseAt(time_s);
    from_.azimuth = std::remainder(from_.azimuth, 2.0 * kPi);
    rollSpeed_rad_s_ = rollSpeed;
    start_s_ += since;
    motion_ = Motion::none;
}

void Navigator::glide(glm::dvec2 velocity_rad_s) {
    const double speed = glm::length(velocity_rad_s);
    if (!(speed > 0.0)) return;
    velocity_rad_s_ = velocity_rad_s * std::min(1.0, settings_.fastest_rad_s / speed);
    motion_ = Motion::glide;
}

void Navigator::easeTo(const Pose& pose, double time_s) {
    hold(time_s);
    to_ = confined(pose);
    motion_ = Motion::ease;
    springs_ = true;
}

// Where the camera will be when nobody touches it any more.
Navigator::Pose Navigator::destination(double time_s) const {
    return motion_ == Motion::ease ? to_ : poseAt(time_s);
}

// ---- what the hand does

void Navigator::apply(const Gesture& gesture) {
    switch (gesture.kind) {
    case GestureKind::touched:
        if (motion_ == Motion::glide) hold(gesture.time_s);
        break;
    case GestureKind::orbit:
        orbit(gesture);
        break;
    case GestureKind::released:
        hold(gesture.time_s);
        if (glm::length(gesture.velocity_px_s) * turnPerPixel() > kSlowest_rad_s)
            glide(glm::dvec2(-gesture.velocity_px_s.x, gesture.velocity_px_s.y) * turnPerPixel());
        break;
    case GestureKind::transform:
        transform(gesture);
        break;
    case GestureKind::settled:
        hold(gesture.time_s);
        grabbed_ = false;
        springs_ = true;
        break;
    case GestureKind::tap:
    case GestureKind::doubleTap:
    case GestureKind::longPress:
        break;
    }
}

// The piece follows the finger, so the camera goes against it.
void Navigator::orbit(const Gesture& gesture) {
    hold(gesture.time_s);
    from_.azimuth -= gesture.motion_px.x * turnPerPixel();
    from_.elevation = moved(from_.elevation, gesture.motion_px.y * turnPerPixel(),
                            {settings_.leastElevation, settings_.mostElevation, settings_.elevationMargin});
}

// What was under the fingers' centre stays under it: a point of the piece where there is one.
void Navigator::transform(const Gesture& gesture) {
    hold(gesture.time_s);
    from_.distance = std::max(from_.distance, leastDistance(from_));
    const glm::dvec2 before_px = gesture.at_px - gesture.motion_px;
    if (!grabbed_) {
        grabbed_ = true;
        height_mm_ = heightUnder(from_, before_px);
    }
    springs_ = false;
    rollSpeed_rad_s_ = 0.0;

    Pose pose = from_;
    pose.roll = moved(pose.roll, gesture.twist, {-settings_.mostRoll, settings_.mostRoll, settings_.rollMargin});
    height_mm_ = std::min(height_mm_, 0.8 * pose.distance);
    const double zoom = std::clamp(gesture.zoom, 1e-3, 1e3);
    const double wanted = std::max(height_mm_ + (pose.distance - height_mm_) / zoom, 1e-3 * pose.distance);
    const SoftRange range{std::log(leastDistance(pose)), std::log(mostDistance()), settings_.zoomMargin};
    pose.distance = std::exp(moved(std::log(pose.distance), std::log(wanted / pose.distance), range));
    pose.target += pointUnder(from_, before_px, height_mm_) - pointUnder(pose, gesture.at_px, height_mm_);
    // From afar the camera turns about the piece's middle; the closer, the more about what the fingers hold.
    double forward = 0.0;
    if (gapOf(pose) > reachOf(pose)) {
        double least = 0.0, most = 1.0;
        for (int i = 0; i < 12; ++i) {
            const double part = 0.5 * (least + most);
            const Pose there = pivoted(pose, part * height_mm_);
            (gapOf(there) > reachOf(there) ? least : most) = part;
        }
        forward = most * height_mm_;
    }
    height_mm_ -= forward;
    from_ = confined(pivoted(pose, forward));
}

// The same picture from the same eye, turning about another point of the line of sight.
Navigator::Pose Navigator::pivoted(const Pose& pose, double by_mm) const {
    Pose there = pose;
    there.target += by_mm * eyewards(pose);
    there.distance -= by_mm;
    return there;
}

void Navigator::turn(double azimuth, double elevation, double time_s) {
    glm::dvec2 left(0.0);
    if (motion_ == Motion::glide)
        left = velocity_rad_s_ * std::exp(-std::max(time_s - start_s_, 0.0) / settings_.glide_s);
    hold(time_s);
    glide(left + glm::dvec2(azimuth, elevation) / settings_.glide_s);
}

void Navigator::zoom(double factor, double time_s) {
    Pose pose = destination(time_s);
    const SoftRange range{std::log(leastDistance(pose)), std::log(mostDistance()), settings_.zoomMargin};
    pose.distance = std::exp(moved(std::log(pose.distance), -std::log(std::clamp(factor, 1e-3, 1e3)), range));
    easeTo(pose, time_s);
}

void Navigator::focus(const glm::dvec3& centre, double radius_mm, double time_s) {
    Pose pose = destination(time_s);
    if (!before_) before_ = pose;
    pose.target = centre;
    const double pixelsAcross = settings_.focusedSize * shorterSide_px();
    pose.distance = std::max(2.0 * radius_mm / (pixelsAcross * mmPerPixel(1.0)), leastDistance(pose));
    easeTo(pose, time_s);
}

void Navigator::unfocus(double time_s) {
    if (!before_) return;
    easeTo(*before_, time_s);
    before_.reset();
}

void Navigator::reset(double time_s) {
    before_.reset();
    easeTo(poseOf(home_), time_s);
}

void Navigator::resize(glm::dvec2 window_px) {
    window_px_ = glm::max(window_px, 1.0);
    from_ = confined(from_);
    to_ = confined(to_);
}

void Navigator::setPiece(const scene::Camera& home, Extent extent, double time_s) {
    hold(time_s);
    home_ = home;
    extent_ = std::move(extent);
    from_ = confined(from_);
    if (before_) before_ = confined(*before_);
}

// ---- the picture's geometry

double Navigator::mmPerPixel(double depth_mm) const {
    return 2.0 * depth_mm * std::tan(0.5 * home_.verticalField) / window_px_.y;
}

// How far before the target's plane the piece lies under a finger; 0 where it does not.
double Navigator::heightUnder(const Pose& pose, glm::dvec2 at_px) const {
    const scene::CameraFrame frame = scene::frameOf(cameraOf(pose));
    const glm::dvec2 offset_px = (at_px - 0.5 * window_px_) * glm::dvec2(1.0, -1.0);
    double height = -std::numeric_limits<double>::infinity();
    for (const glm::dvec3& point : extent_.points) {
        const glm::dvec3 r = point - frame.eye;
        const double depth = glm::dot(r, frame.forward);
        if (depth <= 0.0) continue;
        const glm::dvec2 at(glm::dot(r, frame.right), glm::dot(r, frame.up));
        if (glm::distance(at / mmPerPixel(depth), offset_px) < kTouchRadius * shorterSide_px())
            height = std::max(height, pose.distance - depth);
    }
    return std::isfinite(height) ? height : 0.0;
}

glm::dvec3 Navigator::pointUnder(const Pose& pose, glm::dvec2 at_px, double height_mm) const {
    const scene::CameraFrame frame = scene::frameOf(cameraOf(pose));
    const glm::dvec2 offset_mm = (at_px - 0.5 * window_px_) * mmPerPixel(pose.distance - height_mm);
    return pose.target + frame.right * offset_mm.x - frame.up * offset_mm.y - frame.forward * height_mm;
}

// ---- limits

// Near enough to see the smallest stone, and outside the sphere about the piece.
double Navigator::leastDistance(const Pose& pose) const {
    const double near = 0.5 * settings_.closest_mm / std::tan(0.5 * home_.verticalField);
    const glm::dvec3 offset = pose.target - extent_.centre();
    const double radius = kClearance * extent_.radius(), along = glm::dot(offset, eyewards(pose));
    const double square = along * along - glm::dot(offset, offset) + radius * radius;
    return square > 0.0 ? std::max(near, std::sqrt(square) - along) : near;
}

double Navigator::mostDistance() const {
    const double filled = extent_.radius() / (mmPerPixel(1.0) * 0.5 * shorterSide_px());
    return std::max(settings_.farthest * filled, 1.2 * home_.distance);
}

// From the target to the piece.
double Navigator::gapOf(const Pose& pose) const {
    double least = std::numeric_limits<double>::infinity();
    for (const glm::dvec3& point : extent_.points) {
        const glm::dvec3 r = point - pose.target;
        least = std::min(least, glm::dot(r, r));
    }
    return extent_.points.empty() ? 0.0 : std::sqrt(least);
}

double Navigator::reachOf(const Pose& pose) const {
    return std::max(0.5 * shorterSide_px() * mmPerPixel(pose.distance) / kReach, extent_.spacing_mm);
}

// Some of the piece is always in the picture, whichever way the camera then turns about its target: the target is
// within the piece's box, and nearer to the piece's surface than the picture's edge is to its middle.
Navigator::Pose Navigator::confined(Pose pose) const {
    pose.elevation = std::clamp(pose.elevation, settings_.leastElevation, settings_.mostElevation);
    pose.distance =
        std::clamp(pose.distance, 0.5 * settings_.closest_mm / std::tan(0.5 * home_.verticalField), mostDistance());
    const glm::dvec3 slack(0.1 * extent_.radius());
    pose.target = glm::clamp(pose.target, extent_.least - slack, extent_.greatest + slack);
    const double gap = gapOf(pose), reach = reachOf(pose);
    if (gap > reach) {
        const auto nearest = std::ranges::min_element(
            extent_.points, {}, [&](const glm::dvec3& point) { return glm::distance(point, pose.target); });
        pose.target += (*nearest - pose.target) * ((gap - reach) / gap);
    }
    return pose;
}

} // namespace vitrine::showroom
