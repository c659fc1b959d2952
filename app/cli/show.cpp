#include "show.h"

#include "allocations.h"
#include "assets.h"
#include "render_options.h"
#include "screen/show_settings.h"
#include "session/script.h"

#include <fmt/core.h>
#include <memory>

namespace vitrine::cli {
namespace {

constexpr const char* kExamples = R"(
Turn the piece with a finger or the mouse, pinch or scroll to come nearer, tap a metal or a stone, F1 for the rest.

Examples:
  vitrine show                                        the solitaire that comes with Vitrine
  vitrine show ring.json --fullscreen
  vitrine show model.glb --size 1080x1920
  vitrine show ring.json --record touches.jsonl       what fingers do, to be played again with --replay
  vitrine show ring.json --script steps.json --stats figures.json

A script is {"steps": [...]}, each step an object with one of these:
  {"tap": {"on": "metal/platinum-950"}}  {"tap": {"x": 640, "y": 400}}  {"key": "ctrl+z"}
  {"drag": {"from": [300, 400], "to": [500, 400], "ms": 250, "button": "left"}}
  {"wheel": {"x": 400, "y": 400, "steps": 2}}  {"resize": {"width": 1080, "height": 1920}}
  {"wait": {"frames": 3}}  {"wait": {"ms": 200}}  {"wait": {"until": "settled"}}
  {"wait": {"until": "rest", "samples": 64, "most_ms": 60000}}
  {"picture": "ring.png"}  {"window": "screen.png"}  {"state": "state.json"}
  {"assert": {"metals": {"shank.shank": "platinum-950"}, "undo_depth": 1}}
  {"assert": {"camera": {"azimuth_deg": {"near": 32, "within": 2}}}}
Widgets are called metal/ID, stone/ID, slot/PART.SLOT, seat/PART.SEAT, ring-size/less, ring-size/more,
stone-size/less, stone-size/more, undo, redo, save, help.

Exit code: 0 when it was closed, 1 when an assertion of the script does not hold, 2 when something cannot be opened or
used: the file, the display, the device, a script, a recording.)";

constexpr int kNotAsExpected = 1;

struct ShowOptions {
    std::filesystem::path file;
    std::string size = "1280x800";
    showroom::ShowSettings settings;
};

int open(ShowOptions options, const std::filesystem::path& chosenAssets) {
    showroom::ShowSettings& settings = options.settings;
    std::tie(settings.width_px, settings.height_px) = sizeOf(options.size);
    settings.assets = assetsFolder(chosenAssets);
    settings.file = options.file.empty() ? settings.assets / "designs" / "solitaire.json" : options.file;
    settings.allocations = allocationsOfThisThread;
    try {
        showroom::show(settings);
    } catch (const showroom::NotAsExpected& problem) {
        fmt::print(stderr, "vitrine: {}\n", problem.what());
        return kNotAsExpected;
    }
    return 0;
}

} // namespace

void addShow(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("show", "Open the showroom: turn a piece and swap its metals and stones");
    const auto options = std::make_shared<ShowOptions>();
    showroom::ShowSettings& settings = options->settings;
    command->footer(kExamples);
    command->add_option("FILE", options->file, "A design (.json) or a model (.glb, .gltf)");
    command->add_option("--size", options->size, "Width and height of the window in pixels")
        ->type_name("WxH")
        ->capture_default_str();
    command->add_flag_callback(
        "--fullscreen", [&settings] { settings.kind = showroom::ShowSettings::Kind::fullScreen; }, "Fill the screen");
    command->add_option("--device", settings.device, "A part of a device's name, or its index (see `vitrine devices`)");
    command->add_option("--pictures", settings.pictures, "Where pictures are saved; else the user's pictures folder")
        ->type_name("FOLDER");
    command->add_option("--script", settings.script, "Play these steps, then close")->type_name("FILE");
    command->add_option("--replay", settings.replay, "Play recorded touches, then close")->type_name("FILE");
    command->add_option("--record", settings.record, "Record the touches")->type_name("FILE");
    command->add_option("--state", settings.state, "Keep the state there as JSON, and where on the screen things are")
        ->type_name("FILE");
    command->add_option("--stats", settings.statistics, "Write figures at the end: frame times, memory, switches")
        ->type_name("FILE");
    command->callback(
        [&context, options] { context.run = [&context, options] { return open(*options, context.assets); }; });
}

} // namespace vitrine::cli
