#pragma once
#include "gem/species.h"
#include "gpu/device.h"
#include "gpu/image.h"
#include "gpu/recorder.h"
#include "metal/alloy.h"
#include "metal/finish.h"
#include "render/picture.h"
#include "render/surroundings.h"
#include "scene/camera.h"
#include "scene/dressing.h"
#include "scene/piece.h"

#include <memory>
#include <optional>
#include <vector>

namespace vitrine::render {

/// What one frame of the live view may cost. Drawn exactly as it stands; the governor chooses it.
struct LiveBudget {
    double scale = 1.0;    ///< edge of the traced picture in parts of the shown one's, 0.25 to 1
    int edgeSamples = 3;   ///< further positions traced in stone pixels that border another facet sequence; 0: none
    int hits = 8;          ///< facets met inside a stone before the tail, 6 to 16
    bool nearField = true; ///< whether exits and metals see the piece itself; off only to show what that is worth
    bool operator==(const LiveBudget&) const = default;
};

/// Every metal, finish and species that a swap may ask for. Their spectra are tabulated when the view is made, so that
/// a swap computes and allocates nothing. Others that a piece brings with it are added when it is uploaded.
struct LivePalette {
    std::vector<std::shared_ptr<const metal::Alloy>> alloys;
    std::vector<std::shared_ptr<const gem::Species>> species;
    std::vector<metal::Finish> finishes = {};
};

struct LiveSettings {
    int width = 1280, height = 720; ///< of the shown picture, pixels
    LivePalette palette = {};
    scene::Studio studio = {};             ///< as read; placed for every frame's camera
    std::optional<OctahedralMap> map = {}; ///< an environment map instead of the studio's dome
    bool ground = true;
    PictureSettings picture = {};
    double fade_s = 0.25;    ///< cross-fade to another piece
    bool accumulates = true; ///< whether a resting view goes on to the still's kernels
};

/// One frame as the showroom asks for it.
struct LiveFrame {
    scene::Camera camera;
    double time_s = 0.0; ///< monotonic; drives fades alone
    LiveBudget budget = {};
};

/// A piece on the GPU.
class LivePiece;

/// The live view: a frame for every camera, at rest the still. Same optics, same scene as render::Still.
///
///   LiveView view(device, {.width = 1280, .height = 720, .palette = palette, .studio = studio});
///   view.show(view.upload(piece));
///   view.record(recorder, {.camera = camera, .time_s = now});   // then sample view.picture()
class LiveView {
  public:
    /// Makes the pipelines that every piece needs. Throws vitrine::Error.
    LiveView(const gpu::Device& device, const LiveSettings& settings);
    ~LiveView();
    LiveView(LiveView&&) noexcept;

    /// When the still behind a resting view is made: with the piece, or on a thread of its own once the piece has been
    /// drawn and the one before is let go, which brings the picture sooner and never holds two stills at once. The
    /// first piece then has no edge samples either until that is done.
    enum class RestMade { withPiece, afterFirstPicture };

    /// Packs and uploads, makes what pipelines the piece needs besides and draws once with each, so that no frame waits
    /// for a driver to compile; from any thread, and meant for another than the frame's.
    std::shared_ptr<LivePiece> upload(const scene::Piece& piece, RestMade rest = RestMade::withPiece) const;

    /// From the next frame on this piece is drawn; the last picture of the one before fades out over it. The old
    /// piece is let go when no frame in flight draws it any more.
    void show(std::shared_ptr<LivePiece> piece);

    /// Other metals, finishes or species on the piece that is shown, in the next frame. Allocates nothing.
    void dress(const scene::Dressing& dressing);

    /// Another size of the shown picture. Waits for the frames in flight.
    void resize(int width, int height);

    /// Records one frame. picture() is in Use::sampled when the commands are done.
    void record(gpu::Recorder& recorder, const LiveFrame& frame);

    /// Code values (sRGB-encoded, RGBA8 unorm) of the frame recorded last, width x height.
    const gpu::Image& picture() const;

    /// Whether the picture changes although nothing is moved: it fades or still gathers light.
    bool restless() const;

    /// Whether the still behind the view is there; without one a view at rest goes on as if it moved.
    bool restMade() const;

    /// Samples a pixel that the still has gathered for the resting view; 0 while it moves.
    int restSamples() const;

    /// Which stone and which metal surface each pixel of the last frame shows, for tests and picking: waits for the
    /// device. 0 nothing or ground, 1 + stone, -(1 + surface).
    std::vector<int> identities() const;

    /// XYZ of the last frame, 3 channels, before bloom and tone: for tests; waits for the device.
    FloatImage radiance() const;

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace vitrine::render
