// A stone with inclusions in the moving view is as in the still.
#include "live_fixture.h"

namespace vitrine::render {
namespace {

class Included : public LiveTest, public ::testing::WithParamInterface<const char*> {};
class IncludedAndNot : public LiveTest {};

TEST_P(Included, MovesAsInTheStill) {
    const LiveCase shown = graded(solitaire("platinum-950", "diamond", "close"), GetParam());
    expectNearlyTheStill(shown, {.counts = [](int id) { return id > 0; }, .size = {160, 120}, .samples = 256});
}

INSTANTIATE_TEST_SUITE_P(Of, Included, ::testing::Values("vs2", "i3"),
                         [](const auto& grade) { return std::string(grade.param); });

TEST_F(IncludedAndNot, AreToldApart) {
    const LiveCase flawless = solitaire("platinum-950", "diamond", "close"), shown = graded(flawless, "i3");
    LiveRun clean(device(), flawless, 160, 120), included(device(), shown, 160, 120);
    clean.frame(flawless.camera);
    included.frame(shown.camera);
    const Mask stone = maskWithin(clean.identities(), 160, [](int id) { return id > 0; });
    EXPECT_GT(differenceOf(included.radiance(), clean.radiance(), stone, 4).mean, 0.05);
}

} // namespace
} // namespace vitrine::render
