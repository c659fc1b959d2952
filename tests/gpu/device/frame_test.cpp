#include "../gpu_fixture.h"
#include "allocation_count.h"
#include "gpu/recorder.h"
#include "spirv/test_affine.h"
#include "spirv/triangle_frag.h"
#include "spirv/triangle_vert.h"

#include <array>

namespace vitrine::gpu {
namespace {

constexpr const char* kLongLabel = "a label that is longer than what strings keep in place";

/// A frame as the live view records it: a compute pass, an image, drawing, copying, timing.
class SteadyFrame {
  public:
    explicit SteadyFrame(const Device& device)
        : device_(device), values_(upload(device, {.name = "values", .uses = BufferUse::texel}, std::vector{1.0f})),
          texels_(device, values_, VK_FORMAT_R32_SFLOAT),
          terms_(device, {.name = "terms", .size_bytes = 8, .uses = BufferUse::uniform, .memory = Memory::upload}),
          result_(device, {.name = "result", .size_bytes = 16}), layout_(device, {{0, BindingKind::storageBuffer},
                                                                                  {1, BindingKind::storageBuffer},
                                                                                  {2, BindingKind::uniformBuffer},
                                                                                  {3, BindingKind::texelBuffer}}),
          set_(device, layout_, {{0, result_}, {1, values_}, {2, terms_}, {3, texels_}}, "affine"),
          affine_(device, {.name = "affine", .code = spirv::test_affine, .sets = {&layout_}, .push_bytes = 4}),
          picture_(device, {.name = "picture", .width = 8, .height = 8, .uses = ImageUse::color}),
          triangle_(device, {.name = "triangle",
                             .vertex = spirv::triangle_vert,
                             .fragment = spirv::triangle_frag,
                             .push_bytes = 16,
                             .colorFormats = {VK_FORMAT_R8G8B8A8_UNORM}}),
          timer_(device, 2) {
        terms_.writeValue(std::array<std::uint32_t, 2>{1u, 0u});
    }

    void record(CommandSlot& slot) {
        Recorder recorder(device_, slot, {.name = kLongLabel, .timer = &timer_});
        recorder.barrier({Use::computeWrite}, {Use::computeWrite});
        {
            const auto pass = recorder.pass(kLongLabel);
            recorder.bind(affine_, set_);
            recorder.push(1.0f);
            recorder.dispatch(1);
        }
        {
            const auto pass = recorder.pass("draw");
            recorder.barrier(picture_, Use::none, Use::colorAttachment);
            recorder.beginRendering({.colors = {{.image = &picture_, .clear = std::array<float, 4>{}}}});
            recorder.bind(triangle_);
            recorder.push(std::array<float, 4>{});
            recorder.draw(3);
            recorder.endRendering();
        }
        std::move(recorder).start();
    }

    std::size_t passes(std::span<PassTime> into) const { return timer_.passes(into); }

  private:
    const Device& device_;
    Buffer values_;
    TexelBufferView texels_;
    Buffer terms_;
    Buffer result_;
    BindingLayout layout_;
    BindingSet set_;
    ComputePipeline affine_;
    Image picture_;
    GraphicsPipeline triangle_;
    GpuTimer timer_;
};

TEST(Frames, AllocateNothingOnceTheyAreSteady) {
    // Without the validation layer, which allocates for every call, on the frame's thread and by the same operator new.
    const Device device({.validation = Validation::off, .cacheFolder = ""});
    SteadyFrame frame(device);
    std::array slots = {CommandSlot(device, "frame 0"), CommandSlot(device, "frame 1")};
    std::array<PassTime, 4> passes;
    const auto run = [&](int frames) {
        std::size_t measured = 0;
        for (int i = 0; i < frames; ++i) {
            CommandSlot& slot = slots[static_cast<std::size_t>(i) % slots.size()];
            frame.record(slot);
            slot.wait();
            measured = frame.passes(passes);
        }
        return measured;
    };
    run(4);
    const std::size_t before = allocationsOfThisThread();
    const std::size_t measured = run(20);
    EXPECT_EQ(allocationsOfThisThread() - before, 0u);
    if (device.timestampBits() == 0) return;
    ASSERT_EQ(measured, 2u);
    EXPECT_EQ(passes[0].label.view(), std::string_view(kLongLabel));
}

TEST(Frames, AreWatchedByACounterThatCounts) {
    const std::size_t before = allocationsOfThisThread();
    const std::vector<int> made(100);
    EXPECT_GT(allocationsOfThisThread(), before);
    EXPECT_EQ(made.size(), 100u);
}

class Slots : public GpuTest {};

TEST_F(Slots, DoOneRecordingAfterTheOther) {
    const Buffer sums(device(), {.name = "sums", .size_bytes = 16});
    CommandSlot slot(device(), "slot");
    EXPECT_TRUE(slot.idle());
    for (std::uint32_t word = 1; word <= 5; ++word) {
        Recorder recorder(device(), slot, {.name = "fill"});
        recorder.barrier({Use::transferWrite}, {Use::transferWrite});
        recorder.fill(sums, word);
        std::move(recorder).start(); // the next recorder waits
    }
    slot.wait();
    EXPECT_EQ(download<std::uint32_t>(device(), sums, 1).front(), 5u);
}

TEST_F(Slots, CanBeMovedWhileTheyRun) {
    const Buffer buffer(device(), {.name = "buffer", .size_bytes = 1 << 20});
    CommandSlot slot(device(), "slot");
    Recorder recorder(device(), slot);
    recorder.fill(buffer, 3);
    std::move(recorder).start();
    CommandSlot other = std::move(slot);
    EXPECT_TRUE(slot.idle());
    other.wait();
    EXPECT_TRUE(other.idle());
    EXPECT_EQ(download<std::uint32_t>(device(), buffer, 1).front(), 3u);
}

TEST_F(Slots, RecordingThatIsAbandonedLeavesTheSlotAsItWas) {
    const Buffer buffer(device(), {.name = "buffer", .size_bytes = 16});
    CommandSlot slot(device(), "slot");
    { Recorder abandoned(device(), slot); }
    Recorder recorder(device(), slot);
    recorder.fill(buffer, 4);
    std::move(recorder).submit().wait();
    EXPECT_EQ(download<std::uint32_t>(device(), buffer, 1).front(), 4u);
}

TEST(Labels, AreCutWhereTheyEnd) {
    const Label label(std::string(100, 'x'));
    EXPECT_EQ(label.view(), std::string(Label::kMost, 'x'));
    EXPECT_EQ(std::string(label.c_str()), std::string(Label::kMost, 'x'));
    EXPECT_EQ(Label("a"), Label(std::string("a")));
    EXPECT_TRUE(Label().view().empty());
}

} // namespace
} // namespace vitrine::gpu
