#include "render/live_bloom.h"

#include "render/live_pipelines.h"
#include "shared/live_layout_cpp.h"

#include <algorithm>
#include <cmath>

namespace vitrine::render {
namespace {

using gpu::ImageUse;
using gpu::Use;

// Standard deviations of the three bells, parts of the picture's height: those of render/bloom.cpp.
constexpr double kDeviations[] = {0.002, 0.008, 0.03};
constexpr double kLevelDeviation = 0.72; // of a level that is read between its texels, in its texels

std::size_t levelFor(double deviation, std::uint32_t height, std::size_t most) {
    const double level = std::log2(std::max(deviation * height / kLevelDeviation, 1.0));
    return std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(level)), 1, most) - 1;
}

} // namespace

LiveBloom::LiveBloom(const gpu::Device& device, const LivePipelines& pipelines, const gpu::Image& moving,
                     const gpu::Image& resting)
    : linear_(device, {.name = "spread light"}) {
    const VkExtent2D size = moving.extent();
    const auto image = [&](std::uint32_t width, std::uint32_t height) {
        return gpu::Image(device, {.name = "spread light",
                                   .width = std::max(width, 1u),
                                   .height = std::max(height, 1u),
                                   .format = kLightFormat,
                                   .uses = ImageUse::color | ImageUse::sampled});
    };
    count_ = levelFor(kDeviations[2], size.height, kLevels) + 1;
    for (std::size_t l = 0; l < count_; ++l) {
        const auto divisor = 2u << l;
        levels_[l] = image((size.width + divisor - 1) / divisor, (size.height + divisor - 1) / divisor);
    }
    sum_ = image((size.width + 1) / 2, (size.height + 1) / 2);

    const auto setOf = [&](const gpu::Image& source) {
        return gpu::BindingSet(device, pipelines.spreadLayout,
                               {{0, source, linear_}, {1, source, linear_}, {2, source, linear_}}, "spread light");
    };
    first_ = {setOf(moving), setOf(resting)};
    for (std::size_t l = 1; l < count_; ++l) further_[l] = setOf(levels_[l - 1]);
    const auto levelOf = [&](std::size_t bell) -> const gpu::Image& {
        return levels_[levelFor(kDeviations[bell], size.height, count_)];
    };
    sumSet_ = gpu::BindingSet(device, pipelines.spreadLayout,
                              {{0, levelOf(0), linear_}, {1, levelOf(1), linear_}, {2, levelOf(2), linear_}},
                              "sum of spread light");
    gpu::Recorder recorder(device, {.name = "spread light"});
    for (std::size_t l = 0; l < count_; ++l) recorder.barrier(levels_[l], Use::none, Use::sampled);
    recorder.barrier(sum_, Use::none, Use::sampled);
    std::move(recorder).submit().wait();
}

void LiveBloom::record(gpu::Recorder& recorder, const LivePipelines& pipelines, Source source,
                       const glm::vec2& traced) const {
    draw(recorder, pipelines.spread, first_[static_cast<std::size_t>(source)], levels_[0], traced);
    for (std::size_t l = 1; l < count_; ++l) draw(recorder, pipelines.spread, further_[l], levels_[l], glm::vec2(1.0f));
    draw(recorder, pipelines.spreadSum, sumSet_, sum_, glm::vec2(1.0f));
}

void LiveBloom::draw(gpu::Recorder& recorder, const gpu::GraphicsPipeline& pipeline, const gpu::BindingSet& set,
                     const gpu::Image& target, const glm::vec2& traced) const {
    recorder.barrier(target, Use::sampled, Use::colorAttachment);
    recorder.beginRendering({.colors = {{.image = &target}}});
    recorder.bind(pipeline, set);
    const VkExtent2D size = target.extent();
    const glm::vec2 texel = traced / glm::vec2(size.width, size.height);
    recorder.push(shared32::SpreadPush{.texel = texel, .last = traced - 0.25f * texel});
    recorder.draw(3);
    recorder.endRendering();
    recorder.barrier(target, Use::colorAttachment, Use::sampled);
}

} // namespace vitrine::render
