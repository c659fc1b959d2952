#pragma once
#include "base/json.h"
#include "gpu/device.h"
#include "render/compose.h"
#include "render/still.h"
#include "render_options.h"

namespace vitrine::cli {

/// How a rendering ended.
struct Outcome {
    int samples = 0;
    bool interrupted = false;
    double seconds = 0.0;
};

/// Writes the picture under its final name, whole or not at all. Throws vitrine::Error.
void writePicture(const RenderOptions& options, const render::StillPicture& picture,
                  const render::ComposeSettings& look);

/// What --stats holds.
Json statisticsOf(const gpu::Device& device, const RenderOptions& options, const render::Still& still,
                  const Outcome& outcome);

/// Prints a line for each reference. Returns whether all are the same.
bool matchesReferences(const RenderOptions& options);

} // namespace vitrine::cli
