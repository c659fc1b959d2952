#pragma once
#include "base/error.h"
#include "input/navigator.h"
#include "input/recording.h"
#include "screen/album.h"
#include "screen/frame_statistics.h"
#include "screen/interface.h"
#include "screen/player.h"
#include "screen/show_settings.h"
#include "screen/studio_light.h"
#include "screen/swatches.h"
#include "screen/workshop.h"
#include "screen/world.h"

#include <chrono>
#include <memory>
#include <optional>

namespace vitrine::showroom {

/// The open showroom. Its values (the session, the camera, the piece) are what is shown; the World and all that works
/// for it can be lost at any call and is made again from them.
class Showroom {
  public:
    explicit Showroom(const ShowSettings& settings);
    void run();

  private:
    static constexpr int kFramesAfterChange = 3; // a widget answers in the frame after a hand's

    /// The World and the threads that work on its device, in the order of their lives.
    struct Stagehands {
        World world;
        Workshop workshop;
        std::optional<SwatchPainter> painter;
        Stagehands(const Window& window, const WorldSettings& settings, const ByteImage& glyphs, const Source& source);
    };

    // What happens: hands, keys, scripts. showroom_input.cpp
    void listen(double now_s);
    void handle(const WindowEvent& event);
    void handle(const Gesture& gesture);
    void carryOut(const Action& action);
    void change(const Action& action);
    void tellOfStone(const Gesture& gesture);
    void focusStone(const Gesture& gesture);
    void say(std::string text, double now_s);

    // What is drawn. showroom.cpp
    void step();
    void frame(const gpu::Frame& target);
    void arrange();
    void collect(double now_s);
    void put(Made made, double now_s);
    void hangSwatches();
    void lookAtPiece(double now_s);
    void dress();
    bool shows(const Design& design) const;
    void savePicture(double now_s);
    bool wantsFrame(double now_s) const;
    void sleep(double now_s);
    PanelView panelView() const;
    scene::Camera home() const;
    bool moving(double now_s) const;
    bool settled(double now_s) const;

    // How it begins and ends, and what a script asks. showroom_life.cpp
    void rebuild();
    void recover(const Error& problem);
    void endure(const Error& problem);
    WorldSettings worldSettings() const;
    void shownFirst(double now_s);
    void paintSwatches();
    void obey(const Request& request, double now_s);
    bool playedOut(double now_s) const;

    // What is told to those who look from outside. showroom_state.cpp
    Json state(double now_s) const;
    void tellState();

    ShowSettings settings_;
    std::chrono::steady_clock::time_point start_;
    Session session_;
    Offer offer_;
    std::shared_ptr<const scene::Piece> piece_; ///< that is on the screen
    Design shown_;                              ///< what it was made of
    StudioLight light_;
    Window window_;
    Layout layout_;
    Interface interface_;
    SwatchLooks swatches_;
    std::optional<SwatchSheet> sheet_; ///< kept for a lost device
    Navigator navigator_;
    Hands hands_;
    std::unique_ptr<TouchSource> touches_;
    const ReplayTouch* replay_ = nullptr; ///< touches_ when it is one
    std::optional<Player> player_;
    Album album_;
    FrameStatistics statistics_;
    render::Governor governor_;
    std::optional<Message> message_;
    std::vector<Action> actions_;
    std::vector<WindowEvent> events_;
    int memorySteps_ = 0;
    int failures_ = 0;                ///< of the device since the last picture
    int wanted_ = kFramesAfterChange; ///< frames that are still to be drawn although nothing moves
    int calmFrames_ = 0;              ///< since something else than the camera changed
    std::string told_;                ///< what the state's file says
    bool help_ = false, leaves_ = false, shownYet_ = false;
    bool changed_ = false; ///< the window: to be arranged anew
    bool atHome_ = true;   ///< nobody has moved the camera
    bool swapped_ = false; ///< a swap waits for its picture
    double fadeUntil_s_ = 0.0, busySince_s_ = 0.0, lastFrame_s_ = 0.0, lastTouch_s_ = 0.0;
    double shareUntil_s_ = 0.0;         ///< no frames for the resting picture alone before then
    std::optional<double> saveBy_s_;    ///< a picture is to be saved when it rests, or then
    const ImDrawData* drawn_ = nullptr; ///< of the last frame
    std::optional<Stagehands> stage_;   ///< last: first to go
};

} // namespace vitrine::showroom
