#include "bench.h"

#include "assets.h"
#include "base/error.h"
#include "base/files.h"
#include "base/png.h"
#include "bench_report.h"
#include "fresh_start.h"
#include "render/governor.h"
#include "render_options.h"
#include "scene/catalogue.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <functional>

namespace vitrine::cli {
namespace {

constexpr double kTurn_deg = 1.0; // from frame to frame
constexpr const char* kExamples = R"(
Times frames of the live view with the panel beside it, drawn to memory. Every frame turns the camera by one degree and
keeps nothing of the one before. Three ways to draw each view:
  full      every pixel, one sample a stone pixel, all hits and wavelengths, every exit over 1 % into the scene
  edges     the same with the edge pass
  governed  as the governor has it for 60 frames a second
"cold" is the time to the first picture without any cache of compiled shaders, "warm" the next time.

Examples:
  vitrine bench
  vitrine bench --json > bench.json
  vitrine bench --views solitaire-36 --frames 40 --pictures frames
  vitrine bench --size 640x360 --skip-start              what a quarter of the pixels costs

Exit code: 0 when everything was measured, 2 when something cannot be opened or used.)";

struct BenchOptions {
    std::string device, size = "1280x720";
    std::vector<std::string> views = benchViewNames();
    int frames = 12, hits = 8;
    std::filesystem::path pictures;
    enum class Form { text, json } form = Form::text;
    enum class Start { measured, skipped, isThis } start = Start::measured;
};

double aspectOf(const BenchOptions& options) {
    const auto [width, height] = sizeOf(options.size);
    return static_cast<double>(width) / height;
}

BenchStageSettings stageSettings(const BenchOptions& options, const std::filesystem::path& assets) {
    const auto [width, height] = sizeOf(options.size);
    return {.width = width, .height = height, .assets = assets};
}

using BudgetOf = std::function<render::LiveBudget(const std::vector<BenchFrame>& soFar)>;

BenchSeries series(BenchStage& stage, const BenchView& view, const BenchOptions& options, const std::string& name,
                   const BudgetOf& budgetOf) {
    BenchSeries series{.name = name, .frames = {}};
    scene::Camera camera = view.camera;
    stage.frame(camera, budgetOf({})); // what is drawn first in a new way is not what it costs from then on
    for (int i = 0; i < options.frames; ++i) {
        camera.azimuth += radians(kTurn_deg);
        series.frames.push_back(stage.frame(camera, budgetOf(series.frames)));
        if (!options.pictures.empty())
            writeFileAtomically(options.pictures / fmt::format("{}-{}-{:03}.png", view.name, name, i + 1),
                                encodePng(stage.picture()));
    }
    return series;
}

// A client who turns a ring: the governor has seen it rest, and settles before the frames that count.
BenchSeries governedSeries(BenchStage& stage, const BenchView& view, const BenchOptions& options) {
    constexpr int settling = 12;
    render::Governor governor({.full = {.hits = options.hits}});
    double time_s = 0.0;
    std::optional<render::GovernorFrame::Measured> finished;
    const auto next = [&](bool moving) {
        return governor.next({.time_s = time_s, .moving = moving, .finished = finished});
    };
    const auto noted = [&](const BenchFrame& frame, const render::LiveBudget& budget) {
        finished = {budget, frame.time_ms};
        time_s += 1e-3 * frame.time_ms;
    };
    scene::Camera camera = view.camera;
    for (int i = 0; i < settling; ++i) {
        const render::LiveBudget budget = next(i > 0);
        camera.azimuth -= radians(kTurn_deg);
        noted(stage.frame(camera, budget), budget);
    }
    render::LiveBudget last;
    return series(stage, view, options, "governed", [&](const std::vector<BenchFrame>& soFar) {
        if (!soFar.empty()) noted(soFar.back(), last);
        return last = next(true);
    });
}

BenchedView benched(BenchStage& stage, const BenchView& view, const BenchOptions& options) {
    stage.show(view);
    const render::LiveBudget full{.edgeSamples = 0, .hits = options.hits};
    const render::LiveBudget edges{.hits = options.hits};
    return {.name = view.name,
            .series = {series(stage, view, options, "full", [&](const auto&) { return full; }),
                       series(stage, view, options, "edges", [&](const auto&) { return edges; }),
                       governedSeries(stage, view, options)}};
}

// All that lies between the command and its first picture.
void drawFirstPicture(const BenchOptions& options, const std::filesystem::path& assets) {
    const auto start = std::chrono::steady_clock::now();
    const gpu::Device device({.choice = options.device});
    BenchStage stage(device, stageSettings(options, assets));
    stage.showFirst(benchView(options.views.at(0), assets, aspectOf(options)));
    fmt::print("{:.1f}\n", std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
}

double catalogueTime_ms(const std::filesystem::path& assets) {
    std::vector<double> times;
    for (int i = 0; i < 5; ++i) {
        const auto start = std::chrono::steady_clock::now();
        (void)scene::loadCatalogue(assets);
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    return percentile(times, 0.5);
}

std::string argumentsOf(const BenchOptions& options, const std::filesystem::path& assets) {
    const auto quoted = [](const std::string& text) { return "\"" + text + "\""; };
    std::string arguments = fmt::format("--assets {} bench --first-picture --size {} --views solitaire-36",
                                        quoted(assets.string()), options.size);
    if (!options.device.empty()) arguments += " --device " + quoted(options.device);
    return arguments;
}

int bench(const BenchOptions& options, const std::filesystem::path& chosenAssets) {
    const std::filesystem::path assets = assetsFolder(chosenAssets);
    if (options.start == BenchOptions::Start::isThis) {
        drawFirstPicture(options, assets);
        return 0;
    }
    if (!options.pictures.empty()) std::filesystem::create_directories(options.pictures);
    std::vector<BenchView> views;
    for (const std::string& name : options.views) views.push_back(benchView(name, assets, aspectOf(options)));

    BenchReport report{.catalogue_ms = catalogueTime_ms(assets)};
    if (options.start == BenchOptions::Start::measured) {
        const FreshStarts starts = startAfresh(argumentsOf(options, assets));
        report.cold_ms = std::stod(starts.cold);
        report.warm_ms = std::stod(starts.warm);
    }
    const gpu::Device device({.choice = options.device});
    report.device = device.info().name;
    BenchStage stage(device, stageSettings(options, assets));
    for (const BenchView& view : views) report.views.push_back(benched(stage, view, options));
    report.switchFrames = stage.framesUntilSwap(views.back());
    report.peak_mb = peakMemory_mb();
    fmt::print("{}", options.form == BenchOptions::Form::json ? jsonOf(report).dump(2) + "\n" : textOf(report));
    return 0;
}

} // namespace

void addBench(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("bench", "Time frames of the live view on this machine");
    command->footer(kExamples);
    const auto options = std::make_shared<BenchOptions>();
    command->add_flag_callback(
        "--json", [options] { options->form = BenchOptions::Form::json; }, "Print JSON for a program");
    command->add_option("--pictures", options->pictures, "Write the frames that were timed there")->type_name("FOLDER");
    command->add_option("--views", options->views, "Which views, separated by commas; all without it")
        ->delimiter(',')
        ->type_name("NAMES");
    command->add_option("--frames", options->frames, "How many frames of each")->check(CLI::Range(1, 10000));
    command->add_option("--size", options->size, "Of the picture, pixels")->type_name("WxH");
    command->add_option("--hits", options->hits, "Facets met inside a stone")->check(CLI::Range(6, 16));
    command->add_option("--device", options->device, "Part of a device's name, or its index")->type_name("NAME");
    command->add_flag_callback(
        "--skip-start", [options] { options->start = BenchOptions::Start::skipped; },
        "Leave out the time to the first picture");
    command
        ->add_flag_callback(
            "--first-picture", [options] { options->start = BenchOptions::Start::isThis; },
            "Draw one picture and print the milliseconds that it took")
        ->group(""); // what the program asks of itself
    command->callback(
        [&context, options] { context.run = [&context, options] { return bench(*options, context.assets); }; });
}

} // namespace vitrine::cli
