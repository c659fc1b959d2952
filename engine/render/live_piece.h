#pragma once
#include "gpu/bindings.h"
#include "gpu/buffer.h"
#include "gpu/image.h"
#include "gpu/recorder.h"
#include "render/live.h"
#include "render/live_pipelines.h"
#include "render/live_scene.h"
#include "render/scene_dress.h"
#include "render/scene_on_gpu.h"
#include "render/spectral_table.h"
#include "render/still.h"
#include "render/surroundings.h"

#include <memory>
#include <vector>

namespace vitrine::render {

/// A texel buffer that shaders read, with the memory behind it.
struct TexelTable {
    gpu::Buffer buffer;
    gpu::TexelBufferView view;
};

/// The still behind a resting view of a piece, at one size of the picture.
struct LiveRest {
    Still still;
    gpu::BindingSet set;
    int width = 0, height = 0;
};

/// A piece on the GPU as the live view draws it: everything that camera, light and materials do not change, and what a
/// frame writes for it. Made off the frame's thread.
class LivePiece {
  public:
    struct Settings {
        scene::Studio studio;
        std::optional<OctahedralMap> map;
        bool ground = true;
        Materials known; ///< the palette, in the order of the spectral table
    };
    LivePiece(const gpu::Device& device, LivePipelines& pipelines, const scene::Piece& piece, const Settings& settings);

    /// Traces what cameras do not change, before the first frame: the near-field maps and the shadow on the ground. The
    /// frame's constants are written. Waits.
    void traceGeometry(const gpu::Device& device, const LivePipelines& pipelines) const;
    /// Takes the tail's radiance to what the stones see of the piece too, from near-field maps that have been lit.
    void measureTail(const gpu::Device& device);

    const LiveScene& scene() const { return scene_; }
    const std::shared_ptr<const SceneOnGpu>& sceneOnGpu() const { return sceneOnGpu_; }
    const std::vector<std::shared_ptr<const StonePipelines>>& cuts() const { return cutPipelines_; }
    const gpu::BindingSet& set() const { return set_; }

    /// The surroundings as they stand about the piece for a camera at this azimuth, without allocating: the lights of
    /// what is returned are valid until the next call.
    const Surroundings& surroundingsAt(double azimuth);
    const Surroundings& surroundingsAtZero() const { return placed_; }
    SceneDress& dress() { return dress_; }
    const SceneDress& dress() const { return dress_; }
    const LightUnits& units() const { return units_; } ///< of the studio's figures
    const SpectralTable& spectral() const { return spectral_; }
    const scene::Bounds& bounds() const { return bounds_; }
    double groundExtent_mm() const { return groundExtent_; }
    double groundReach_mm() const { return groundReach_; }
    const glm::dvec3& centre() const { return centre_; }
    const glm::dvec3& tail() const { return tail_; }
    /// Whether there is more than metal and clear stones.
    bool foreign() const { return sceneOnGpu_->outline().hasForeign || sceneOnGpu_->outline().hasBodies; }
    /// Whether some metal is enamelled, or may come to be.
    bool enamelled() const { return !sceneOnGpu_->outline().materials.enamels.empty(); }
    LiveForm form() const { return formOf(foreign(), enamelled(), sceneOnGpu_->outline().mayPlay); }
    bool canBeWorked() const { return sceneOnGpu_->outline().materials.reliefs != 0; } ///< now or after a swap

    LivePipelines::EdgeKind edgeKind() const {
        return {.cuts = cutPipelines_, .form = form(), .glows = sceneOnGpu_->outline().mayGlow};
    }

    std::unique_ptr<LiveRest> rest; ///< absent where nothing is gathered
    /// Whether everything is compiled that a frame of it may ask for. Until then it has no edge samples.
    bool whole = false;

    gpu::Buffer frameBuffer, liveBuffer;
    TexelTable dressTable;
    gpu::Buffer metalVertices, metalIndices, corners;
    gpu::Image nearField, openShares;

  private:
    void uploadTables(const gpu::Device& device);
    void uploadIrradiance(const gpu::Device& device);
    void bind(const gpu::Device& device, const LivePipelines& pipelines);

    LiveScene scene_;
    std::shared_ptr<const SceneOnGpu> sceneOnGpu_;
    scene::Studio studio_;
    Surroundings placed_, turned_;
    SceneDress dress_;
    LightUnits units_;
    SpectralTable spectral_;
    scene::Bounds bounds_;
    glm::dvec3 centre_{0.0}, tail_{0.0};
    double groundExtent_ = 1.0, groundReach_ = 1.0;
    std::vector<std::shared_ptr<const StonePipelines>> cutPipelines_;
    std::vector<TexelTable> tables_;
    gpu::Buffer nearGeometry_, nearLight_, groundBits_, groundLight_;
    gpu::Image unhindered_;
    gpu::Sampler linear_;
    gpu::BindingSet set_;
};

} // namespace vitrine::render
