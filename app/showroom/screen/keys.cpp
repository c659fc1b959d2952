#include "base/error.h"
#include "screen/events.h"

#include <GLFW/glfw3.h>
#include <map>
#include <string>

namespace vitrine::showroom {
namespace {

const std::map<std::string_view, int>& names() {
    static const std::map<std::string_view, int> table = {
        {"left", GLFW_KEY_LEFT},   {"right", GLFW_KEY_RIGHT},    {"up", GLFW_KEY_UP},           {"down", GLFW_KEY_DOWN},
        {"plus", GLFW_KEY_EQUAL},  {"minus", GLFW_KEY_MINUS},    {"escape", GLFW_KEY_ESCAPE},   {"f1", GLFW_KEY_F1},
        {"f11", GLFW_KEY_F11},     {"home", GLFW_KEY_HOME},      {"space", GLFW_KEY_SPACE},     {"tab", GLFW_KEY_TAB},
        {"enter", GLFW_KEY_ENTER}, {"[", GLFW_KEY_LEFT_BRACKET}, {"]", GLFW_KEY_RIGHT_BRACKET}, {",", GLFW_KEY_COMMA},
        {".", GLFW_KEY_PERIOD},
    };
    return table;
}

} // namespace

KeyPressed keyNamed(std::string_view name) {
    KeyPressed pressed;
    std::string_view rest = name;
    for (;;) {
        if (rest.starts_with("ctrl+"))
            pressed.control = true;
        else if (rest.starts_with("shift+"))
            pressed.shift = true;
        else
            break;
        rest.remove_prefix(rest.find('+') + 1);
    }
    // GLFW numbers letters and digits as ASCII does, letters in capitals.
    if (rest.size() == 1 && ((rest[0] >= 'a' && rest[0] <= 'z') || (rest[0] >= '0' && rest[0] <= '9'))) {
        pressed.key = rest[0] >= 'a' ? rest[0] - 'a' + GLFW_KEY_A : rest[0];
        return pressed;
    }
    if (const auto found = names().find(rest); found != names().end()) {
        pressed.key = found->second;
        return pressed;
    }
    std::string known = "a to z, 0 to 9";
    for (const auto& [each, unused] : names()) known += ", " + std::string(each);
    throw Error({.problem = "\"" + std::string(name) + "\" is no key",
                 .remedy = "with ctrl+ or shift+ before it where wanted, one of " + known});
}

} // namespace vitrine::showroom
