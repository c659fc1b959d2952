#pragma once
#include "base/image.h"
#include "gpu/buffer.h"
#include "gpu/device.h"
#include "gpu/recorder.h"
#include "render/surroundings.h"
#include "scene/camera.h"
#include "scene/dressing.h"
#include "scene/piece.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::render {

class SceneOnGpu;
struct StillKernels;

/// What the camera sees where the piece is not.
enum class Behind {
    environment, ///< the surroundings, and the ground in their light
    nothing,     ///< no light and no coverage; of the ground only how much of its light the piece holds off
};

struct StillSettings {
    int width = 640, height = 360;
    int wavelengths = 8; ///< carried by a path: one of kWavelengthChoices; 1 shares nothing and is the reference
    int samples = 64;    ///< planned; the wavelengths are spread for this many
    std::uint32_t seed = 0;
    int bounceLimit = 16; ///< surfaces a path may meet; the inside of a stone is one
    int hitLimit = 256;   ///< inside a stone; what is left then comes back as the tail
    Behind behind = Behind::environment;
    double filterRadius = 1.0;   ///< of the tent over which a pixel's rays are spread, pixels
    bool instruments = false;    ///< fill the layers of StillPicture::instruments
    double sliceSeconds = 0.045; ///< what one submission is meant to last; the picture does not depend on it
    double tailShare = 1.0; ///< of what a hit limit leaves that comes back; under 1 only to show what dropping it costs
};

inline constexpr int kWavelengthChoices[] = {1, 4, 8, 12, 16};

/// What has been gathered so far. Means over the samples; XYZ relative to D65's white, without background.
struct StillPicture {
    FloatImage xyz;      ///< 3 channels, premultiplied by coverage
    FloatImage coverage; ///< 1 channel, 0..1: the piece, and the ground where it is seen in its light
    FloatImage shadow;   ///< 1 channel: with Behind::nothing, the part of the ground's light that the piece holds off
    FloatImage variance; ///< 1 channel: of the mean of Y
    FloatImage samples;  ///< 1 channel
    FloatImage colourVariance; ///< 3 channels, with instruments only: of the means of linear Rec.709
    /// 1 channel each: "stone-id" (0 for none), "facet-id", "sequence" (a hash), "hits", "residue" (energy with which
    /// the path left the stone), "left-sequence" (share of wavelengths that left the hero's). Of the last sample.
    std::map<std::string, FloatImage> instruments;
};

struct StillStatistics {
    std::uint64_t rays = 0;                ///< traced through the scene
    std::uint64_t stonePaths = 0;          ///< arrivals at a stone
    std::uint64_t stoneHits = 0;           ///< facets met inside
    std::uint64_t capped = 0;              ///< stone paths that reached the hit limit
    std::uint64_t nonfinite = 0;           ///< samples that were left out; 0 unless something is wrong
    std::map<std::string, double> seconds; ///< by stage: "pack", "upload", "pipelines", "samples"
};

/// The parts of a still that are large or slow to make and that others can hold as well: a live view of the same piece,
/// or the still of another.
struct StillParts {
    std::shared_ptr<const SceneOnGpu> scene;
    std::shared_ptr<const StillKernels> kernels = {}; ///< made when absent, or when they do not serve the scene
};

/// A progressive spectral path tracer: every sample adds one path to every pixel. Same piece, settings and device: the
/// same bytes, however the work was sliced.
///
/// It can be worked in three ways, of which one still should see only one: advance() and accumulate() wait for the
/// device; tryAdvance() never does; record() leaves submitting to the caller.
class Still {
  public:
    /// Packs and uploads; compiles what the device's pipeline cache has not. Throws vitrine::Error.
    Still(const gpu::Device& device, const scene::Piece& piece, const scene::Camera& camera,
          const Surroundings& surroundings, const StillSettings& settings);
    /// The same of a piece that is on the device; from any thread. Waits for the device, as a short warm-up is run.
    Still(const gpu::Device& device, const StillParts& parts, const scene::Camera& camera,
          const Surroundings& surroundings, const StillSettings& settings);
    ~Still();
    Still(Still&&) noexcept;

    /// Works on for about a twentieth of a second, on the current sample. Returns the number of whole samples done.
    int advance();
    /// Until that many whole samples are done.
    void accumulate(int samples);

    /// Submits one slice, meant to last StillSettings::sliceSeconds, unless the one before still runs. Never waits.
    /// Returns whether it did.
    bool tryAdvance();

    /// Records one slice; recordings must be submitted in their order. Behind it the film can be read by copies,
    /// compute and fragment shaders. Allocates nothing.
    void record(gpu::Recorder& recorder);
    /// How long a slice that was recorded took on the device: fits the size of those to come.
    void fitSlices(double seconds);

    /// Begins anew, without any Vulkan object or upload: with the next slice the film is cleared. The studio must be
    /// the one that the still was made with, turned at most (Surroundings::turn), the map and the ground the same.
    void restart(const scene::Camera& camera, const Surroundings& surroundings);
    /// Begins anew in other metals, polishes or species; all must be among the scene's materials. Throws
    /// vitrine::Error.
    void dress(const scene::Dressing& dressing);

    /// Whole samples that have been recorded since the last beginning.
    int samples() const;
    /// How far it is, in samples, with the part of the current one.
    double progress() const;
    /// What the user should know about how the piece was packed, one line each.
    const std::vector<std::string>& notes() const;

    /// The sums so far, row by row, filmStride() texels of four floats a pixel (shared/still_layout.glsl): first sums
    /// of XYZ and of coverage; then sum of Y squared, number of samples n, and minus the sum of the ground's lost
    /// light. So the mean of Y is m = texel0.y / n, the variance of that mean (texel1.x / n - m^2) / (n - 1).
    const gpu::Buffer& film() const;
    std::uint32_t filmStride() const;

    const StillParts& parts() const;

    StillPicture picture() const;       ///< waits for the device
    StillStatistics statistics() const; ///< since the last beginning, but for the seconds; waits for the device

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace vitrine::render
