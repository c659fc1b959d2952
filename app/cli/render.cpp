#include "render.h"

#include "assets.h"
#include "base/error.h"
#include "base/files.h"
#include "interrupt.h"
#include "optics/cie.h"
#include "progress.h"
#include "render/compare.h"
#include "render_inputs.h"
#include "render_options.h"
#include "render_outputs.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

namespace vitrine::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kDiffers = 1;
constexpr int kInterrupted = 130;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// Everything that can be refused is refused before the first ray.
void checkArguments(const RenderOptions& options) {
    const std::string output = extensionOf(options.output);
    if (output != ".png" && output != ".exr")
        throw Error({.file = options.output.string(),
                     .problem = "is not a kind of picture that is written",
                     .remedy = "a name that ends in .png or .exr"});
    if (!options.aovs.empty() && output != ".exr")
        throw Error({.place = "--aov", .problem = "a .png has no layers", .remedy = "write an .exr"});
    if (std::filesystem::is_directory(options.output))
        throw Error({.file = options.output.string(), .problem = "is a folder", .remedy = "name a file to write"});
    std::error_code code;
    if (std::filesystem::equivalent(options.output, options.input, code))
        throw Error({.file = options.output.string(),
                     .problem = "is the input itself",
                     .remedy = "another name for the picture"});
    checkWritable(options.output);
    if (!options.statistics.empty()) checkWritable(options.statistics);
    sizeOf(options.size);
    backgroundColour(options);
    pictureOf(options, optics::d65White());
    checkLayers(options);
    for (const std::filesystem::path& reference : options.references) render::readReference(reference);
}

Outcome accumulate(render::Still& still, const RenderOptions& options) {
    const Interrupt interrupt;
    Progress progress(options.output.filename().string());
    const auto start = Clock::now();
    Outcome outcome;
    while (outcome.samples < options.samples) {
        outcome.samples = still.advance();
        const double elapsed = secondsSince(start);
        const bool late = options.timeLimit_s > 0.0 && elapsed >= options.timeLimit_s && outcome.samples >= 1;
        outcome.interrupted = interrupt.asked();
        if (outcome.interrupted || late) break;
        const double byTime = options.timeLimit_s > 0.0 ? elapsed / options.timeLimit_s : 0.0;
        progress.show(std::max(still.progress() / options.samples, byTime),
                      fmt::format("{} of {} samples", outcome.samples, options.samples));
    }
    return outcome;
}

render::StillSettings stillOf(const RenderOptions& options) {
    const auto [width, height] = sizeOf(options.size);
    const bool environment = options.background == "environment";
    return {.width = width,
            .height = height,
            .wavelengths = options.wavelengths,
            .samples = options.samples,
            .seed = options.seed,
            .hitLimit = options.hits,
            .behind = environment ? render::Behind::environment : render::Behind::nothing,
            .instruments = !options.aovs.empty()};
}

int renderStill(const RenderOptions& options, const std::filesystem::path& chosenAssets) {
    const auto start = Clock::now();
    checkArguments(options);
    const std::filesystem::path assets = assetsFolder(chosenAssets);
    const scene::Piece piece = pieceOf(options, assets);
    for (const std::string& note : piece.notes) fmt::print(stderr, "note: {}\n", note);
    const render::StillSettings settings = stillOf(options);
    const scene::Camera camera = cameraOf(options, piece, static_cast<double>(settings.width) / settings.height);
    const render::Surroundings surroundings = surroundingsOf(options, piece, camera, assets);

    const gpu::Device device({.choice = options.device});
    render::Still still(device, piece, camera, surroundings, settings);
    for (const std::string& note : still.notes()) fmt::print(stderr, "note: {}\n", note);
    Outcome outcome = accumulate(still, options);
    writePicture(options, still.picture(),
                 {.picture = pictureOf(options, render::whiteOf(surroundings)),
                  .behind = backgroundColour(options),
                  .transparent = options.background == "transparent"});
    outcome.seconds = secondsSince(start);
    if (!options.statistics.empty())
        writeFileAtomically(options.statistics, statisticsOf(device, options, still, outcome).dump(2) + "\n");

    fmt::print("{}\n  {}x{}, {} samples on {} in {:.1f} s\n", options.output.string(), settings.width, settings.height,
               outcome.samples, device.info().name, outcome.seconds);
    if (outcome.interrupted) {
        fmt::print(stderr, "interrupted: the picture holds {} of {} samples\n", outcome.samples, options.samples);
        return kInterrupted;
    }
    return matchesReferences(options) ? 0 : kDiffers;
}

} // namespace

void addRender(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("render", "Render a still of a design or a model");
    const auto options = std::make_shared<RenderOptions>();
    declare(*command, *options);
    command->callback(
        [&context, options] { context.run = [&context, options] { return renderStill(*options, context.assets); }; });
}

} // namespace vitrine::cli
