#include "screen/keyboard.h"

#include <GLFW/glfw3.h>
#include <algorithm>

namespace vitrine::showroom {
namespace {

constexpr double kTurn = radians(7.5), kZoom = 1.12;

template <class Place>
const Tab<Place>* chosenOf(const std::vector<Tab<Place>>& tabs) {
    const auto found = std::find_if(tabs.begin(), tabs.end(), [](const auto& tab) { return tab.chosen; });
    return found == tabs.end() ? nullptr : &*found;
}

std::optional<Action> swatch(std::size_t index, bool stone, const Offer& offer) {
    const auto& choices = stone ? offer.species : offer.metals;
    if (index >= choices.size()) return std::nullopt;
    if (stone) return SetSpecies{chosenOf(offer.seats)->place, choices[index].id};
    return SetMetal{chosenOf(offer.slots)->place, choices[index].id};
}

std::optional<Action> nextSlot(const Offer& offer) {
    if (offer.slots.size() < 2) return std::nullopt;
    const std::size_t index = static_cast<std::size_t>(chosenOf(offer.slots) - offer.slots.data());
    return SelectSlot{offer.slots[(index + 1) % offer.slots.size()].place};
}

std::optional<Action> stepOf(const std::optional<Stepper>& stepper, int direction) {
    if (!stepper) return std::nullopt;
    return direction > 0 ? stepper->more : stepper->less;
}

} // namespace

std::optional<Action> actionOf(const KeyPressed& key, const Offer& offer) {
    if (key.control) {
        switch (key.key) {
        case GLFW_KEY_Z:
            return key.shift ? Action(Redo{}) : Action(Undo{});
        case GLFW_KEY_Y:
            return Redo{};
        case GLFW_KEY_S:
            return SavePicture{};
        case GLFW_KEY_Q:
            return Leave{};
        default:
            return std::nullopt;
        }
    }
    if (key.key >= GLFW_KEY_1 && key.key <= GLFW_KEY_9)
        return swatch(static_cast<std::size_t>(key.key - GLFW_KEY_1), key.shift, offer);
    switch (key.key) {
    case GLFW_KEY_S:
        return SavePicture{};
    case GLFW_KEY_TAB:
        return nextSlot(offer);
    case GLFW_KEY_LEFT_BRACKET:
        return stepOf(offer.ringSize, -1);
    case GLFW_KEY_RIGHT_BRACKET:
        return stepOf(offer.ringSize, +1);
    case GLFW_KEY_COMMA:
        return stepOf(offer.stoneSize, -1);
    case GLFW_KEY_PERIOD:
        return stepOf(offer.stoneSize, +1);
    case GLFW_KEY_HOME:
        return ResetCamera{};
    case GLFW_KEY_F1:
        return ToggleHelp{};
    case GLFW_KEY_F11:
        return ToggleFullScreen{};
    default:
        return std::nullopt;
    }
}

bool moveCamera(const KeyPressed& key, Navigator& navigator, double time_s) {
    if (key.control) return false;
    switch (key.key) {
    case GLFW_KEY_LEFT:
        navigator.turn(-kTurn, 0.0, time_s);
        return true;
    case GLFW_KEY_RIGHT:
        navigator.turn(kTurn, 0.0, time_s);
        return true;
    case GLFW_KEY_UP:
        navigator.turn(0.0, kTurn, time_s);
        return true;
    case GLFW_KEY_DOWN:
        navigator.turn(0.0, -kTurn, time_s);
        return true;
    case GLFW_KEY_EQUAL:
    case GLFW_KEY_KP_ADD:
        navigator.zoom(kZoom, time_s);
        return true;
    case GLFW_KEY_MINUS:
    case GLFW_KEY_KP_SUBTRACT:
        navigator.zoom(1.0 / kZoom, time_s);
        return true;
    default:
        return false;
    }
}

} // namespace vitrine::showroom
