#include "base/error.h"
#include "base/files.h"
#include "base/png.h"
#include "gpu/result.h"
#include "screen/showroom.h"

#include <algorithm>
#include <fmt/core.h>

namespace vitrine::showroom {
namespace {

constexpr int kMostMemorySteps = 4, kMostFailures = 24;
constexpr double kAfterReplay_s = 0.5; // what a released orbit and the eye need
constexpr std::size_t kUsualEvents = 256;

std::shared_ptr<const scene::Piece> firstPiece(const Session& session) {
    return std::make_shared<const scene::Piece>(pieceOf(session.design(), session.source()));
}

WindowSettings windowSettings(const ShowSettings& settings, const std::string& name) {
    return {.title = "Vitrine \u2013 " + name,
            .width_px = settings.width_px,
            .height_px = settings.height_px,
            .kind = settings.kind == ShowSettings::Kind::fullScreen ? WindowSettings::Kind::fullScreen
                                                                    : WindowSettings::Kind::window};
}

void note(const std::string& text) {
    if (!text.empty()) fmt::print(stderr, "note: {}\n", text);
}

} // namespace

Showroom::Stagehands::Stagehands(const Window& window, const WorldSettings& settings, const ByteImage& glyphs,
                                 const Source& source)
    : world(window, settings, glyphs), workshop(world.view(), source, Window::wake) {}

Showroom::Showroom(const ShowSettings& settings)
    : settings_(settings), start_(std::chrono::steady_clock::now()), session_(open(settings.file, settings.assets)),
      offer_(offerOf(session_)), piece_(firstPiece(session_)), shown_(session_.design()),
      light_(readStudioLight(settings.assets, *piece_)), window_(windowSettings(settings, session_.name())),
      layout_(layoutOf(window_.screen())), swatches_(swatchLooks(*session_.source().catalogue)),
      navigator_(home(), extentOf(*piece_), layout_.picture.size),
      hands_([this](const Gesture& gesture) { handle(gesture); }),
      album_(settings.pictures.empty() ? picturesFolder() : settings.pictures), statistics_(settings.allocations) {
    if (!settings.script.empty()) player_.emplace(readScript(settings.script));
    if (!settings.replay.empty()) (void)readTouches(settings.replay); // refused before anything is shown
    if (!settings.statistics.empty()) checkWritable(settings.statistics);
    events_.reserve(kUsualEvents);
    actions_.reserve(kUsualEvents);
    interface_.configure(layout_);
    hands_.configure(layout_);
    note(interface_.fontNote());
    for (const std::string& each : piece_->notes) note(each);
}

void Showroom::run() {
    rebuild();
    while (!leaves_) {
        try {
            step();
            tellState();
        } catch (const gpu::DeviceLost& problem) {
            recover(problem);
        } catch (const gpu::OutOfMemory& problem) {
            recover(problem);
        }
    }
    if (!settings_.statistics.empty()) {
        Json figures = statistics_.json();
        figures["device"] = stage_->world.device().info().name;
        figures["interface_allocations"] = Interface::allocations();
        writeFileAtomically(settings_.statistics, figures.dump(2) + "\n");
    }
}

// Everything on the GPU from the values, tried again when the device fails while it is being made.
void Showroom::rebuild() {
    for (;;) {
        try {
            stage_.reset();
            stage_.emplace(window_, worldSettings(), interface_.glyphs(), session_.source());
            render::LiveView& view = stage_->world.view();
            view.show(view.upload(*piece_, render::LiveView::RestMade::afterFirstPicture));
            view.dress(dressingOf(shown_, session_.source()));
            dress();
            if (!shows(session_.design())) stage_->workshop.request(session_.design());
            if (sheet_) stage_->world.ui().setSwatches(sheet_->image);
            if (shownYet_ && (!sheet_ || sheet_->painted < swatchCount(swatches_))) paintSwatches();
            return;
        } catch (const gpu::DeviceLost& problem) {
            endure(problem);
        } catch (const gpu::OutOfMemory& problem) {
            endure(problem);
        }
    }
}

void Showroom::recover(const Error& problem) {
    fmt::print(stderr, "note: {}; the picture is made anew\n", problem.what());
    endure(problem);
    statistics_.recovered();
    calmFrames_ = 0;
    wanted_ = kFramesAfterChange;
    rebuild();
}

// Gives up when the device fails again and again without a picture in between. The first lack of memory may have passed
// once everything has been let go; from the second on the picture becomes smaller.
void Showroom::endure(const Error& problem) {
    ++failures_;
    const bool memory = dynamic_cast<const gpu::OutOfMemory*>(&problem) != nullptr;
    if (memory && failures_ > 1) memorySteps_ = std::min(memorySteps_ + 1, kMostMemorySteps);
    if (failures_ > kMostFailures)
        throw Error({.problem = std::string("the device fails again and again: ") + problem.what(),
                     .remedy = "another device (see `vitrine devices`), or a smaller window"});
}

WorldSettings Showroom::worldSettings() const {
    WorldSettings settings{.device = settings_.device,
                           .picture_px = layout_.picture.size,
                           .studio = light_.studio,
                           .picture = light_.picture,
                           .memorySteps = memorySteps_};
    for (const auto& [id, alloy] : session_.source().catalogue->alloys) settings.palette.alloys.push_back(alloy);
    for (const auto& [id, finish] : session_.source().catalogue->finishes) settings.palette.finishes.push_back(finish);
    for (const auto& [id, species] : session_.source().catalogue->species) settings.palette.species.push_back(species);
    return settings;
}

void Showroom::paintSwatches() {
    stage_->painter.emplace(stage_->world.device(),
                            SwatchSettings{.catalogue = session_.source().catalogue,
                                           .piece = piece_,
                                           .studio = light_.studio,
                                           .picture = light_.picture,
                                           .begun = sheet_},
                            Window::wake);
}

void Showroom::shownFirst(double now_s) {
    shownYet_ = true;
    statistics_.firstPicture(std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count());
    if (!settings_.replay.empty()) {
        auto replay =
            std::make_unique<ReplayTouch>(readTouches(settings_.replay), glm::ivec2(window_.screen().size_px), now_s);
        replay_ = replay.get();
        touches_ = std::move(replay);
    } else {
        try {
            touches_ = openXInputTouch(window_.xWindow());
        } catch (const Error& problem) { // mouse and keyboard remain
            note(problem.what());
        }
    }
    if (touches_ && !settings_.record.empty())
        touches_ =
            std::make_unique<RecordedTouch>(std::move(touches_), settings_.record,
                                            TouchWindow{.width_px = static_cast<int>(window_.screen().size_px.x),
                                                        .height_px = static_cast<int>(window_.screen().size_px.y),
                                                        .pixelsPerMm = layout_.pixelsPerMm},
                                            now_s);
    paintSwatches();
}

bool Showroom::playedOut(double now_s) const {
    if (!player_ && replay_ == nullptr) return false;
    if (player_ && !player_->finished()) return false;
    if (settings_.replay.empty()) return true;
    return replay_ != nullptr && replay_->finished() && settled(now_s) && now_s > lastTouch_s_ + kAfterReplay_s;
}

void Showroom::obey(const Request& request, double now_s) {
    if (const auto* picture = std::get_if<PictureStep>(&request.what)) {
        const ByteImage image =
            picture->of == PictureStep::Of::piece ? stage_->world.picture() : stage_->world.screen(*drawn_);
        writeFileAtomically(picture->file,
                            encodePng(image, {.colour = std::nullopt, .text = {{"Software", "Vitrine"}}}));
    } else if (const auto* size = std::get_if<ResizeStep>(&request.what)) {
        window_.resize(size->width_px, size->height_px);
    } else if (const auto* to = std::get_if<StateStep>(&request.what)) {
        writeFileAtomically(to->file, state(now_s).dump(2) + "\n");
    } else {
        expectState(std::get<AssertStep>(request.what).expected, state(now_s), player_->file(),
                    request.place + "/assert");
    }
}

void show(const ShowSettings& settings) {
    Showroom(settings).run();
}

} // namespace vitrine::showroom
