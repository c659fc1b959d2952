#pragma once
#include "base/image.h"
#include "gpu/device.h"
#include "render/surroundings.h"
#include "scene/camera.h"
#include "scene/piece.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::render {

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

/// A progressive spectral path tracer: every sample adds one path to every pixel. Same piece, settings and device: the
/// same bytes, however the work was sliced.
class Still {
  public:
    /// Packs and uploads; compiles what the device's pipeline cache has not. Throws vitrine::Error.
    Still(const gpu::Device& device, const scene::Piece& piece, const scene::Camera& camera,
          const Surroundings& surroundings, const StillSettings& settings);
    ~Still();
    Still(Still&&) noexcept;

    /// Works on for about a twentieth of a second, on the current sample. Returns the number of whole samples done.
    int advance();
    /// Until that many whole samples are done.
    void accumulate(int samples);
    /// What the user should know about how the piece was packed, one line each.
    const std::vector<std::string>& notes() const;
    /// How far it is, in samples, with the part of the current one.
    double progress() const;

    StillPicture picture() const;
    StillStatistics statistics() const;

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace vitrine::render
