#include "gpu/use.h"

#include <bit>
#include <gtest/gtest.h>
#include <set>

namespace vitrine::gpu {
namespace {

// That there is one line for each use is a static_assert beside the table.

constexpr VkAccessFlags2 kWrites = VK_ACCESS_2_HOST_WRITE_BIT | VK_ACCESS_2_TRANSFER_WRITE_BIT |
                                   VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT | VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT |
                                   VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT | VK_ACCESS_2_MEMORY_WRITE_BIT;

TEST(BarrierTable, NamesEachUseOnce) {
    std::set<std::string_view> names;
    for (const UseState& state : allUses()) {
        EXPECT_FALSE(state.name.empty());
        EXPECT_TRUE(names.insert(state.name).second) << state.name;
        EXPECT_EQ(&stateOf(state.use), &state);
    }
}

TEST(BarrierTable, EveryUseButNoneWaitsAtAStageAndTouchesMemory) {
    const std::set<Use> withoutContents = {Use::none, Use::acquired};
    const std::set<Use> behindSemaphores = {Use::none, Use::acquired, Use::present}; // which make memory visible
    for (const UseState& state : allUses()) {
        EXPECT_EQ(state.stages == VK_PIPELINE_STAGE_2_NONE, state.use == Use::none) << state.name;
        EXPECT_EQ(state.access == VK_ACCESS_2_NONE, behindSemaphores.contains(state.use)) << state.name;
        EXPECT_EQ(state.layout == VK_IMAGE_LAYOUT_UNDEFINED, withoutContents.contains(state.use)) << state.name;
    }
}

TEST(BarrierTable, OnlyWhatIsCalledWritingWrites) {
    const std::set<Use> writing = {Use::hostWrite,       Use::transferWrite,   Use::computeWrite, Use::computeReadWrite,
                                   Use::colorAttachment, Use::depthAttachment, Use::anything};
    for (const UseState& state : allUses())
        EXPECT_EQ((state.access & kWrites) != 0, writing.contains(state.use)) << state.name;
}

TEST(BarrierTable, NoWritableUseSharesAReadOnlyLayout) {
    for (const UseState& state : allUses())
        if (state.access & kWrites) {
            EXPECT_NE(state.layout, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL) << state.name;
            EXPECT_NE(state.layout, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL) << state.name;
        }
}

TEST(BarrierTable, SeveralUsesAreTheSumOfTheirStagesAndAccesses) {
    const UseScope both = scopeOf({Use::computeWrite, Use::indirectRead});
    EXPECT_EQ(both.stages, VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_2_DRAW_INDIRECT_BIT);
    EXPECT_EQ(both.access, VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT | VK_ACCESS_2_INDIRECT_COMMAND_READ_BIT);
    EXPECT_EQ(scopeOf({}).stages, VK_PIPELINE_STAGE_2_NONE);
}

} // namespace
} // namespace vitrine::gpu
