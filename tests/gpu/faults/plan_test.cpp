#include "plan.h"

#include <gtest/gtest.h>
#include <stdexcept>

namespace vitrine::faults {
namespace {

constexpr auto here = [] { return std::uint64_t{1}; };

TEST(FaultPlan, IsReadFromTextOrRefused) {
    const auto faults = parseFaults("device-lost@137,out-of-date@vkQueuePresentKHR:3");
    ASSERT_EQ(faults.size(), 2u);
    EXPECT_EQ(faults[0].result, VK_ERROR_DEVICE_LOST);
    EXPECT_EQ(faults[0].in, 137u);
    EXPECT_EQ(faults[1].only, Id::vkQueuePresentKHR);
    EXPECT_EQ(faults[1].in, 3u);
    for (const char* wrong : {"device-lost", "device-lost@", "device-lost@0", "device-lost@-1", "device-lost@7x",
                              "loss@3", "out-of-date@vkCreateBuffer:1", "device-lost@vkNothing:1", "device-lost@1,,"})
        EXPECT_THROW(parseFaults(wrong), std::invalid_argument) << wrong;
}

TEST(FaultPlan, CountsOnlyCallsThatMayReturnTheFault) {
    Plan plan;
    plan.arm({.result = VK_ERROR_DEVICE_LOST, .in = 2});
    EXPECT_FALSE(plan.call(Id::vkQueueSubmit2, here));
    EXPECT_FALSE(plan.call(Id::vkCreateBuffer, here)); // which knows no loss
    EXPECT_EQ(plan.call(Id::vkWaitForFences, here), VK_ERROR_DEVICE_LOST);
    EXPECT_FALSE(plan.call(Id::vkWaitForFences, here));
    EXPECT_EQ(plan.strikes(), 1u);
    EXPECT_STREQ(plan.last(), "vkWaitForFences");
    EXPECT_EQ(plan.calls(std::nullopt, VK_ERROR_DEVICE_LOST), 3u);
    EXPECT_EQ(plan.calls(std::nullopt, kWorst), 4u);
}

TEST(FaultPlan, TakesTheWorstThatACallMayReturn) {
    Plan plan;
    for (int i = 0; i < 3; ++i) plan.arm({.in = static_cast<std::uint64_t>(i + 1)});
    EXPECT_EQ(plan.call(Id::vkQueueSubmit2, here), VK_ERROR_DEVICE_LOST);
    EXPECT_EQ(plan.call(Id::vkCreateBuffer, here), VK_ERROR_OUT_OF_DEVICE_MEMORY);
    EXPECT_EQ(plan.call(Id::vkCreateDebugUtilsMessengerEXT, here), VK_ERROR_OUT_OF_HOST_MEMORY);
}

TEST(FaultPlan, StrikesOnceAtEachPlace) {
    Plan plan;
    int strikes = 0;
    for (const std::uint64_t place : {1, 2, 1, 3, 2}) {
        plan.disarm();
        plan.arm({.result = VK_ERROR_DEVICE_LOST});
        strikes += plan.call(Id::vkQueueSubmit2, [&] { return place; }).has_value() ? 1 : 0;
    }
    EXPECT_EQ(strikes, 3);
}

} // namespace
} // namespace vitrine::faults
