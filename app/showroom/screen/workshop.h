#pragma once
#include "render/live.h"
#include "session/design.h"

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace vitrine::showroom {

/// A piece that is ready to be shown.
struct Made {
    Design design;
    std::shared_ptr<const scene::Piece> piece;
    std::shared_ptr<render::LivePiece> uploaded;
    std::exception_ptr failure; ///< why there is none
};

/// Assembles and uploads pieces on a thread of its own. The newest request wins: one that has not been begun is
/// forgotten when another comes.
class Workshop {
  public:
    /// `wake` is called from the thread when something is ready. The view must outlive the workshop.
    Workshop(const render::LiveView& view, Source source, void (*wake)());
    ~Workshop(); ///< waits for the piece in hand
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    void request(Design design);
    /// What has become ready since, the newest.
    std::optional<Made> take();
    bool busy() const;

  private:
    void work();

    const render::LiveView& view_;
    const Source source_;
    void (*const wake_)();
    mutable std::mutex mutex_;
    std::condition_variable asked_;
    std::optional<Design> wanted_;
    std::optional<Made> ready_;
    bool working_ = false, ends_ = false;
    std::thread thread_;
};

} // namespace vitrine::showroom
