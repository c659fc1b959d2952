// `vitrine bench` from outside: it times what it says, and the frames that it timed are pictures of the piece.
#include "base/files.h"
#include "base/json.h"
#include "base/png.h"
#include "base/temporary_folder.h"
#include "bench_views.h"
#include "live_fixture.h"
#include "screen/studio_light.h"

#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

namespace vitrine::render {
namespace {

constexpr int kWidth = 192, kHeight = 108, kFrames = 3;
const std::filesystem::path kAssets = std::filesystem::path(VITRINE_SOURCE_DIR) / "assets";

class Bench : public LiveTest {
  protected:
    Json run(const std::string& views) const {
        const std::filesystem::path report = folder_ / "report.json";
        const std::string command = fmt::format("VITRINE_VALIDATION=0 '{}' --assets '{}' bench --json --views {} "
                                                "--frames {} --size {}x{} --pictures '{}' > '{}'",
                                                VITRINE_PROGRAM, kAssets.string(), views, kFrames, kWidth, kHeight,
                                                folder_.path().string(), report.string());
        EXPECT_EQ(std::system(command.c_str()), 0) << command;
        return readJson(report);
    }

    // What the still shows of the last frame of a view, in the bench's light.
    ByteImage stillOfLast(const cli::BenchView& view, double turnedBesides_deg) const {
        scene::Camera camera = view.camera;
        camera.azimuth += radians(kFrames + turnedBesides_deg);
        const FloatImage xyz =
            stillOf({.name = view.name, .piece = view.piece, .camera = camera}, kWidth, kHeight, 128);
        return develop(xyz, showroom::readStudioLight(kAssets, {}).picture);
    }

    const TemporaryFolder folder_;
};

// Mean difference of code values over blocks, in parts of the range.
double apart(const FloatImage& shown, const ByteImage& still) {
    constexpr int block = 6;
    double sum = 0.0;
    int blocks = 0;
    for (int y = 0; y + block <= shown.height; y += block)
        for (int x = 0; x + block <= shown.width; x += block, ++blocks) {
            double difference = 0.0;
            for (int j = 0; j < block; ++j)
                for (int i = 0; i < block; ++i)
                    difference += shown.pixel(x + i, y + j)[1] - still.pixel(x + i, y + j)[1] / 255.0;
            sum += std::abs(difference) / (block * block);
        }
    return sum / blocks;
}

TEST_F(Bench, SaysAllThatItMeasured) {
    const Json report = run("solitaire-10,pave-120");
    EXPECT_FALSE(report.at("device").get<std::string>().empty());
    ASSERT_EQ(report.at("views").size(), 2u);
    for (const Json& view : report.at("views"))
        for (const char* way : {"full", "edges", "governed"}) {
            const Json& series = view.at(way);
            EXPECT_GT(series.at("median_ms").get<double>(), 0.0);
            EXPECT_GE(series.at("p99_ms").get<double>(), series.at("median_ms").get<double>());
            EXPECT_GT(series.at("cpu_ms").get<double>(), 0.0);
            EXPECT_GT(series.at("passes").size(), 3u);
        }
    EXPECT_GT(report.at("catalogue_ms").get<double>(), 0.0);
    EXPECT_GT(report.at("start_ms").at("warm").get<double>(), 0.0);
    EXPECT_GT(report.at("start_ms").at("cold").get<double>(), 0.0);
    EXPECT_EQ(report.at("switch_frames"), 1);
    EXPECT_EQ(report.at("allocations_per_frame"), 0);
    EXPECT_GT(report.at("peak_mb").get<double>(), 50.0);
}

TEST_F(Bench, TimesFramesThatShowWhatTheStillShows) {
    run("solitaire-36");
    const cli::BenchView view = cli::benchView("solitaire-36", kAssets, static_cast<double>(kWidth) / kHeight);
    EXPECT_NEAR(cli::outlineShare(view.piece.stones.at(0), view.camera, static_cast<double>(kWidth) / kHeight), 0.36,
                1e-6);
    const FloatImage shown = readPng(folder_ / fmt::format("solitaire-36-edges-{:03}.png", kFrames));
    ASSERT_EQ(shown.width, kWidth);
    EXPECT_LT(apart(shown, stillOfLast(view, 0.0)), 0.03);
    EXPECT_GT(apart(shown, stillOfLast(view, 3.0)), 0.03);
}

} // namespace
} // namespace vitrine::render
