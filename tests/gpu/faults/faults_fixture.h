#pragma once
#include "base/error.h"
#include "faults.h"
#include "gpu/device.h"
#include "gpu/result.h"

#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace vitrine::gpu {

/// A program in small on a device under validation; whatever the validation layer says fails the test, also when `use`
/// throws.
inline void withDevice(const DeviceSettings& settings, const std::function<void(const Device&)>& use) {
    std::shared_ptr<MessageLog> log;
    const auto complain = [&] {
        if (!log) return;
        for (const Message& message : log->messages()) ADD_FAILURE() << message.text;
    };
    try {
        const Device device(settings);
        log = device.log();
        use(device);
    } catch (...) {
        complain();
        throw;
    }
    complain();
}

/// Whether a run may go on after a fault in this function: destructors wait by it, or it does what can be done without.
inline bool isDispensable(const std::string& function) {
    return function == "vkDeviceWaitIdle" || function == "vkWaitForFences" || function == "vkGetPipelineCacheData" ||
           function == "vkSetDebugUtilsObjectNameEXT";
}

/// Runs something again and again while the layer lets one call after the other fail. Whatever fails: nothing hangs,
/// crashes, stays alive, or makes the validation layer speak.
class FaultTest : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { vitrine_faults_enable(); }
    void SetUp() override { vitrine_faults_reset(); }
    void TearDown() override { vitrine_faults_reset(); }

    /// What came out of one run.
    struct Outcome {
        bool finished = false;
        bool lost = false;
        bool outOfMemory = false;
        std::string said; ///< of the exception
    };

    static Outcome attempt(const std::function<void()>& run) {
        try {
            run();
            return {.finished = true};
        } catch (const DeviceLost& lost) {
            return {.lost = true, .said = lost.what()};
        } catch (const OutOfMemory& lack) {
            return {.outOfMemory = true, .said = lack.what()};
        } catch (const Error& error) {
            return {.said = error.what()};
        }
    }

    /// One run for each place in the program that calls something which may return `fault`; `judge` sees each outcome.
    /// Returns how many places there were.
    static int atEveryPlace(VkResult fault, const std::function<void()>& run,
                            const std::function<void(const Outcome&, const std::string& function)>& judge) {
        for (int places = 0; places < 1000; ++places) {
            vitrine_faults_disarm();
            vitrine_faults_arm_new_place(fault);
            const std::uint64_t before = vitrine_faults_strikes();
            const Outcome outcome = attempt(run);
            EXPECT_EQ(vitrine_faults_live(nullptr), 0u) << vitrine_faults_last();
            EXPECT_EQ(vitrine_faults_leaked(), 0u) << vitrine_faults_last();
            if (vitrine_faults_strikes() == before) {
                EXPECT_TRUE(outcome.finished) << outcome.said;
                return places;
            }
            judge(outcome, vitrine_faults_last());
            if (::testing::Test::HasFailure()) return places; // one is enough to read
        }
        ADD_FAILURE() << "there is no end of places";
        return 0;
    }
};

} // namespace vitrine::gpu
