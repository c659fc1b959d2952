#include "../gpu_fixture.h"
#include "gpu/recorder.h"
#include "gpu/result.h"
#include "spirv/test_affine.h"
#include "spirv/test_groups.h"

#include <numeric>
#include <thread>
#include <vector>

namespace vitrine::gpu {
namespace {

struct Terms {
    std::uint32_t count;
    float scale;
};

class Compute : public GpuTest {
  protected:
    static std::vector<Binding> affineBindings() {
        return {{0, BindingKind::storageBuffer},
                {1, BindingKind::storageBuffer},
                {2, BindingKind::uniformBuffer},
                {3, BindingKind::texelBuffer}};
    }
};

std::vector<float> ramp(std::size_t count, float first) {
    std::vector<float> values(count);
    std::iota(values.begin(), values.end(), first);
    return values;
}

TEST_F(Compute, ReturnsWhatEveryKindOfBufferHoldsThroughAnIndirectDispatch) {
    constexpr std::uint32_t count = 1000;
    const auto texels = upload(device(), {.name = "texels", .uses = BufferUse::texel}, ramp(count, 1.0f));
    const auto added = upload(device(), {.name = "added"}, ramp(count, 100.0f));
    Buffer terms(device(),
                 {.name = "terms", .size_bytes = sizeof(Terms), .uses = BufferUse::uniform, .memory = Memory::upload});
    terms.writeValue(Terms{.count = count, .scale = 2.0f});
    const Buffer result(device(), {.name = "result", .size_bytes = count * sizeof(float)});
    const Buffer groups(device(),
                        {.name = "groups", .size_bytes = 12, .uses = BufferUse::storage | BufferUse::indirect});
    const TexelBufferView view(device(), texels, VK_FORMAT_R32_SFLOAT);

    const BindingLayout groupsLayout(device(), {{0, BindingKind::storageBuffer}});
    const BindingLayout affineLayout(device(), affineBindings());
    const ComputePipeline countGroups(
        device(), {.name = "groups", .code = spirv::test_groups, .sets = {&groupsLayout}, .push_bytes = 4});
    const ComputePipeline affine(
        device(), {.name = "affine", .code = spirv::test_affine, .sets = {&affineLayout}, .push_bytes = 4});
    const BindingSet groupsSet(device(), groupsLayout, {{0, groups}}, "groups");
    const BindingSet affineSet(device(), affineLayout, {{0, result}, {1, added}, {2, terms}, {3, view}}, "affine");

    GpuTimer timer(device(), 2);
    Recorder recorder(device(), {.name = "round trip", .timer = &timer});
    {
        const auto pass = recorder.pass("groups");
        recorder.bind(countGroups, groupsSet);
        recorder.push(count);
        recorder.dispatch(1);
    }
    recorder.barrier({Use::computeWrite}, {Use::indirectRead});
    {
        const auto pass = recorder.pass("affine");
        recorder.bind(affine, affineSet);
        recorder.push(0.5f);
        recorder.dispatchIndirect(groups);
    }
    std::move(recorder).submit().wait();

    const auto values = download<float>(device(), result);
    ASSERT_EQ(values.size(), count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const float at = static_cast<float>(i);
        ASSERT_EQ(values[i], (1.0f + at) * 2.0f + (100.0f + at) + 0.5f) << "element " << i;
    }
    const auto passes = timer.passes();
    if (timer.measures()) {
        ASSERT_EQ(passes.size(), 2u);
        EXPECT_EQ(passes[1].label, "affine");
        EXPECT_GT(passes[1].time_ms, 0.0);
        EXPECT_LT(passes[1].time_ms, 5000.0);
    }
}

TEST_F(Compute, TakesSpecialisationConstantsOfEveryType) {
    const auto one =
        upload(device(), {.name = "one", .uses = BufferUse::texel | BufferUse::storage}, std::vector{1.0f});
    Buffer terms(device(),
                 {.name = "terms", .size_bytes = sizeof(Terms), .uses = BufferUse::uniform, .memory = Memory::upload});
    terms.writeValue(Terms{.count = 1, .scale = 10.0f});
    const Buffer result(device(), {.name = "result", .size_bytes = 4});
    const TexelBufferView view(device(), one, VK_FORMAT_R32_SFLOAT, {.size_bytes = 4});
    const BindingLayout layout(device(), affineBindings());
    const BindingSet set(device(), layout, {{0, result}, {1, one}, {2, terms}, {3, view}}, "affine");

    const ComputePipeline affine(device(), {.name = "affine",
                                            .code = spirv::test_affine,
                                            .sets = {&layout},
                                            .push_bytes = 4,
                                            .constants = {{0, 0.25f}, {1, true}, {2, 3}}});
    Recorder recorder(device());
    recorder.bind(affine, set);
    recorder.push(0.0f);
    recorder.dispatch(1);
    std::move(recorder).submit().wait();
    EXPECT_EQ(download<float>(device(), result, 1).front(), -(1.0f + 0.25f + 3 * 10.0f));
}

TEST_F(Compute, KeepsTheOrderOfManyDependentDispatches) {
    constexpr int rounds = 50;
    const Buffer values(
        device(), {.name = "values", .size_bytes = 64 * sizeof(float), .uses = BufferUse::storage | BufferUse::texel});
    const TexelBufferView view(device(), values, VK_FORMAT_R32_SFLOAT);
    const Buffer next(device(), {.name = "next", .size_bytes = 64 * sizeof(float)});
    Buffer terms(device(),
                 {.name = "terms", .size_bytes = sizeof(Terms), .uses = BufferUse::uniform, .memory = Memory::upload});
    terms.writeValue(Terms{.count = 64, .scale = 1.0f});
    const auto zero = upload(device(), {.name = "zero"}, std::vector<float>(64, 0.0f));
    const BindingLayout layout(device(), affineBindings());
    const BindingSet set(device(), layout, {{0, next}, {1, zero}, {2, terms}, {3, view}}, "affine");
    const ComputePipeline affine(device(),
                                 {.name = "affine", .code = spirv::test_affine, .sets = {&layout}, .push_bytes = 4});

    Recorder recorder(device());
    recorder.fill(values, 0);
    recorder.barrier({Use::transferWrite}, {Use::uniformTexelRead});
    recorder.bind(affine, set);
    recorder.push(1.0f);
    for (int round = 0; round < rounds; ++round) { // values + 1, back and forth
        recorder.dispatch(1);
        recorder.barrier({Use::computeWrite, Use::uniformTexelRead}, {Use::transferRead, Use::transferWrite});
        recorder.copy(next, values);
        recorder.barrier({Use::transferRead, Use::transferWrite}, {Use::uniformTexelRead, Use::computeWrite});
    }
    std::move(recorder).submit().wait();
    EXPECT_EQ(download<float>(device(), values), std::vector<float>(64, static_cast<float>(rounds)));
}

TEST_F(Compute, SlowerThanPatienceIsALostDeviceThatIsNamed) {
    const BindingLayout layout(device(), {{0, BindingKind::storageBuffer}});
    const Buffer groups(device(), {.name = "groups", .size_bytes = 16});
    const ComputePipeline pipeline(device(),
                                   {.name = "groups", .code = spirv::test_groups, .sets = {&layout}, .push_bytes = 4});
    const BindingSet set(device(), layout, {{0, groups}});
    Recorder recorder(device(), {.name = "long work"});
    recorder.bind(pipeline, set);
    recorder.push(64u);
    recorder.dispatch(1u << 12, 8);
    const Submission submission = std::move(recorder).submit();
    try {
        submission.wait(Submission::Seconds{1e-9});
        FAIL() << "32,768 groups in a nanosecond";
    } catch (const DeviceLost& lost) {
        EXPECT_NE(std::string(lost.what()).find("long work"), std::string::npos) << lost.what();
        EXPECT_NE(std::string(lost.what()).find(device().info().name), std::string::npos) << lost.what();
    }
    while (!submission.finished()) std::this_thread::yield(); // it was not lost in truth, so let it end before we do
}

} // namespace
} // namespace vitrine::gpu
