#pragma once
#include "x_server.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace vitrine::ui {

/// What a window shows, 8 bits each of red, green and blue.
struct Shot {
    glm::ivec2 size_px{0};
    std::vector<std::uint8_t> rgb;
};

/// In pixels of a shot.
struct Region {
    glm::ivec2 corner{0}, size{0};
};

/// Mean absolute difference of the code values within a region, 0 to 255.
double difference(const Shot& a, const Shot& b, const Region& region);
/// Standard deviation of the code values within a region: 0 where it is all one colour.
double contrast(const Shot& shot, const Region& region);
/// Mean red, green and blue.
glm::dvec3 meanColour(const Shot& shot, const Region& region);

/// A client of the server beside the one that is tested: the eye that looks at its window, and by XTest the hand on
/// mouse and keyboard. Positions in pixels of the window.
class Desktop {
  public:
    explicit Desktop(const XServer& server);
    ~Desktop();

    /// Waits for the largest window that is shown and gives it the keyboard, as no window manager does it here.
    void awaitWindow(Seconds atMost);
    glm::ivec2 windowSize_px() const;
    glm::dvec2 windowCorner_px() const; ///< on the screen

    Shot shot() const;

    enum class Button { left = 1, middle = 2, right = 3, wheelUp = 4, wheelDown = 5 };
    void moveTo(glm::dvec2 at_px);
    void press(Button button);
    void release(Button button);
    void click(glm::dvec2 at_px, Button button = Button::left);
    void drag(glm::dvec2 from_px, glm::dvec2 to_px, Button button = Button::left);
    /// As X names keys: {"Control_L", "z"} holds the first while the last is struck.
    void strike(const std::vector<const char*>& keys);

    void resizeWindow(glm::ivec2 size_px);
    void closeWindow(); ///< asks the program, as the cross of a title bar does

  private:
    struct Connection;
    std::unique_ptr<Connection> connection_;
};

} // namespace vitrine::ui
