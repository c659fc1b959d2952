#include "../gpu_fixture.h"
#include "gpu/recorder.h"
#include "spirv/test_groups.h"

#include <algorithm>
#include <cstdlib>

namespace vitrine::gpu {
namespace {

// These make the layers speak on purpose: without them a green run could mean that nobody listened.
class ValidationLayer : public GpuTest {
  protected:
    static bool says(const std::vector<Message>& messages, std::string_view word) {
        return std::ranges::any_of(
            messages, [&](const Message& message) { return message.text.find(word) != std::string::npos; });
    }
};

TEST_F(ValidationLayer, ReportsACopyBeyondTheEndByTheBuffersName) {
    const Buffer small(device(), {.name = "small buffer", .size_bytes = 16});
    const Buffer large(device(), {.name = "large buffer", .size_bytes = 64});
    Recorder recorder(device());
    recorder.copy(large, small, {.size_bytes = 64});
    EXPECT_TRUE(says(takeMessages(), "small buffer"));
}

TEST_F(ValidationLayer, ReportsReadingWhatADispatchWroteWithoutABarrier) {
    const Buffer groups(device(),
                        {.name = "groups", .size_bytes = 16, .uses = BufferUse::storage | BufferUse::indirect});
    const BindingLayout layout(device(), {{0, BindingKind::storageBuffer}});
    const ComputePipeline pipeline(device(),
                                   {.name = "groups", .code = spirv::test_groups, .sets = {&layout}, .push_bytes = 4});
    const BindingSet set(device(), layout, {{0, groups}});
    Recorder recorder(device());
    recorder.bind(pipeline, set);
    recorder.push(64u);
    recorder.dispatch(1);
    EXPECT_TRUE(takeMessages().empty());
    recorder.dispatchIndirect(groups);
    EXPECT_TRUE(says(takeMessages(), "SYNC-HAZARD-READ-AFTER-WRITE"));
}

TEST_F(ValidationLayer, ReportsABarrierThatNamesTheWrongUse) {
    const Buffer from(device(), {.name = "from", .size_bytes = 64});
    const Buffer to(device(), {.name = "to", .size_bytes = 64});
    Recorder recorder(device());
    recorder.fill(from, 1);
    recorder.barrier({Use::computeWrite}, {Use::transferRead}); // it was a transfer that wrote
    recorder.copy(from, to);
    EXPECT_TRUE(says(takeMessages(), "SYNC-HAZARD"));
}

TEST(Validation, IsDecidedBySettingThenEnvironment) {
    ::setenv("VITRINE_VALIDATION", "0", 1);
    EXPECT_FALSE(wantsValidation(Validation::byDefault));
    EXPECT_TRUE(wantsValidation(Validation::on));
    ::setenv("VITRINE_VALIDATION", "1", 1);
    EXPECT_TRUE(wantsValidation(Validation::byDefault));
    EXPECT_FALSE(wantsValidation(Validation::off));
    ::unsetenv("VITRINE_VALIDATION");
}

TEST(Validation, IsSilentAndAbsentWhenOff) {
    const Device device({.validation = Validation::off, .cacheFolder = ""});
    EXPECT_FALSE(device.validating());
    EXPECT_TRUE(device.messages().empty());
}

} // namespace
} // namespace vitrine::gpu
