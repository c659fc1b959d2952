#include "../window/virtual_screen.h"
#include "faults_fixture.h"
#include "gpu/surface.h"
#include "gpu/swapchain.h"
#include "small_render.h"

#include <optional>

namespace vitrine::gpu {
namespace {

constexpr int kFrames = 5; // more than there are slots and images

/// The loop of a program with a window, as engine/gpu means it to be written.
class Show {
  public:
    explicit Show(const Device& device) : device_(device) { open(); }

    /// One frame, or one step towards it; whether a picture was shown.
    bool step() {
        const PresentStatus status = frame();
        if (status == PresentStatus::surfaceLost) open();
        if (status == PresentStatus::outOfDate || status == PresentStatus::suboptimal) swapchain_->recreate({});
        return status == PresentStatus::ready || status == PresentStatus::suboptimal;
    }

  private:
    void open() {
        swapchain_.reset();
        surface_.reset();
        surface_.emplace(device_);
        swapchain_.emplace(device_, *surface_, SwapchainSettings{});
    }

    PresentStatus frame() {
        const Frame frame = swapchain_->acquire();
        if (!frame.image) return frame.status;
        if (!render_) render_.emplace(device_, swapchain_->format());
        Recorder recorder(device_, *frame.slot, {.name = "frame"});
        recorder.barrier(*frame.image, Use::acquired, Use::colorAttachment);
        render_->draw(recorder, *frame.image);
        recorder.barrier(*frame.image, Use::colorAttachment, Use::present);
        std::move(recorder).start(frame.semaphores);
        return swapchain_->present(frame);
    }

    const Device& device_;
    std::optional<SmallRender> render_;
    std::optional<Surface> surface_;
    std::optional<Swapchain> swapchain_;
};

class WindowFaults : public FaultTest {
  protected:
    static void SetUpTestSuite() {
        FaultTest::SetUpTestSuite();
        screen_ = std::make_unique<VirtualScreen>();
    }
    static void TearDownTestSuite() { screen_.reset(); }

    DeviceSettings settings() const {
        return {.validation = Validation::on,
                .cacheFolder = "",
                .instanceExtensions = {VK_KHR_SURFACE_EXTENSION_NAME, "VK_KHR_xcb_surface"},
                .makeSurface = [this](VkInstance instance) { return window_.makeSurface(instance); }};
    }

    /// Shows kFrames pictures, whatever the window says.
    void showAll() const {
        withDevice(settings(), [](const Device& device) {
            Show show(device);
            int shown = 0;
            for (int steps = 0; shown < kFrames && steps < 4 * kFrames; ++steps) shown += show.step() ? 1 : 0;
            EXPECT_EQ(shown, kFrames);
        });
    }

    static std::unique_ptr<VirtualScreen> screen_;
    TestWindow window_{*screen_, 96, 64};
};

std::unique_ptr<VirtualScreen> WindowFaults::screen_;

TEST_F(WindowFaults, CleanRunLeavesNothingAlive) {
    showAll();
    EXPECT_EQ(vitrine_faults_live(nullptr), 0u);
    EXPECT_EQ(vitrine_faults_leaked(), 0u);
    EXPECT_GE(vitrine_faults_calls("vkQueuePresentKHR", VK_ERROR_OUT_OF_DATE_KHR), 1u * kFrames);
}

TEST_F(WindowFaults, LossAtEveryPlaceIsADeviceLost) {
    const int places = atEveryPlace(
        VK_ERROR_DEVICE_LOST, [&] { showAll(); },
        [](const Outcome& outcome, const std::string& function) {
            EXPECT_TRUE(outcome.lost || (outcome.finished && isDispensable(function)))
                << function << ": " << outcome.said;
        });
    EXPECT_GE(places, 8);
}

TEST_F(WindowFaults, LackOfMemoryAtEveryPlaceIsAnOutOfMemory) {
    const int places = atEveryPlace(
        VK_ERROR_OUT_OF_DEVICE_MEMORY, [&] { showAll(); },
        [&](const Outcome& outcome, const std::string& function) {
            // A surface is made by whoever has the window, and says no more than that it could not.
            const bool noSurface = function == "vkCreateXcbSurfaceKHR" && !outcome.finished;
            EXPECT_TRUE(outcome.outOfMemory || noSurface || (outcome.finished && isDispensable(function)))
                << function << ": " << outcome.said;
        });
    EXPECT_GE(places, 50);
}

TEST_F(WindowFaults, WhateverTheWindowSaysThePicturesAreShown) {
    for (const VkResult said : {VK_ERROR_OUT_OF_DATE_KHR, VK_SUBOPTIMAL_KHR})
        EXPECT_GE(atEveryPlace(
                      said, [&] { showAll(); },
                      [](const Outcome& outcome, const std::string& function) {
                          EXPECT_TRUE(outcome.finished) << function << ": " << outcome.said;
                      }),
                  2);
    const int places = atEveryPlace(
        VK_ERROR_SURFACE_LOST_KHR, [&] { showAll(); },
        [](const Outcome& outcome, const std::string& function) {
            // The choice of a device, which asks about its own short-lived surface, is left to be tried again.
            EXPECT_TRUE(outcome.finished || function == "vkGetPhysicalDeviceSurfaceSupportKHR")
                << function << ": " << outcome.said;
        });
    EXPECT_GE(places, 6);
}

TEST_F(WindowFaults, MinimisedWindowShowsNothingUntilItIsBack) {
    withDevice(settings(), [](const Device& device) {
        const Surface surface(device);
        Swapchain swapchain(device, surface, {});
        vitrine_faults_minimise(true);
        EXPECT_EQ(swapchain.acquire().status, PresentStatus::outOfDate);
        for (int i = 0; i < 3; ++i) {
            EXPECT_EQ(swapchain.recreate({}), PresentStatus::minimised);
            EXPECT_EQ(swapchain.extent().width, 0u);
            EXPECT_EQ(swapchain.acquire().status, PresentStatus::minimised);
        }
        vitrine_faults_minimise(false);
        EXPECT_EQ(swapchain.acquire().status, PresentStatus::minimised) << "until it is told";
        EXPECT_EQ(swapchain.recreate({}), PresentStatus::ready);
        EXPECT_NE(swapchain.acquire().image, nullptr);
    });
    EXPECT_EQ(vitrine_faults_leaked(), 0u);
}

TEST_F(WindowFaults, FrameThatLacksMemoryIsGivenUpAndTheNextOnesAreShown) {
    for (const char* function : {"vkAcquireNextImageKHR", "vkResetCommandPool", "vkBeginCommandBuffer",
                                 "vkEndCommandBuffer", "vkResetFences", "vkQueueSubmit2", "vkQueuePresentKHR"})
        withDevice(settings(), [&](const Device& device) {
            Show show(device);
            while (!show.step()) continue; // makes what it draws with
            ASSERT_TRUE(vitrine_faults_arm_call(function, 2, VK_ERROR_OUT_OF_DEVICE_MEMORY));
            int shown = 0, lacks = 0;
            for (int steps = 0; shown < kFrames && steps < 4 * kFrames; ++steps) try {
                    shown += show.step() ? 1 : 0;
                } catch (const OutOfMemory&) {
                    ++lacks;
                }
            EXPECT_EQ(shown, kFrames) << function;
            EXPECT_EQ(lacks, 1) << function;
        });
    EXPECT_EQ(vitrine_faults_leaked(), 0u);
}

} // namespace
} // namespace vitrine::gpu
