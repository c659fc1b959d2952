#include "base/files.h"
#include "screen/showroom.h"
#include "session/state.h"

#include <algorithm>
#include <cmath>

namespace vitrine::showroom {
namespace {

Json rectangle(const Rectangle& place) {
    return {place.corner.x, place.corner.y, place.size.x, place.size.y};
}

// In pixels of the picture.
glm::dvec2 seen(const glm::dvec3& point, const scene::Camera& camera, const glm::dvec2& picture_px) {
    const scene::CameraFrame frame = scene::frameOf(camera);
    const glm::dvec3 r = point - frame.eye;
    const double scale = 0.5 * picture_px.y / (std::tan(0.5 * camera.verticalField) * glm::dot(r, frame.forward));
    return 0.5 * picture_px + scale * glm::dvec2(glm::dot(r, frame.right), -glm::dot(r, frame.up));
}

} // namespace

Json Showroom::state(double now_s) const {
    const scene::Camera camera = navigator_.camera(now_s);
    const render::LiveView& view = stage_->world.view();
    Json all = stateOf(session_);
    all["camera"] = {{"azimuth_deg", degrees(camera.azimuth)}, {"elevation_deg", degrees(camera.elevation)},
                     {"roll_deg", degrees(camera.roll)},       {"distance_mm", camera.distance},
                     {"target_x_mm", camera.target.x},         {"target_y_mm", camera.target.y},
                     {"target_z_mm", camera.target.z}};
    all["focused"] = navigator_.focused();
    all["moving"] = moving(now_s);
    all["settled"] = settled(now_s);
    all["restless"] = view.restless();
    all["rest_samples"] = view.restSamples();
    all["help"] = help_;
    all["full_screen"] = window_.fullScreen();
    all["message"] = message_ ? message_->text : "";
    all["frames"] = statistics_.frames();
    all["recovered"] = statistics_.recoveries();
    all["memory_steps"] = memorySteps_;
    all["swatches"] = swatches_.rendered;
    all["window_width"] = window_.screen().size_px.x;
    all["window_height"] = window_.screen().size_px.y;
    return all;
}

// The state, and where on the screen things are: what somebody needs who works the showroom from outside.
void Showroom::tellState() {
    if (settings_.state.empty() || !shownYet_) return;
    const double now_s = Window::now_s();
    Json all = state(now_s);
    all["picture"] = rectangle(layout_.picture);
    all["widgets"] = Json::object();
    all["scrolled_away"] = Json::object();
    for (const WidgetPlace& widget : interface_.widgets().places())
        all[widget.hidden ? "scrolled_away" : "widgets"][widget.name.data()] = rectangle(widget.place);
    all["stones_at"] = Json::object();
    const std::vector<SeatPlace> seats = session_.seats();
    for (std::size_t i = 0; i < std::min(seats.size(), piece_->stones.size()); ++i) {
        const glm::dvec2 at = layout_.picture.corner + seen(glm::dvec3(piece_->stones[i].worldFromStone[3]),
                                                            navigator_.camera(now_s), layout_.picture.size);
        all["stones_at"][seats[i].part.empty() ? seats[i].seat : seats[i].part + "." + seats[i].seat] = {at.x, at.y};
    }
    std::string text = all.dump() + "\n";
    if (text == told_) return;
    told_ = std::move(text);
    writeFileAtomically(settings_.state, told_);
    Window::wake(); // what has just become still is told at once, not after the next sleep
}

} // namespace vitrine::showroom
