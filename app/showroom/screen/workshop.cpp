#include "screen/workshop.h"

namespace vitrine::showroom {

Workshop::Workshop(const render::LiveView& view, Source source, void (*wake)())
    : view_(view), source_(std::move(source)), wake_(wake), thread_([this] { work(); }) {}

Workshop::~Workshop() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
    }
    asked_.notify_one();
    thread_.join();
}

void Workshop::request(Design design) {
    {
        const std::lock_guard lock(mutex_);
        wanted_ = std::move(design);
    }
    asked_.notify_one();
}

std::optional<Made> Workshop::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(ready_, std::nullopt);
}

bool Workshop::busy() const {
    const std::lock_guard lock(mutex_);
    return working_ || wanted_ || ready_;
}

void Workshop::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        asked_.wait(lock, [this] { return ends_ || wanted_; });
        if (ends_) return;
        Made made{.design = *std::exchange(wanted_, std::nullopt), .piece = {}, .uploaded = {}, .failure = {}};
        working_ = true;
        lock.unlock();
        try {
            made.piece = std::make_shared<const scene::Piece>(pieceOf(made.design, source_));
            made.uploaded = view_.upload(*made.piece, render::LiveView::RestMade::afterFirstPicture);
        } catch (...) {
            made.failure = std::current_exception();
        }
        lock.lock();
        working_ = false;
        ready_ = std::move(made);
        wake_();
    }
}

} // namespace vitrine::showroom
