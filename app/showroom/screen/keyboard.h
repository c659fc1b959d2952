#pragma once
#include "input/navigator.h"
#include "screen/events.h"
#include "session/offer.h"

#include <optional>

namespace vitrine::showroom {

/// What a key does to the design and the screen; nothing for keys that mean nothing or move the camera.
std::optional<Action> actionOf(const KeyPressed& key, const Offer& offer);

/// Keys that move the camera. False for any other.
bool moveCamera(const KeyPressed& key, Navigator& navigator, double time_s);

} // namespace vitrine::showroom
