#include "screen/swatches.h"

#include "render/compose.h"
#include "render/still.h"
#include "scene/look_up.h"
#include "session/swatch_colour.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace vitrine::showroom {
namespace {

ImU32 packed(const glm::dvec3& codes) {
    const auto byte = [](double value) { return static_cast<int>(std::lround(255.0 * value)); };
    return IM_COL32(byte(codes.x), byte(codes.y), byte(codes.z), 255);
}

glm::ivec2 sheetCells(const scene::Catalogue& catalogue) {
    return {static_cast<int>(std::max<std::size_t>({catalogue.alloys.size(), catalogue.species.size(), 1})), 2};
}

template <class Entries>
std::vector<SwatchLook> looksOf(const Entries& entries, int row, const glm::ivec2& cells) {
    std::vector<SwatchLook> looks;
    for (const auto& [id, entry] : entries) {
        const glm::vec2 size = 1.0f / glm::vec2(cells), corner = size * glm::vec2(looks.size(), row);
        looks.push_back({.id = id,
                         .uvLeast = {corner.x, corner.y},
                         .uvMost = {corner.x + size.x, corner.y + size.y},
                         .plain = packed(swatchColour(*entry))});
    }
    return looks;
}

// The metal of the piece without its stones, in one alloy.
scene::Piece metalSubject(const scene::Piece& piece, const std::shared_ptr<const metal::Alloy>& alloy) {
    scene::Piece subject = piece;
    subject.stones.clear();
    for (scene::Surface& surface : subject.surfaces)
        if (auto* metal = std::get_if<scene::MetalSurface>(&surface.model)) metal->alloy = alloy;
    return subject;
}

// The widest stone, alone.
scene::Piece stoneSubject(const scene::Piece& piece, const std::shared_ptr<const gem::Species>& species) {
    scene::Piece subject;
    const auto widest =
        std::max_element(piece.stones.begin(), piece.stones.end(), [](const scene::Stone& a, const scene::Stone& b) {
            return a.solid->meanChord() < b.solid->meanChord();
        });
    subject.stones.push_back(*widest);
    subject.stones.front().species = species;
    return subject;
}

scene::Camera metalCamera(const scene::Piece& subject) {
    const scene::Bounds box = scene::bounds(subject);
    const double across = box.greatest.x - box.least.x, radius = 0.48 * across;
    // The front edge of a band's shoulder: its side has the metal's colour in even light, its back lights and darks.
    const double turn = radians(50.0);
    return {.azimuth = radians(20.0),
            .elevation = radians(30.0),
            .distance = 160.0,
            .target = glm::dvec3(radius * std::sin(turn), radius * std::cos(turn), 0.05 * across),
            .verticalField = 2.0 * std::atan(0.055 * across / 160.0)};
}

scene::Camera stoneCamera(const scene::Stone& stone) {
    const auto& solid = stone.solid->polyhedron();
    scene::Camera camera{.azimuth = radians(20.0), .elevation = radians(80.0), .distance = 160.0};
    camera.target = glm::dvec3(stone.worldFromStone[3]);
    const double across = std::max(solid.greatest().x - solid.least().x, solid.greatest().z - solid.least().z);
    camera.verticalField = 2.0 * std::atan(0.40 * across / camera.distance);
    return camera;
}

void place(const ByteImage& swatch, ByteImage& sheet, int column, int row) {
    for (int y = 0; y < swatch.height; ++y)
        for (int x = 0; x < swatch.width; ++x) {
            std::uint8_t* to = sheet.pixel(column * kSwatch_px + x, row * kSwatch_px + y);
            std::copy_n(swatch.pixel(x, y), 3, to);
            to[3] = 255;
        }
}

} // namespace

SwatchLooks swatchLooks(const scene::Catalogue& catalogue) {
    const glm::ivec2 cells = sheetCells(catalogue);
    return {.metals = looksOf(catalogue.alloys, 0, cells), .species = looksOf(catalogue.species, 1, cells)};
}

SwatchPainter::SwatchPainter(const gpu::Device& device, SwatchSettings settings, void (*wake)())
    : device_(device), settings_(std::move(settings)), wake_(wake), thread_([this] {
          try {
              paint();
          } catch (...) {
              const std::lock_guard lock(mutex_);
              failure_ = std::current_exception();
          }
          finished_ = true;
          wake_();
      }) {}

SwatchPainter::~SwatchPainter() {
    ends_ = true;
    thread_.join();
}

std::optional<ByteImage> SwatchPainter::take() {
    const std::lock_guard lock(mutex_);
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return std::exchange(sheet_, std::nullopt);
}

bool SwatchPainter::rest() const {
    while (paused_ && !ends_) std::this_thread::sleep_for(std::chrono::milliseconds(30));
    return !ends_;
}

void SwatchPainter::paint() {
    const glm::ivec2 cells = sheetCells(*settings_.catalogue);
    ByteImage sheet(cells.x * kSwatch_px, cells.y * kSwatch_px, 4);
    const auto one = [&](const scene::Piece& subject, const scene::Camera& camera, int column, int row) {
        const scene::Bounds box = scene::bounds(subject);
        const glm::dvec3 centre = 0.5 * (box.least + box.greatest);
        const double radius = 0.5 * glm::length(box.greatest - box.least);
        render::Surroundings surroundings;
        surroundings.studio = scene::placed(settings_.studio, camera.azimuth, centre, radius);
        surroundings.groundHeight_mm = box.least.y - 1e-4 * radius;
        render::Still still(device_, subject, camera, surroundings,
                            {.width = kSwatch_px,
                             .height = kSwatch_px,
                             .samples = settings_.samples,
                             .hitLimit = 32,
                             .sliceSeconds = 0.04});
        while (rest() && still.advance() < settings_.samples) {
        }
        if (!ends_) place(render::composed(still.picture(), {.picture = settings_.picture}), sheet, column, row);
    };
    int column = 0;
    if (!settings_.piece->instances.empty())
        for (const auto& [id, alloy] : settings_.catalogue->alloys) {
            if (!rest()) return;
            const scene::Piece subject = metalSubject(*settings_.piece, alloy);
            one(subject, metalCamera(subject), column++, 0);
        }
    column = 0;
    if (!settings_.piece->stones.empty())
        for (const auto& [id, species] : settings_.catalogue->species) {
            if (!rest()) return;
            const scene::Piece subject = stoneSubject(*settings_.piece, species);
            one(subject, stoneCamera(subject.stones.front()), column++, 1);
        }
    const std::lock_guard lock(mutex_);
    sheet_ = std::move(sheet);
}

} // namespace vitrine::showroom
