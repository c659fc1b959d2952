#include "screen/swatches.h"

#include "render/compose.h"
#include "render/still.h"
#include "scene/look_up.h"
#include "session/swatch_colour.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <variant>

namespace vitrine::showroom {
namespace {

ImU32 packed(const glm::dvec3& codes) {
    const auto byte = [](double value) { return static_cast<int>(std::lround(255.0 * value)); };
    return IM_COL32(byte(codes.x), byte(codes.y), byte(codes.z), 255);
}

constexpr int kAcross = 16;                               // swatches in a row of the sheet
constexpr std::size_t kSeenMetals = 8, kSeenSpecies = 12; // that a panel shows before anybody scrolls
constexpr std::size_t kFirstPart = kSeenMetals + kSeenSpecies, kFurtherPart = 8;

using AlloyPointer = std::shared_ptr<const metal::Alloy>;
using SpeciesPointer = std::shared_ptr<const gem::Species>;
using Subject = std::variant<AlloyPointer, SpeciesPointer, metal::Finish>;

template <class Pointer, class Order>
std::vector<Pointer> inOrder(const std::map<std::string, Pointer>& entries, Order order) {
    std::vector<Pointer> list;
    for (const auto& [id, entry] : entries) list.push_back(entry);
    std::stable_sort(list.begin(), list.end(),
                     [&](const Pointer& a, const Pointer& b) { return order(*a) < order(*b); });
    return list;
}

std::vector<metal::Finish> finishesOf(const scene::Catalogue& catalogue) {
    std::vector<metal::Finish> finishes;
    for (const auto& [id, finish] : catalogue.finishes) finishes.push_back(finish);
    std::ranges::stable_sort(finishes, {}, &metal::Finish::order);
    return finishes;
}

// In which finishes are shown: what a shop lists first.
AlloyPointer usualAlloy(const scene::Catalogue& catalogue) {
    return inOrder(catalogue.alloys, [](const metal::Alloy& alloy) { return alloy.order; }).front();
}

// All that there are swatches of, in the order in which they are painted and stand in the sheet.
std::vector<Subject> subjectsOf(const scene::Catalogue& catalogue) {
    const auto alloys = inOrder(catalogue.alloys, [](const metal::Alloy& alloy) { return alloy.order; });
    auto species = inOrder(catalogue.species, [](const gem::Species& entry) { return entry.trade.order; });
    std::erase_if(species, [](const SpeciesPointer& entry) { return !entry->gradeOf.empty(); });
    const std::size_t seenAlloys = std::min(kSeenMetals, alloys.size());
    const std::size_t seenSpecies = std::min(kSeenSpecies, species.size());
    std::vector<Subject> subjects(alloys.begin(), alloys.begin() + static_cast<std::ptrdiff_t>(seenAlloys));
    subjects.insert(subjects.end(), species.begin(), species.begin() + static_cast<std::ptrdiff_t>(seenSpecies));
    subjects.insert(subjects.end(), alloys.begin() + static_cast<std::ptrdiff_t>(seenAlloys), alloys.end());
    subjects.insert(subjects.end(), species.begin() + static_cast<std::ptrdiff_t>(seenSpecies), species.end());
    const auto afterSeen = subjects.begin() + static_cast<std::ptrdiff_t>(seenAlloys + seenSpecies);
    const auto finishes = finishesOf(catalogue);
    subjects.insert(afterSeen, finishes.begin(), finishes.end());
    return subjects;
}

glm::ivec2 sheetCells(std::size_t count) {
    return {kAcross, std::max(1, (static_cast<int>(count) + kAcross - 1) / kAcross)};
}

glm::ivec2 cellOf(std::size_t index) {
    return {static_cast<int>(index) % kAcross, static_cast<int>(index) / kAcross};
}

template <class Entry>
SwatchLook lookOf(const Entry& entry, const glm::dvec3& plain, std::size_t index, const glm::ivec2& cells) {
    const glm::vec2 size = 1.0f / glm::vec2(cells), corner = size * glm::vec2(cellOf(index));
    return {.id = entry.id,
            .uvLeast = {corner.x, corner.y},
            .uvMost = {corner.x + size.x, corner.y + size.y},
            .plain = packed(plain),
            .place = index};
}

// The metal of the piece without its stones, all alike.
scene::Piece metalSubject(const scene::Piece& piece, const scene::MetalSurface& metal) {
    scene::Piece subject = piece;
    subject.stones.clear();
    for (scene::Surface& surface : subject.surfaces)
        if (std::holds_alternative<scene::MetalSurface>(surface.model)) surface.model = metal;
    return subject;
}

// An alloy is shown polished, a finish in the usual alloy.
std::optional<scene::MetalSurface> metalOf(const Subject& subject, const scene::Catalogue& catalogue) {
    if (const auto* alloy = std::get_if<AlloyPointer>(&subject))
        return scene::worked(*alloy, scene::lookUp(catalogue.finishes, scene::kUsualFinish, "finish"));
    if (const auto* finish = std::get_if<metal::Finish>(&subject)) return scene::worked(usualAlloy(catalogue), *finish);
    return std::nullopt;
}

// The widest stone, alone, cut as it is of that species.
scene::Piece stoneSubject(const scene::Piece& piece, const SpeciesPointer& species, const scene::Catalogue& catalogue) {
    scene::Piece subject;
    const auto widest =
        std::max_element(piece.stones.begin(), piece.stones.end(), [](const scene::Stone& a, const scene::Stone& b) {
            return a.solid->meanChord() < b.solid->meanChord();
        });
    subject.stones.push_back(*widest);
    scene::Stone& stone = subject.stones.front();
    stone.species = species;
    if (const auto cut = catalogue.cuts.find(stone.cut); cut != catalogue.cuts.end()) {
        const auto& body = stone.solid->polyhedron();
        stone.solid = std::make_shared<const gem::Solid>(
            cut->second->cut.bodyFor(species->indexGroup).solid.scaled(body.greatest().x - body.least().x));
    }
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

void place(const ByteImage& swatch, ByteImage& sheet, const glm::ivec2& cell) {
    for (int y = 0; y < swatch.height; ++y)
        for (int x = 0; x < swatch.width; ++x) {
            std::uint8_t* to = sheet.pixel(cell.x * kSwatch_px + x, cell.y * kSwatch_px + y);
            std::copy_n(swatch.pixel(x, y), 3, to);
            to[3] = 255;
        }
}

} // namespace

SwatchLooks swatchLooks(const scene::Catalogue& catalogue) {
    const std::vector<Subject> subjects = subjectsOf(catalogue);
    const glm::ivec2 cells = sheetCells(subjects.size());
    SwatchLooks looks;
    for (std::size_t i = 0; i < subjects.size(); ++i)
        if (const auto* alloy = std::get_if<AlloyPointer>(&subjects[i]))
            looks.metals.push_back(lookOf(**alloy, swatchColour(**alloy), i, cells));
        else if (const auto* finish = std::get_if<metal::Finish>(&subjects[i]))
            looks.finishes.push_back(lookOf(*finish, swatchColour(*usualAlloy(catalogue)), i, cells));
        else if (const auto* species = std::get_if<SpeciesPointer>(&subjects[i]))
            looks.species.push_back(lookOf(**species, swatchColour(**species), i, cells));
    return looks;
}

std::size_t swatchCount(const SwatchLooks& looks) {
    return looks.metals.size() + looks.finishes.size() + looks.species.size();
}

void showPainted(SwatchLooks& looks, std::size_t painted) {
    for (std::vector<SwatchLook>* list : {&looks.metals, &looks.finishes, &looks.species})
        for (SwatchLook& look : *list) look.rendered = look.place < painted;
    looks.rendered = painted >= std::min(kFirstPart, swatchCount(looks));
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

std::optional<SwatchSheet> SwatchPainter::take() {
    const std::lock_guard lock(mutex_);
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return std::exchange(sheet_, std::nullopt);
}

bool SwatchPainter::rest() const {
    while (paused_ && !ends_) std::this_thread::sleep_for(std::chrono::milliseconds(30));
    return !ends_;
}

ByteImage SwatchPainter::swatchOf(const scene::Piece& subject, const scene::Camera& camera) const {
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
    return render::composed(still.picture(), {.picture = settings_.picture});
}

void SwatchPainter::handOver(const SwatchSheet& sheet) {
    {
        const std::lock_guard lock(mutex_);
        sheet_ = sheet;
    }
    wake_();
}

void SwatchPainter::paint() {
    const std::vector<Subject> subjects = subjectsOf(*settings_.catalogue);
    const glm::ivec2 cells = sheetCells(subjects.size());
    SwatchSheet sheet =
        settings_.begun.value_or(SwatchSheet{.image = ByteImage(cells.x * kSwatch_px, cells.y * kSwatch_px, 4)});
    const scene::Piece& piece = *settings_.piece;
    while (sheet.painted < subjects.size() && rest()) {
        const Subject& subject = subjects[sheet.painted];
        std::optional<ByteImage> swatch;
        if (const auto metal = metalOf(subject, *settings_.catalogue)) {
            if (!piece.instances.empty()) {
                const scene::Piece band = metalSubject(piece, *metal);
                swatch = swatchOf(band, metalCamera(band));
            }
        } else if (!piece.stones.empty()) {
            const scene::Piece stone = stoneSubject(piece, std::get<SpeciesPointer>(subject), *settings_.catalogue);
            swatch = swatchOf(stone, stoneCamera(stone.stones.front()));
        }
        if (ends_) return;
        if (swatch) place(*swatch, sheet.image, cellOf(sheet.painted));
        ++sheet.painted;
        if (sheet.painted >= kFirstPart && (sheet.painted - kFirstPart) % kFurtherPart == 0) handOver(sheet);
    }
    if (!ends_) handOver(sheet);
}

} // namespace vitrine::showroom
