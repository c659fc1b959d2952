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

/// Every metal, finish and species of the catalogue (grades look like their species) with its plain colour and its
/// place in the sheet.
SwatchLooks swatchLooks(const scene::Catalogue& catalogue);
std::size_t swatchCount(const SwatchLooks& looks);

/// The swatches that have been painted so far: those that are seen first come first.
struct SwatchSheet {
    ByteImage image;
    std::size_t painted = 0;
};
/// Marks the looks that the sheet has.
void showPainted(SwatchLooks& looks, std::size_t painted);

struct SwatchSettings {
    std::shared_ptr<const scene::Catalogue> catalogue;
    std::shared_ptr<const scene::Piece> piece; ///< whose band and stone are shown
    scene::Studio studio = {};
    render::PictureSettings picture = {};
    int samples = 32;
    std::optional<SwatchSheet> begun = {}; ///< what an earlier painter got to
};

/// Renders the sheet of swatches on a thread of its own with the still's kernels: the band's shoulder in each metal and
/// each finish, the stone from above in each species. It begins when the first picture is shown, and hands the sheet
/// over in parts.
class SwatchPainter {
  public:
    /// The device must outlive the painter. `wake` is called from the thread when there is more to take.
    SwatchPainter(const gpu::Device& device, SwatchSettings settings, void (*wake)());
    ~SwatchPainter();
    SwatchPainter(const SwatchPainter&) = delete;
    SwatchPainter& operator=(const SwatchPainter&) = delete;

    /// Rests while somebody turns the piece: the device is theirs.
    void pause(bool paused) { paused_ = paused; }
    /// The sheet as far as it has come, each state of it once. Throws what the painting threw.
    std::optional<SwatchSheet> take();
    bool busy() const { return !finished_; }

  private:
    void paint();
    ByteImage swatchOf(const scene::Piece& subject, const scene::Camera& camera) const;
    void handOver(const SwatchSheet& sheet);
    bool rest() const;

    const gpu::Device& device_;
    const SwatchSettings settings_;
    void (*const wake_)();
    std::atomic<bool> paused_{false}, ends_{false}, finished_{false};
    std::mutex mutex_;
    std::optional<SwatchSheet> sheet_;
    std::exception_ptr failure_;
    std::thread thread_;
};

} // namespace vitrine::showroom
