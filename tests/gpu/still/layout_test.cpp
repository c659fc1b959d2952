#include "gpu/buffer.h"
#include "gpu/gpu_fixture.h"
#include "gpu/recorder.h"
#include "shared/still_layout_cpp.h"
#include "spirv/test_still_layout.h"

#include <bit>

namespace vitrine::render {
namespace {

class StillLayout : public gpu::GpuTest {};

// Every word of both structs holds its own number, as a float that no device takes for a denormal.
template <class T>
T numbered(std::uint32_t first) {
    std::array<std::uint32_t, sizeof(T) / 4> words;
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = std::bit_cast<std::uint32_t>(static_cast<float>(first + i));
    return std::bit_cast<T>(words);
}

TEST_F(StillLayout, MeansTheSameToShadersAndToCpp) {
    using gpu::BindingKind;
    constexpr std::uint32_t kFrameWords = sizeof(shared32::StillFrame) / 4,
                            kSliceWords = sizeof(shared32::StillSlice) / 4;
    const auto frame = numbered<shared32::StillFrame>(1);
    const gpu::Buffer uniform =
        gpu::upload(device(), {.name = "frame", .uses = gpu::BufferUse::uniform}, std::as_bytes(std::span(&frame, 1)));
    const gpu::Buffer words =
        gpu::upload(device(), {.name = "words"}, std::vector<std::uint32_t>(kFrameWords + kSliceWords + 8, 0u));
    const gpu::BindingLayout layout(device(), {{0, BindingKind::uniformBuffer}, {1, BindingKind::storageBuffer}});
    const gpu::ComputePipeline pipeline(device(), {.name = "layout",
                                                   .code = spirv::test_still_layout,
                                                   .sets = {&layout},
                                                   .push_bytes = sizeof(shared32::StillSlice)});
    const gpu::BindingSet set(device(), layout, {{0, uniform}, {1, words}});
    gpu::Recorder recorder(device());
    recorder.bind(pipeline, set);
    recorder.push(numbered<shared32::StillSlice>(1 + kFrameWords));
    recorder.dispatch(1);
    std::move(recorder).submit().wait();

    const auto read = gpu::download<std::uint32_t>(device(), words);
    for (std::uint32_t i = 0; i < kFrameWords + kSliceWords; ++i)
        EXPECT_EQ(std::bit_cast<float>(read[i]), static_cast<float>(i + 1)) << "word " << i;
    EXPECT_EQ(read[kFrameWords + kSliceWords], 0u) << "the shader reads a member more than once";
}

} // namespace
} // namespace vitrine::render
