#include "live_fixture.h"

#include "base/files.h"
#include "base/png.h"
#include "gpu/recorder.h"
#include "scene/assemble.h"
#include "scene/clarity.h"
#include "scene/pave_band.h"

#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>

namespace vitrine::render {
namespace {

const std::filesystem::path kAssets = std::filesystem::path(VITRINE_SOURCE_DIR) / "assets";

const scene::Catalogue& shipped() {
    static const scene::Catalogue catalogue = scene::loadCatalogue(kAssets);
    return catalogue;
}

scene::Studio studio(const std::string& name) {
    const std::filesystem::path file = kAssets / "studios" / (name + ".json");
    const Json entry = readJson(file);
    return scene::readStudio(JsonPlace(entry, file.string()));
}

// "close": the head from above, the stone over a third of the picture. "side": head and shoulders, as a client holds a
// ring.
scene::Camera cameraOf(const std::string& view, const scene::Piece& piece) {
    const glm::dvec3 stone(piece.stones.at(0).worldFromStone[3]);
    if (view == "side")
        return {.azimuth = radians(32.0),
                .elevation = radians(20.0),
                .distance = 22.0,
                .target = stone - glm::dvec3(0.0, 1.5, 0.0),
                .verticalField = radians(30.0)};
    return {.azimuth = radians(20.0),
            .elevation = radians(55.0),
            .distance = 19.0,
            .target = stone,
            .verticalField = radians(30.0)};
}

LivePalette palette() {
    LivePalette all;
    for (const auto& [id, alloy] : shipped().alloys) all.alloys.push_back(alloy);
    for (const auto& [id, finish] : shipped().finishes) all.finishes.push_back(finish);
    for (const auto& [id, species] : shipped().species) all.species.push_back(species);
    return all;
}

// The light about a piece as `vitrine render` and the live view place it.
Surroundings surroundingsOf(const scene::Piece& piece, const scene::Camera& camera, const std::string& name) {
    const scene::Bounds box = scene::bounds(piece);
    const double radius = 0.5 * glm::length(box.greatest - box.least);
    return {.studio = scene::placed(studio(name), camera.azimuth, 0.5 * (box.least + box.greatest), radius),
            .map = {},
            .ground = true,
            .groundHeight_mm = box.least.y - 1e-4 * radius};
}

constexpr double kFilterRadius = 0.5; // of the tent that the still behind a resting view uses: as sharp as one sample

std::filesystem::path reportFolder() {
    const char* folder = std::getenv("VITRINE_LIVE_REPORT");
    return folder ? folder : "";
}

} // namespace

LiveCase solitaire(const std::string& metal, const std::string& stone, const std::string& view) {
    scene::Configuration design = scene::readConfiguration(kAssets / "designs" / "solitaire.json");
    for (const char* slot : {"shank=", "head="}) scene::setMetal(design, shipped(), slot + metal);
    scene::setStone(design, shipped(), "centre=" + stone);
    LiveCase shown{.name = metal + "-" + stone + "-" + view, .piece = scene::assemble(design, shipped()), .camera = {}};
    shown.camera = cameraOf(view, shown.piece);
    return shown;
}

LiveCase workedSolitaire(const std::string& finish, const std::string& view) {
    scene::Configuration design = scene::readConfiguration(kAssets / "designs" / "solitaire.json");
    for (const char* slot : {"shank=", "head="}) {
        scene::setMetal(design, shipped(), std::string(slot) + "18k-yellow");
        scene::setFinish(design, shipped(), slot + finish);
    }
    LiveCase shown{.name = finish + "-" + view, .piece = scene::assemble(design, shipped()), .camera = {}};
    shown.camera = cameraOf(view, shown.piece);
    return shown;
}

LiveCase enamelledSolitaire(const std::string& enamel, const std::string& view, const std::string& finish) {
    scene::Configuration design = scene::readConfiguration(kAssets / "designs" / "solitaire.json");
    for (const char* slot : {"shank=", "head="}) {
        scene::setMetal(design, shipped(), std::string(slot) + "18k-yellow");
        scene::setFinish(design, shipped(), slot + finish);
        scene::setEnamel(design, shipped(), slot + enamel);
    }
    LiveCase shown{
        .name = enamel + "-" + finish + "-" + view, .piece = scene::assemble(design, shipped()), .camera = {}};
    shown.camera = cameraOf(view, shown.piece);
    return shown;
}

LiveCase fluorescing(LiveCase shown, const std::string& grade) {
    for (scene::Stone& stone : shown.piece.stones)
        stone.species = shipped().fluorescing.at(stone.species->id).at(grade);
    shown.name += "-" + grade;
    return shown;
}

LiveCase graded(LiveCase shown, const std::string& clarity) {
    for (scene::Stone& stone : shown.piece.stones)
        stone.inclusions =
            gem::inclusionsOf(scene::clarityGradeOf(shipped(), *stone.species, clarity), *stone.solid, 1);
    shown.name += "-" + clarity;
    return shown;
}

LiveCase paveBand(const std::string& view) {
    LiveCase shown{.name = "pave-" + view,
                   .piece =
                       scene::paveBand({}, shipped().alloys.at("platinum-950"), shipped().species.at("diamond"), 0.09),
                   .camera = {}};
    shown.camera = cameraOf(view, shown.piece);
    if (view == "close") shown.camera.distance = 12.0;
    return shown;
}

LiveRun::LiveRun(const gpu::Device& device, const LiveCase& shown, int width, int height)
    : device_(device),
      view_(device,
            {.width = width, .height = height, .palette = palette(), .studio = studio(shown.studio), .ground = true}) {
    view_.show(view_.upload(shown.piece));
}

void LiveRun::frame(const scene::Camera& camera, const LiveBudget& budget) {
    gpu::Recorder recorder(device_, {.name = "live frame"});
    view_.record(recorder, {.camera = camera, .time_s = time_s_ += 0.01, .budget = budget});
    std::move(recorder).submit().wait();
}

FloatImage LiveTest::stillOf(const LiveCase& shown, int width, int height, int samples) const {
    Still still(device(), shown.piece, shown.camera, surroundingsOf(shown.piece, shown.camera, shown.studio),
                {.width = width, .height = height, .samples = samples, .seed = 7, .filterRadius = kFilterRadius});
    still.accumulate(samples);
    return still.picture().xyz;
}

Difference LiveTest::firstFrameOf(const LiveCase& live, const LiveCase& truth, const FirstFrame& how) const {
    const FloatImage still = stillOf(truth, how.size.x, how.size.y, how.samples);
    LiveRun run(device(), live, how.size.x, how.size.y);
    run.frame(live.camera);
    report(live.name + "-still", still);
    report(live.name + "-moving", run.radiance());
    const Mask mask = maskWithin(run.identities(), how.size.x, how.counts);
    const Difference moving = differenceOf(run.radiance(), still, mask, how.cell);
    report(fmt::format("{} moving: {}", live.name, moving.summary()));
    return moving;
}

void LiveTest::expectNearlyTheStill(const LiveCase& shown, const FirstFrame& how) const {
    constexpr double kWithin = 0.04;
    const Difference moving = firstFrameOf(shown, shown, how);
    SCOPED_TRACE(moving.summary());
    ASSERT_GT(moving.cells, 100u);
    EXPECT_LT(std::abs(moving.luminance), kWithin);
    EXPECT_LT(moving.chromaticity, kWithin);
}

void LiveTest::expectSwappedInTheNextFrame(const LiveCase& from, const LiveCase& to) const {
    constexpr glm::ivec2 size{320, 240};
    LiveRun swapped(device(), from, size.x, size.y), made(device(), to, size.x, size.y);
    swapped.frame(from.camera);
    swapped.view().dress(scene::dressingOf(to.piece));
    scene::Camera turned = to.camera; // still moving: what rests is not drawn anew
    turned.azimuth += radians(0.5);
    swapped.frame(turned);
    made.frame(turned);
    const Mask metals = maskWithin(made.identities(), size.x, [](int id) { return id < 0; });
    const Difference difference = differenceOf(swapped.radiance(), made.radiance(), metals, FirstFrame{}.cell);
    EXPECT_LT(difference.mean, 0.01) << difference.summary();
}

void LiveTest::report(const std::string& name, const FloatImage& xyz) const {
    if (reportFolder().empty()) return;
    std::filesystem::create_directories(reportFolder());
    writeFileAtomically(reportFolder() / (name + ".png"), encodePng(develop(xyz, {.bloom = 0.0})));
}

void LiveTest::report(const std::string& line) const {
    if (reportFolder().empty()) return;
    std::filesystem::create_directories(reportFolder());
    std::ofstream(reportFolder() / "figures.txt", std::ios::app) << line << "\n";
}

} // namespace vitrine::render
