#pragma once
#include "base/image.h"
#include "bench_views.h"
#include "gpu/command_slot.h"
#include "gpu/timer.h"
#include "render/live.h"
#include "screen/interface.h"
#include "screen/ui_renderer.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace vitrine::cli {

struct BenchStageSettings {
    int width = 1280, height = 720; ///< of the picture; the interface lies beside it
    std::filesystem::path assets;
};

/// One frame's cost.
struct BenchFrame {
    double time_ms = 0.0; ///< from the first command recorded to the last one done
    double cpu_ms = 0.0;  ///< of recording and submitting
    std::uint64_t allocations = 0;
    std::vector<gpu::PassTime> passes;
};

/// The showroom's picture and panel without a window: the live view beside the interface, drawn to an image.
class BenchStage {
  public:
    BenchStage(const gpu::Device& device, const BenchStageSettings& settings);

    /// Shows it at once and waits for its first picture.
    void showFirst(const BenchView& view);
    /// Shows it, lets what was there before fade away and waits for all that is made meanwhile.
    void show(const BenchView& view);

    /// Draws a frame and waits for it.
    BenchFrame frame(const scene::Camera& camera, const render::LiveBudget& budget);

    /// How many frames pass until a swap of metal is in the picture.
    int framesUntilSwap(const BenchView& view);

    ByteImage picture() const; ///< of the view alone, as it was drawn last

  private:
    void paint(gpu::Recorder& recorder);

    const gpu::Device& device_;
    scene::Catalogue catalogue_;
    showroom::Layout layout_;
    showroom::Offer offer_;
    showroom::SwatchLooks swatches_;
    showroom::Interface interface_;
    std::vector<showroom::Action> actions_;
    render::LiveView view_;
    std::unique_ptr<showroom::UiRenderer> ui_;
    gpu::Image screen_;
    gpu::CommandSlot slot_;
    gpu::GpuTimer timer_;
    double time_s_ = 0.0;
};

} // namespace vitrine::cli
