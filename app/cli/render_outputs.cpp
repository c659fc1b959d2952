#include "render_outputs.h"

#include "base/exr.h"
#include "base/files.h"
#include "base/png.h"
#include "render/compare.h"
#include "render_inputs.h"

#include <cmath>
#include <fmt/core.h>
#include <sys/resource.h>

namespace vitrine::cli {
namespace {

Bytes pngOf(const render::StillPicture& picture, const render::ComposeSettings& look) {
    PngSettings settings;
    settings.colour = render::pngColour(look.picture.gamut);
    settings.text = {{"Software", "Vitrine"}};
    return encodePng(render::composed(picture, look), settings);
}

const FloatImage& layerOf(const render::StillPicture& picture, const std::string& name) {
    if (name == "samples") return picture.samples;
    return picture.instruments.at(name);
}

FloatImage exposed(FloatImage image, double stops) {
    for (float& value : image.data) value *= static_cast<float>(std::exp2(stops));
    return image;
}

Bytes exrOf(const RenderOptions& options, const render::StillPicture& picture, const render::ComposeSettings& look) {
    std::vector<ExrLayer> layers;
    layers.push_back({"", "RGBA", render::linearLight(picture, look), ExrLayer::Precision::single});
    for (const std::string& name : options.aovs) {
        const bool coloured = name == "variance";
        layers.push_back(
            {name, coloured ? "RGB" : "",
             coloured ? exposed(picture.colourVariance, 2.0 * look.picture.exposure_ev) : layerOf(picture, name),
             ExrLayer::Precision::single});
    }
    return encodeExr(layers, {{"software", "Vitrine"}});
}

double peakMemory_MB() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

} // namespace

void writePicture(const RenderOptions& options, const render::StillPicture& picture,
                  const render::ComposeSettings& look) {
    writeFileAtomically(options.output,
                        extensionOf(options.output) == ".exr" ? exrOf(options, picture, look) : pngOf(picture, look));
}

Json statisticsOf(const gpu::Device& device, const RenderOptions& options, const render::Still& still,
                  const Outcome& outcome) {
    const render::StillStatistics s = still.statistics();
    const auto [width, height] = sizeOf(options.size);
    return {{"device", device.info().name},
            {"driver", device.info().driver},
            {"width", width},
            {"height", height},
            {"samples", outcome.samples},
            {"wavelengths", options.wavelengths},
            {"seed", options.seed},
            {"interrupted", outcome.interrupted},
            {"seconds", outcome.seconds},
            {"seconds_by_stage", s.seconds},
            {"rays", s.rays},
            {"stone_paths", s.stonePaths},
            {"stone_hits", s.stoneHits},
            {"capped_stone_paths", s.capped},
            {"nonfinite_samples", s.nonfinite},
            {"peak_memory_MB", peakMemory_MB()}};
}

bool matchesReferences(const RenderOptions& options) {
    if (options.references.empty()) return true;
    bool all = true;
    const auto written = render::readGolden(options.output);
    for (const std::filesystem::path& reference : options.references) {
        const auto golden = render::readGolden(reference);
        const auto tell = [&](const auto& verdict) {
            fmt::print("{}: {}\n", reference.string(), verdict.summary());
            all = all && verdict.passes();
        };
        if (written && golden)
            tell(render::compareGolden(written->picture, golden->picture, golden->stoneMask));
        else
            tell(render::compareReference(render::readReference(options.output), render::readReference(reference)));
    }
    return all;
}

} // namespace vitrine::cli
