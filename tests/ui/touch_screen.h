#pragma once
#include "x_server.h"

namespace vitrine::ui {

/// Fingers on the touchscreen of an XServer, through the socket of its inputtest driver. Every call returns when the
/// server has delivered what it said. Positions in pixels of the screen.
class TouchScreen {
  public:
    explicit TouchScreen(const XServer& server);
    ~TouchScreen();
    TouchScreen(const TouchScreen&) = delete;
    TouchScreen& operator=(const TouchScreen&) = delete;

    void down(int finger, glm::dvec2 at_px);
    void move(int finger, glm::dvec2 at_px);
    void up(int finger, glm::dvec2 at_px);

    void tap(glm::dvec2 at_px);
    /// One finger, in steps of a screen's usual 60 a second, resting at the end unless it is to be thrown.
    enum class Release { resting, thrown };
    void drag(glm::dvec2 from_px, glm::dvec2 to_px, Release release = Release::resting);
    /// Two fingers about a centre: their distance and their direction (radians, anticlockwise) from one to the other.
    struct Spread {
        double distance_px = 100.0, direction = 0.0;
    };
    void pinch(glm::dvec2 centre_px, const Spread& from, const Spread& to);

  private:
    void touch(int finger, int type, glm::dvec2 at_px);
    void synchronise();
    template <typename Event>
    void send(Event& event, int type);
    void read(void* answer, std::size_t size);

    int socket_ = -1;
    glm::dvec2 size_px_;
};

} // namespace vitrine::ui
