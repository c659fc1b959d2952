#pragma once
#include "base/error.h"
#include "base/json.h"
#include "base/math.h"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace vitrine::showroom {

/// A finger or the mouse that comes down and leaves at a place: of the window in pixels, or in the middle of a widget.
struct TapStep {
    glm::dvec2 at_px{0.0};
    std::string widget; ///< "metal/platinum-950", "stone/ruby", "undo" ...; empty: at_px
};
struct DragStep {
    glm::dvec2 from_px{0.0}, to_px{0.0};
    double time_s = 0.25;
    std::string button = "left"; ///< or "middle", "right"
};
struct WheelStep {
    glm::dvec2 at_px{0.0};
    double steps = 1.0;
};
struct KeyStep {
    std::string key; ///< "ctrl+z", "left", "plus", "1", "f11", "escape"
};
struct WaitStep {
    enum class For {
        frames,
        time,
        settled, ///< the camera is still, nothing is being assembled, no piece fades
        rest     ///< and the picture gathers no more light
    } what = For::frames;
    double amount = 1.0;  ///< frames or ms
    int samples = 0;      ///< with rest: so many of the resting picture's are enough; 0: all
    double most_s = 60.0; ///< what settled and rest may take before it is an error
};
struct PictureStep {
    std::filesystem::path file;
    enum class Of { piece, window } of = Of::piece; ///< the picture alone, or all that the window shows
};
struct ResizeStep {
    int width_px = 0, height_px = 0;
};
struct StateStep {
    std::filesystem::path file; ///< where the state is written as JSON
};
struct AssertStep {
    Json expected; ///< see expectState()
};

using StepKind =
    std::variant<TapStep, DragStep, WheelStep, KeyStep, WaitStep, PictureStep, ResizeStep, StateStep, AssertStep>;
struct Step {
    StepKind kind;
    std::string place; ///< "/steps/3", for messages
};

/// What --script reads: {"steps": [...]}, each step an object with one key. Throws vitrine::Error with the place.
///
///   {"tap": {"x": 640, "y": 400}}   {"tap": {"on": "metal/platinum-950"}}   {"key": "ctrl+z"}
///   {"drag": {"from": [300, 400], "to": [500, 400], "ms": 250, "button": "left"}}
///   {"wheel": {"x": 400, "y": 400, "steps": 2}}   {"resize": {"width": 1080, "height": 1920}}
///   {"wait": {"frames": 3}}   {"wait": {"ms": 200}}   {"wait": {"until": "settled"}}
///   {"wait": {"until": "rest", "samples": 64, "most_ms": 60000}}
///   {"picture": "ring.png"}   {"window": "screen.png"}   {"state": "state.json"}
///   {"assert": {"metals": {"shank.shank": "platinum-950"}, "undo_depth": 1}}
///   {"assert": {"camera": {"azimuth_deg": {"near": 32, "within": 2}}, "ring_size": {"least": 6, "most": 8}}}
struct Script {
    std::string file;
    std::vector<Step> steps;
};
Script readScript(const std::filesystem::path& path);
Script parseScript(const JsonPlace& root);

/// What a script found otherwise than it expected.
class NotAsExpected : public Error {
  public:
    using Error::Error;
};

/// Throws NotAsExpected that names the first member which the state lacks or has otherwise. Of the state only what is
/// expected is looked at; a number may be given as {"near", "within"} or {"least", "most"}, any value as {"not":
/// value}.
void expectState(const Json& expected, const Json& state, const std::string& file, const std::string& place);

} // namespace vitrine::showroom
