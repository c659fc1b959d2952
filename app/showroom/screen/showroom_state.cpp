#include "base/files.h"
#include "screen/showroom.h"

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

// The state, and where on the screen things are: what somebody needs who works the showroom from outside.
void Showroom::tellState() {
    if (settings_.state.empty() || !shownYet_) return;
    const double now_s = Window::now_s();
    Json all = state(now_s);
    all["picture"] = rectangle(layout_.picture);
    all["widgets"] = Json::object();
    for (const WidgetPlace& widget : interface_.widgets().places())
        all["widgets"][widget.name.data()] = rectangle(widget.place);
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
