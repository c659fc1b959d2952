#include "base/files.h"
#include "faults_fixture.h"
#include "small_render.h"

#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace vitrine::gpu {
namespace {

class DeviceFaults : public FaultTest {
  protected:
    static std::vector<std::byte> renderOnce() {
        std::vector<std::byte> result;
        withDevice({.validation = Validation::on, .cacheFolder = ""}, [&](const Device& device) {
            result = SmallRender(device).result();
            device.waitIdle();
        });
        return result;
    }
};

TEST_F(DeviceFaults, CleanRunLeavesNothingAlive) {
    EXPECT_FALSE(renderOnce().empty());
    EXPECT_EQ(vitrine_faults_strikes(), 0u);
    EXPECT_EQ(vitrine_faults_live(nullptr), 0u);
    EXPECT_EQ(vitrine_faults_leaked(), 0u);
    EXPECT_GT(vitrine_faults_calls(nullptr, VITRINE_FAULTS_WORST), 50u);
}

TEST_F(DeviceFaults, LossAtEveryPlaceIsADeviceLost) {
    const int places = atEveryPlace(VK_ERROR_DEVICE_LOST, renderOnce, [](const Outcome& outcome, const auto& function) {
        EXPECT_TRUE(outcome.lost || (outcome.finished && isDispensable(function))) << function << ": " << outcome.said;
    });
    EXPECT_GE(places, 8);
}

TEST_F(DeviceFaults, LackOfMemoryAtEveryPlaceIsAnOutOfMemory) {
    for (const VkResult lack : {VK_ERROR_OUT_OF_DEVICE_MEMORY, VK_ERROR_OUT_OF_HOST_MEMORY}) {
        const int places = atEveryPlace(lack, renderOnce, [](const Outcome& outcome, const auto& function) {
            if (outcome.finished && isDispensable(function)) return;
            EXPECT_TRUE(outcome.outOfMemory) << function << ": " << outcome.said;
            EXPECT_NE(outcome.said.find("cannot "), std::string::npos) << outcome.said;
        });
        EXPECT_GE(places, 40);
    }
}

TEST_F(DeviceFaults, AfterALossTheNextDeviceGivesTheSamePicture) {
    const auto expected = renderOnce();
    const std::uint64_t calls = vitrine_faults_calls(nullptr, VK_ERROR_DEVICE_LOST);
    for (std::uint64_t n = 1; n <= calls; ++n) {
        vitrine_faults_arm(n, VK_ERROR_DEVICE_LOST);
        const Outcome outcome = attempt(renderOnce);
        EXPECT_TRUE(outcome.lost || outcome.finished) << outcome.said;
        vitrine_faults_disarm();
        ASSERT_EQ(renderOnce(), expected) << "after call " << n << ", " << vitrine_faults_last();
    }
    EXPECT_EQ(vitrine_faults_strikes(), calls);
    EXPECT_EQ(vitrine_faults_leaked(), 0u);
}

TEST_F(DeviceFaults, WhatIsLeftAliveIsCounted) {
    const Device device({.validation = Validation::off, .cacheFolder = ""});
    const std::uint64_t alive = vitrine_faults_live("VkFence");
    const VkFenceCreateInfo info{.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};
    VkFence fence = VK_NULL_HANDLE;
    ASSERT_EQ(vkCreateFence(device.handle(), &info, nullptr, &fence), VK_SUCCESS);
    EXPECT_EQ(vitrine_faults_live("VkFence"), alive + 1);
    vkDestroyFence(device.handle(), fence, nullptr);
    EXPECT_EQ(vitrine_faults_live("VkFence"), alive);
    EXPECT_EQ(vitrine_faults_live("VkDevice"), 1u);
}

TEST_F(DeviceFaults, LostDeviceStaysLostWhereverItCanBeTold) {
    const Device device({.validation = Validation::off, .cacheFolder = ""});
    CommandSlot slot(device, "slot");
    Recorder recorder(device, slot);
    std::move(recorder).start();
    ASSERT_TRUE(vitrine_faults_arm_call("vkDeviceWaitIdle", 2, VK_ERROR_DEVICE_LOST));
    EXPECT_NO_THROW(device.waitIdle());
    for (int i = 0; i < 3; ++i) EXPECT_THROW(device.waitIdle(), DeviceLost);
    EXPECT_THROW(static_cast<void>(slot.idle()), DeviceLost);
    EXPECT_THROW(slot.wait(), DeviceLost);
    EXPECT_THROW(std::move(Recorder(device)).submit().wait(), DeviceLost);
    EXPECT_NO_THROW(Buffer(device, {.name = "still made", .size_bytes = 16})); // this call knows of no loss
    EXPECT_EQ(vitrine_faults_strikes(), 1u);
    EXPECT_FALSE(vitrine_faults_arm_call("vkCreateBuffer", 1, VK_ERROR_DEVICE_LOST));
}

// A function that nobody lets fail is a failure that nobody has seen.
TEST_F(DeviceFaults, WatchEveryFunctionThatTheEngineCallsAndThatCanFail) {
    const std::set<std::string> cannotFail = {"vkGetDeviceProcAddr",
                                              "vkGetInstanceProcAddr",
                                              "vkGetDeviceQueue",
                                              "vkGetPhysicalDeviceProperties",
                                              "vkGetPhysicalDeviceProperties2",
                                              "vkGetPhysicalDeviceFeatures2",
                                              "vkGetPhysicalDeviceFormatProperties",
                                              "vkGetPhysicalDeviceMemoryProperties",
                                              "vkGetPhysicalDeviceQueueFamilyProperties",
                                              "vkGetBufferMemoryRequirements",
                                              "vkGetImageMemoryRequirements",
                                              "vkUpdateDescriptorSets"};
    const std::set<std::string> beforeAnyLayer = {"vkEnumerateInstanceLayerProperties"};
    std::set<std::string> watched;
    for (std::uint32_t i = 0; vitrine_faults_function(i); ++i) watched.insert(vitrine_faults_function(i));
    const std::regex call("\\b(vk[A-Z]\\w+)");
    int calls = 0;
    for (const auto& entry : std::filesystem::directory_iterator(VITRINE_SOURCE_DIR "/engine/gpu")) {
        if (entry.path().extension() != ".cpp") continue;
        const std::string text = readTextFile(entry.path(), 1 << 20);
        for (std::sregex_iterator found(text.begin(), text.end(), call), end; found != end; ++found, ++calls) {
            const std::string name = (*found)[1];
            const bool ends = name.starts_with("vkCmd") || name.starts_with("vkDestroy") || name.starts_with("vkFree");
            EXPECT_TRUE(ends || cannotFail.contains(name) || beforeAnyLayer.contains(name) || watched.contains(name))
                << entry.path() << " calls " << name << ", which tests/faults/functions.h does not know";
        }
    }
    EXPECT_GT(calls, 80);
}

} // namespace
} // namespace vitrine::gpu
