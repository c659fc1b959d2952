#include "render.h"

#include "assets.h"
#include "base/error.h"
#include "base/exr.h"
#include "base/files.h"
#include "base/hdr.h"
#include "base/png.h"
#include "interrupt.h"
#include "optics/colour.h"
#include "part/reader.h"
#include "progress.h"
#include "render/compare.h"
#include "render/compose.h"
#include "render/still.h"
#include "render_options.h"
#include "scene/assemble.h"
#include "scene/foreign.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <sys/resource.h>

namespace vitrine::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kDiffers = 1;
constexpr int kInterrupted = 130;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::string extensionOf(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

// Everything that can be refused is refused before the first ray.
void checkPaths(const RenderOptions& options) {
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
}

scene::Piece designPiece(const RenderOptions& options, const std::filesystem::path& assets) {
    const scene::Catalogue catalogue = scene::loadCatalogue(assets);
    scene::Configuration design = scene::readConfiguration(options.input);
    for (const std::string& assignment : options.metals) scene::setMetal(design, catalogue, assignment);
    for (const std::string& assignment : options.stones) scene::setStone(design, catalogue, assignment);
    for (const std::string& assignment : options.parameters) scene::setParameter(design, catalogue, assignment);
    if (!options.variant.empty())
        throw Error(
            {.place = "--variant", .problem = "a design has no material variants", .remedy = "--metal and --stone"});
    return scene::assemble(design, catalogue);
}

scene::Piece modelPiece(const RenderOptions& options, const std::filesystem::path& assets) {
    if (!options.metals.empty() || !options.parameters.empty())
        throw Error({.file = options.input.string(),
                     .problem = "is a model, which has no slots and no parameters",
                     .remedy = "--metal and --set are for designs; --stone NAME=SPECIES and --variant also work here"});
    const scene::Catalogue catalogue = scene::loadCatalogue(assets);
    scene::ForeignSettings settings{.variant = options.variant};
    for (const auto& [id, species] : catalogue.species) settings.species.push_back(species);
    for (const std::string& assignment : options.stones) {
        const std::size_t equals = assignment.find('=');
        const auto found = equals == std::string::npos ? catalogue.species.end()
                                                       : catalogue.species.find(assignment.substr(equals + 1));
        if (found == catalogue.species.end()) {
            std::string known;
            for (const auto& [id, species] : catalogue.species) known += (known.empty() ? "" : ", ") + id;
            throw Error({.place = "--stone",
                         .problem = "\"" + assignment + "\" names no species",
                         .remedy = "NAME=SPECIES with one of " + known});
        }
        settings.stones[assignment.substr(0, equals)] = found->second;
    }
    return scene::pieceFromModel(part::readModel(options.input), settings);
}

scene::Piece pieceOf(const RenderOptions& options, const std::filesystem::path& assets) {
    const std::string extension = extensionOf(options.input);
    if (extension == ".json") return designPiece(options, assets);
    if (extension == ".glb" || extension == ".gltf") return modelPiece(options, assets);
    throw Error({.file = options.input.string(),
                 .problem = "is neither a design nor a model",
                 .remedy = "a .json, .glb or .gltf file"});
}

scene::Studio studioNamed(const std::string& name, const std::filesystem::path& assets) {
    const std::filesystem::path file = assets / "studios" / (name + ".json");
    if (name.find('/') != std::string::npos || !std::filesystem::exists(file)) {
        std::string known;
        for (const auto& entry : std::filesystem::directory_iterator(assets / "studios"))
            known += (known.empty() ? "" : ", ") + entry.path().stem().string();
        throw Error({.place = "--environment",
                     .problem = "\"" + name + "\" is no studio",
                     .remedy = "an .hdr or .exr file, or one of " + known});
    }
    const Json entry = readJson(file);
    return scene::readStudio(JsonPlace(entry, file.string()));
}

render::Surroundings surroundingsOf(const RenderOptions& options, const scene::Piece& piece,
                                    const scene::Camera& camera, const std::filesystem::path& assets) {
    const scene::Bounds box = scene::bounds(piece);
    const glm::dvec3 centre = 0.5 * (box.least + box.greatest);
    const double radius = 0.5 * glm::length(box.greatest - box.least);
    render::Surroundings result;
    const std::string extension = extensionOf(options.environment);
    if (extension == ".hdr" || extension == ".exr") {
        result.map =
            render::octahedralFrom(extension == ".hdr" ? readHdr(options.environment)
                                                       : readExr(options.environment).colour(options.environment));
        result.mapRotation = radians(options.environmentRotation_deg);
    } else {
        scene::Studio studio = studioNamed(options.environment, assets);
        result.studio =
            scene::placed(studio, camera.azimuth + radians(options.environmentRotation_deg), centre, radius);
    }
    result.ground = options.ground.empty() ? options.background != "transparent" : options.ground == "on";
    result.groundHeight_mm = box.least.y - 1e-4 * radius;
    return result;
}

struct Outcome {
    int samples = 0;
    bool interrupted = false;
};

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

void writePng(const RenderOptions& options, const render::StillPicture& picture) {
    const ByteImage codes = render::composed(picture, {.picture = pictureOf(options),
                                                       .behind = backgroundColour(options),
                                                       .transparent = options.background == "transparent"});
    PngSettings settings;
    settings.colour = render::pngColour(pictureOf(options).gamut);
    settings.text = {{"Software", "Vitrine"}};
    writeFileAtomically(options.output, encodePng(codes, settings));
}

void writeExr(const RenderOptions& options, const render::StillPicture& picture) {
    std::vector<ExrLayer> layers;
    layers.push_back({"", "RGBA",
                      render::linearLight(picture, {.picture = pictureOf(options),
                                                    .behind = backgroundColour(options),
                                                    .transparent = options.background == "transparent"}),
                      ExrLayer::Precision::single});
    for (const std::string& name : options.aovs) {
        const FloatImage* image = name == "variance"  ? &picture.variance
                                  : name == "samples" ? &picture.samples
                                                      : nullptr;
        if (const auto found = picture.instruments.find(name); found != picture.instruments.end())
            image = &found->second;
        if (image == nullptr)
            throw Error({.place = "--aov",
                         .problem = "\"" + name + "\" is no layer",
                         .remedy = "stone-id, facet-id, sequence, hits, residue, left-sequence, samples, variance"});
        layers.push_back({name, "", *image, ExrLayer::Precision::single});
    }
    writeFileAtomically(options.output, encodeExr(layers, {{"software", "Vitrine"}}));
}

double peakMemory_MB() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

Json statisticsOf(const gpu::Device& device, const RenderOptions& options, const render::Still& still,
                  const render::StillPicture& picture, const Outcome& outcome, double seconds) {
    const render::StillStatistics s = still.statistics();
    Json stages(s.seconds);
    return {{"device", device.info().name},
            {"driver", device.info().driver},
            {"width", picture.xyz.width},
            {"height", picture.xyz.height},
            {"samples", outcome.samples},
            {"wavelengths", options.wavelengths},
            {"seed", options.seed},
            {"interrupted", outcome.interrupted},
            {"seconds", seconds},
            {"seconds_by_stage", stages},
            {"rays", s.rays},
            {"stone_paths", s.stonePaths},
            {"stone_hits", s.stoneHits},
            {"capped_stone_paths", s.capped},
            {"nonfinite_samples", s.nonfinite},
            {"peak_memory_MB", peakMemory_MB()}};
}

int compareWithReferences(const RenderOptions& options) {
    int code = 0;
    const FloatImage written = render::readReference(options.output);
    for (const std::filesystem::path& reference : options.references) {
        const render::ReferenceVerdict verdict = render::compareReference(written, render::readReference(reference));
        fmt::print("{}: {} {}\n", reference.string(), verdict.passes() ? "same" : "differs", verdict.summary());
        if (!verdict.passes()) code = kDiffers;
    }
    return code;
}

int renderStill(const RenderOptions& options, const std::filesystem::path& chosenAssets) {
    const auto start = Clock::now();
    checkPaths(options);
    const auto [width, height] = sizeOf(options.size);
    backgroundColour(options); // refused now or never
    pictureOf(options);
    const std::filesystem::path assets = assetsFolder(chosenAssets);
    const scene::Piece piece = pieceOf(options, assets);
    for (const std::string& note : piece.notes) fmt::print(stderr, "note: {}\n", note);
    const scene::Camera camera = cameraOf(options, piece, static_cast<double>(width) / height);
    const render::Surroundings surroundings = surroundingsOf(options, piece, camera, assets);

    const gpu::Device device({.choice = options.device});
    const bool environment = options.background == "environment";
    render::Still still(device, piece, camera, surroundings,
                        {.width = width,
                         .height = height,
                         .wavelengths = options.wavelengths,
                         .samples = options.samples,
                         .seed = options.seed,
                         .hitLimit = options.hits,
                         .behind = environment ? render::Behind::environment : render::Behind::nothing,
                         .instruments = !options.aovs.empty()});
    const Outcome outcome = accumulate(still, options);
    const render::StillPicture picture = still.picture();
    extensionOf(options.output) == ".exr" ? writeExr(options, picture) : writePng(options, picture);
    const double seconds = secondsSince(start);
    if (!options.statistics.empty())
        writeFileAtomically(options.statistics,
                            statisticsOf(device, options, still, picture, outcome, seconds).dump(2) + "\n");

    fmt::print("{}\n  {}x{}, {} samples on {} in {:.1f} s\n", options.output.string(), width, height, outcome.samples,
               device.info().name, seconds);
    if (outcome.interrupted) {
        fmt::print(stderr, "interrupted: the picture holds {} of {} samples\n", outcome.samples, options.samples);
        return kInterrupted;
    }
    return compareWithReferences(options);
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
