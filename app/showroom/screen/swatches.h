#pragma once
#include "base/image.h"
#include "render/live.h"
#include "screen/panel.h"
#include "session/design.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace vitrine::showroom {

inline constexpr int kSwatch_px = 128; ///< of a swatch in the sheet

/// Every metal and species of the catalogue with its plain colour and its place in the sheet.
SwatchLooks swatchLooks(const scene::Catalogue& catalogue);

struct SwatchSettings {
    std::shared_ptr<const scene::Catalogue> catalogue;
    std::shared_ptr<const scene::Piece> piece; ///< whose band and stone are shown
    scene::Studio studio = {};
    render::PictureSettings picture = {};
    int samples = 32;
};

/// Renders the sheet of swatches on a thread of its own with the still's kernels: the band's shoulder in each metal,
/// the stone from above in each species.
class SwatchPainter {
  public:
    /// The device must outlive the painter. `wake` is called from the thread when the sheet is done.
    SwatchPainter(const gpu::Device& device, SwatchSettings settings, void (*wake)());
    ~SwatchPainter();
    SwatchPainter(const SwatchPainter&) = delete;
    SwatchPainter& operator=(const SwatchPainter&) = delete;

    /// Rests while somebody turns the piece: the device is theirs.
    void pause(bool paused) { paused_ = paused; }
    /// The finished sheet, once. Throws what the painting threw.
    std::optional<ByteImage> take();
    bool busy() const { return !finished_; }

  private:
    void paint();
    bool rest() const;

    const gpu::Device& device_;
    const SwatchSettings settings_;
    void (*const wake_)();
    std::atomic<bool> paused_{false}, ends_{false}, finished_{false};
    std::mutex mutex_;
    std::optional<ByteImage> sheet_;
    std::exception_ptr failure_;
    std::thread thread_;
};

} // namespace vitrine::showroom
