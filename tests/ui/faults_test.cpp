#include "fault_storm.h"

#include "base/error.h"
#include "base/files.h"
#include "screen/show_settings.h"

#include <cstdlib>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <thread>
#include <unistd.h>

namespace vitrine::ui {
namespace {

constexpr glm::ivec2 kScreen(640, 480);

/// Standard error in a file, for as long as this lives: what the validation layer says of a device is told there.
class Overheard {
  public:
    explicit Overheard(std::filesystem::path file) : file_(std::move(file)), before_(::dup(STDERR_FILENO)) {
        const int to = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        ::dup2(to, STDERR_FILENO);
        ::close(to);
    }
    ~Overheard() {
        ::dup2(before_, STDERR_FILENO);
        ::close(before_);
    }
    Overheard(const Overheard&) = delete;
    Overheard& operator=(const Overheard&) = delete;
    std::string text() const { return readTextFile(file_, 16 << 20); }

  private:
    std::filesystem::path file_;
    int before_;
};

/// A showroom in this process, worked by a storm on a thread of its own; says what went wrong, if anything.
std::string workedBy(const std::function<void(FaultStorm&)>& work) {
    const TemporaryFolder folder;
    const XServer server = XServer::withoutTouch(kScreen);
    ::setenv("DISPLAY", server.display().c_str(), 1);
    std::string trouble;
    std::jthread hand([&](std::stop_token stop) {
        try {
            FaultStorm storm(server, folder / "state.json", stop);
            try {
                storm.begin();
                work(storm);
            } catch (const std::exception& problem) {
                trouble = problem.what();
            }
            vitrine_faults_disarm();
            storm.closeWindow();
        } catch (const std::exception& problem) {
            trouble = problem.what();
        }
    });
    const std::filesystem::path assets = std::filesystem::path(VITRINE_SOURCE_DIR) / "assets";
    std::string ended;
    try {
        showroom::show({.file = assets / "designs" / "solitaire.json",
                        .assets = assets,
                        .width_px = 480,
                        .height_px = 300,
                        .state = folder / "state.json",
                        .pictures = folder / "pictures"});
    } catch (const std::exception& problem) {
        ended = std::string("the showroom ended: ") + problem.what() + "; ";
    }
    hand.request_stop();
    hand.join();
    return ended + trouble;
}

class Faults : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { vitrine_faults_enable(); }
    void SetUp() override { vitrine_faults_reset(); }
    void TearDown() override { vitrine_faults_reset(); }
};

// With VITRINE_FAULT_STORM set: faults at every place that can report one, then at many more, until there were two
// hundred, which takes many minutes. Else a few dozen, far apart and near.
TEST_F(Faults, EndWithTheSameDesignAndTheSamePicture) {
    const bool storm_ = std::getenv("VITRINE_FAULT_STORM") != nullptr;
    const std::uint64_t faults = storm_ ? 200 : 24;
    const TemporaryFolder folder;
    std::string trouble, said;
    Sight before, after;
    {
        const Overheard overheard(folder / "said");
        trouble = workedBy([&](FaultStorm& storm) {
            before = storm.sight();
            if (storm_)
                for (const VkResult fault :
                     {VK_ERROR_DEVICE_LOST, VK_ERROR_OUT_OF_DATE_KHR, VK_SUBOPTIMAL_KHR, VK_ERROR_SURFACE_LOST_KHR})
                    storm.strikeEveryPlace(fault);
            while (vitrine_faults_strikes() < faults)
                for (const VkResult fault : {VK_ERROR_OUT_OF_DATE_KHR, VK_ERROR_SURFACE_LOST_KHR, VK_ERROR_DEVICE_LOST})
                    storm.strikeAnyPlace(fault, 5);
            after = storm.sight();
        });
        said = overheard.text();
    }
    EXPECT_EQ(trouble, "") << said;
    EXPECT_GE(vitrine_faults_strikes(), faults);
    EXPECT_EQ(before.design, after.design);
    EXPECT_LT(trouble.empty() ? difference(before.shot, after.shot, before.picture) : 0.0, 1.5);
    EXPECT_EQ(vitrine_faults_live(nullptr), 0u);
    EXPECT_EQ(vitrine_faults_leaked(), 0u);
    EXPECT_EQ(said.find("validation"), std::string::npos) << said;
}

// The first lack may have passed once all has been let go; every further one makes the picture smaller.
TEST_F(Faults, LackOfMemoryMakesThePictureSmallerAndTheShowroomGoesOn) {
    constexpr int timesAnew = 3;
    Sight before, after;
    const std::string trouble = workedBy([&](FaultStorm& storm) {
        before = storm.sight();
        storm.lackMemory(timesAnew);
        after = storm.sight();
    });
    EXPECT_EQ(trouble, "");
    EXPECT_EQ(vitrine_faults_strikes(), 1u + timesAnew);
    EXPECT_EQ(before.memorySteps, 0);
    EXPECT_EQ(after.memorySteps, timesAnew);
    EXPECT_EQ(before.design, after.design);
    EXPECT_EQ(vitrine_faults_live(nullptr), 0u);
    EXPECT_EQ(vitrine_faults_leaked(), 0u);
}

} // namespace
} // namespace vitrine::ui
