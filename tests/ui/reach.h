#pragma once
#include "desktop.h"

#include "base/json.h"

#include <functional>
#include <string>

namespace vitrine::ui {

/// The middle of a widget in pixels of the window. One that is scrolled out of sight is brought there first, with the
/// wheel over its list. Throws vitrine::Error for a widget that there is not, or that does not come.
glm::dvec2 reach(Desktop& desktop, const std::function<Json()>& state, const std::string& widget);

} // namespace vitrine::ui
