#include "../gpu_fixture.h"
#include "gpu/recorder.h"
#include "spirv/test_groups.h"
#include "spirv/triangle_frag.h"
#include "spirv/triangle_vert.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace vitrine::gpu {
namespace {

class Timer : public GpuTest {};

TEST_F(Timer, CountsThePassThatDidTheWork) {
    const BindingLayout layout(device(), {{0, BindingKind::storageBuffer}});
    const Buffer groups(device(), {.name = "groups", .size_bytes = 16});
    const ComputePipeline work(
        device(), {.name = "work", .code = spirv::test_groups, .sets = {&layout}, .push_bytes = sizeof(std::uint32_t)});
    const BindingSet set(device(), layout, {{0, groups}});
    const Image picture(device(), {.name = "picture", .width = 64, .height = 64, .uses = ImageUse::color});
    const GraphicsPipeline triangle(device(), {.name = "triangle",
                                               .vertex = spirv::triangle_vert,
                                               .fragment = spirv::triangle_frag,
                                               .push_bytes = 16,
                                               .colorFormats = {VK_FORMAT_R8G8B8A8_UNORM}});
    GpuTimer timer(device(), 3);
    if (!timer.measures()) return; // a queue without timestamps

    // From the second time on the device comes from drawing, whose queries llvmpipe treats in another way. The least of
    // several is what a pass takes: anything may come between on a busy machine.
    double heavy_ms = 1e9, light_ms = 1e9;
    for (int round = 0; round < 5; ++round) {
        const auto start = std::chrono::steady_clock::now();
        Recorder recorder(device(), {.timer = &timer});
        const auto dispatched = [&](const char* label, std::uint32_t count) {
            const auto pass = recorder.pass(label);
            recorder.bind(work, set);
            recorder.push(64u);
            recorder.dispatch(count, 8);
            recorder.barrier({Use::computeWrite}, {Use::computeWrite});
        };
        dispatched("heavy", 1u << 14);
        dispatched("light", 1);
        {
            const auto pass = recorder.pass("draw");
            recorder.barrier(picture, Use::none, Use::colorAttachment);
            recorder.beginRendering({.colors = {{.image = &picture, .clear = std::array<float, 4>{}}}});
            recorder.bind(triangle);
            recorder.push(std::array<float, 4>{});
            recorder.draw(3);
            recorder.endRendering();
            recorder.barrier({Use::colorAttachment}, {Use::computeWrite});
        }
        dispatched("beyond the third", 1);
        std::move(recorder).submit().wait();
        const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;

        const auto passes = timer.passes();
        ASSERT_EQ(passes.size(), 3u);
        EXPECT_EQ(passes[0].label, "heavy");
        EXPECT_LE(passes[0].time_ms + passes[1].time_ms + passes[2].time_ms, wall.count());
        heavy_ms = std::min(heavy_ms, passes[0].time_ms);
        light_ms = std::min(light_ms, passes[1].time_ms);
    }
    EXPECT_GT(heavy_ms, 4 * light_ms) << "for 16,384 times the work";
}

} // namespace
} // namespace vitrine::gpu
