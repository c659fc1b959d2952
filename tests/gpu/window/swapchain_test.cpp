#include "../gpu_fixture.h"
#include "base/error.h"
#include "gpu/recorder.h"
#include "gpu/surface.h"
#include "gpu/swapchain.h"
#include "virtual_screen.h"

#include <array>

namespace vitrine::gpu {
namespace {

using Color = std::array<float, 4>;

constexpr Color kGold = {1.0f, 0.8f, 0.2f, 1.0f};
constexpr std::uint32_t kGold24 = 0xffcc33;
constexpr Color kBlue = {0.0f, 0.2f, 0.4f, 1.0f};
constexpr std::uint32_t kBlue24 = 0x003366;

class Window : public GpuTest {
  protected:
    static void SetUpTestSuite() { screen_ = std::make_unique<VirtualScreen>(); }
    static void TearDownTestSuite() { screen_.reset(); }

    DeviceSettings settings() const override {
        DeviceSettings settings = GpuTest::settings();
        settings.instanceExtensions = {VK_KHR_SURFACE_EXTENSION_NAME, "VK_KHR_xcb_surface"};
        settings.makeSurface = [this](VkInstance instance) { return window_.makeSurface(instance); };
        return settings;
    }

    /// A frame of one colour, as far as it comes.
    PresentStatus show(Swapchain& swapchain, const Color& color) const {
        const Frame frame = swapchain.acquire();
        if (!frame.image) return frame.status;
        Recorder recorder(device(), *frame.slot, {.name = "frame"});
        recorder.barrier(*frame.image, Use::acquired, Use::colorAttachment);
        recorder.beginRendering({.colors = {{.image = frame.image, .clear = color}}});
        recorder.endRendering();
        recorder.barrier(*frame.image, Use::colorAttachment, Use::present);
        std::move(recorder).start(frame.semaphores);
        return swapchain.present(frame);
    }

    static std::unique_ptr<VirtualScreen> screen_;
    TestWindow window_{*screen_, 160, 120};
};

std::unique_ptr<VirtualScreen> Window::screen_;

TEST_F(Window, ShowsTheCodeValuesThatWereDrawn) {
    const Surface surface(device());
    Swapchain swapchain(device(), surface, {});
    ASSERT_EQ(swapchain.status(), PresentStatus::ready);
    EXPECT_EQ(swapchain.extent().width, 160u);
    EXPECT_EQ(swapchain.extent().height, 120u);
    for (int round = 0; round < 5; ++round) { // more than there are images and slots
        ASSERT_EQ(show(swapchain, kBlue), PresentStatus::ready);
        ASSERT_EQ(show(swapchain, kGold), PresentStatus::ready);
    }
    device().waitIdle();
    EXPECT_EQ(window_.awaitPixel(80, 60, kGold24), kGold24);
}

TEST_F(Window, FollowsAResizeStorm) {
    const Surface surface(device());
    Swapchain swapchain(device(), surface, {});
    for (std::uint32_t step = 1; step <= 60; ++step) {
        const VkExtent2D size{160 + 7 * (step % 13), 120 + 11 * (step % 7)};
        window_.resize(size.width, size.height);
        // Some drivers tell, some draw on in the old size: all must bear a frame in it, and then the new size.
        const PresentStatus late = show(swapchain, kBlue);
        EXPECT_TRUE(late != PresentStatus::surfaceLost && late != PresentStatus::minimised) << "step " << step;
        ASSERT_EQ(swapchain.recreate({}), PresentStatus::ready) << "step " << step;
        ASSERT_EQ(swapchain.extent().width, size.width) << "step " << step;
        ASSERT_EQ(swapchain.extent().height, size.height) << "step " << step;
        ASSERT_EQ(show(swapchain, kGold), PresentStatus::ready) << "step " << step;
    }
    device().waitIdle();
    EXPECT_EQ(window_.awaitPixel(159, 119, kGold24), kGold24);
}

TEST_F(Window, GivesUpAFrameThatAnExceptionCutShort) {
    const Surface surface(device());
    Swapchain swapchain(device(), surface, {});
    ASSERT_EQ(show(swapchain, kBlue), PresentStatus::ready);
    ASSERT_NE(swapchain.acquire().image, nullptr); // and nothing is presented
    EXPECT_EQ(swapchain.acquire().status, PresentStatus::outOfDate);
    EXPECT_EQ(swapchain.recreate({}), PresentStatus::ready);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(show(swapchain, kGold), PresentStatus::ready);
}

TEST_F(Window, ThatIsGoneLosesItsSurface) {
    const Surface surface(device());
    Swapchain swapchain(device(), surface, {});
    ASSERT_EQ(show(swapchain, kBlue), PresentStatus::ready);
    window_.destroy();
    PresentStatus status = PresentStatus::ready;
    for (int tries = 0; tries < 10 && status != PresentStatus::surfaceLost; ++tries) {
        status = show(swapchain, kBlue);
        if (status == PresentStatus::outOfDate || status == PresentStatus::suboptimal) status = swapchain.recreate({});
    }
    EXPECT_EQ(status, PresentStatus::surfaceLost);
    EXPECT_EQ(swapchain.acquire().image, nullptr);
}

TEST_F(Window, TakesEveryPresentModeOrFifo) {
    const Surface surface(device());
    for (const PresentMode mode : {PresentMode::fifo, PresentMode::mailbox, PresentMode::immediate}) {
        Swapchain swapchain(device(), surface, {.mode = mode});
        EXPECT_TRUE(swapchain.mode() == mode || swapchain.mode() == PresentMode::fifo);
        for (int i = 0; i < 4; ++i) EXPECT_EQ(show(swapchain, kGold), PresentStatus::ready);
    }
}

TEST_F(Window, OutlivesItsSurfaceByAnotherOne) {
    for (int round = 0; round < 3; ++round) {
        const Surface surface(device());
        Swapchain swapchain(device(), surface, {});
        EXPECT_EQ(show(swapchain, kGold), PresentStatus::ready);
    }
}

TEST(WithoutAWindow, NothingOfPresentationIsAskedFor) {
    const Device device({.validation = Validation::off, .cacheFolder = ""});
    EXPECT_THROW(Surface{device}, Error);
    EXPECT_EQ(vkGetDeviceProcAddr(device.handle(), "vkCreateSwapchainKHR"), nullptr);
    EXPECT_EQ(vkGetInstanceProcAddr(device.instance(), "vkDestroySurfaceKHR"), nullptr);
}

TEST(WithoutAWindow, NoDeviceIsOpenedForOne) {
    DeviceSettings settings{.validation = Validation::off, .cacheFolder = ""};
    settings.instanceExtensions = {VK_KHR_SURFACE_EXTENSION_NAME};
    settings.makeSurface = [](VkInstance) { return VkSurfaceKHR{VK_NULL_HANDLE}; };
    EXPECT_THROW(Device{settings}, Error);
}

} // namespace
} // namespace vitrine::gpu
