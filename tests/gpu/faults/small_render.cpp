#include "small_render.h"

#include "spirv/faults_flat_frag.h"
#include "spirv/faults_flat_vert.h"
#include "spirv/faults_invert.h"

#include <array>

namespace vitrine::gpu {
namespace {

constexpr std::uint32_t kSize = 8;
const std::vector<float> kNumbers(64, 0.25f);

Image makePicture(const Device& device) {
    Image image(device, {.name = "picture"});
    const std::array<std::uint8_t, 4> gold = {255, 204, 51, 255};
    upload(device, image, std::as_bytes(std::span(gold)));
    return image;
}

} // namespace

SmallRender::SmallRender(const Device& device, VkFormat targetFormat)
    : device_(device), numbers_(upload(device, {.name = "numbers", .uses = BufferUse::texel}, kNumbers)),
      numberTexels_(device, numbers_, VK_FORMAT_R32_SFLOAT),
      inverted_(device, {.name = "inverted", .size_bytes = numbers_.size_bytes()}), picture_(makePicture(device)),
      sampler_(device, {.name = "sampler"}),
      invertLayout_(device, {{0, BindingKind::storageBuffer}, {1, BindingKind::texelBuffer}}),
      flatLayout_(device, {{0, BindingKind::sampledImage}}),
      invertSet_(device, invertLayout_, {{0, inverted_}, {1, numberTexels_}}, "invert"),
      flatSet_(device, flatLayout_, {{0, picture_, sampler_}}, "flat"),
      invert_(device, {.name = "invert", .code = spirv::faults_invert, .sets = {&invertLayout_}}),
      flat_(device, {.name = "flat",
                     .vertex = spirv::faults_flat_vert,
                     .fragment = spirv::faults_flat_frag,
                     .sets = {&flatLayout_},
                     .colorFormats = {targetFormat}}) {}

void SmallRender::draw(Recorder& recorder, const Image& target) const {
    recorder.beginRendering({.colors = {{.image = &target, .clear = std::array<float, 4>{}}}});
    recorder.bind(flat_, flatSet_);
    recorder.draw(3);
    recorder.endRendering();
}

std::vector<std::byte> SmallRender::result() const {
    const Image target(device_, {.name = "target", .width = kSize, .height = kSize, .uses = ImageUse::color});
    GpuTimer timer(device_, 2);
    CommandSlot slot(device_, "slot");
    for (int round = 0; round < 2; ++round) {
        Recorder recorder(device_, slot, {.name = "small render", .timer = &timer});
        recorder.barrier({Use::transferRead, Use::computeWrite}, {Use::computeWrite});
        recorder.bind(invert_, invertSet_);
        recorder.dispatch(1);
        recorder.barrier(target, Use::none, Use::colorAttachment);
        {
            const auto pass = recorder.pass("draw");
            draw(recorder, target);
        }
        std::move(recorder).start();
    }
    slot.wait();
    std::array<PassTime, 2> passes;
    static_cast<void>(timer.passes(passes));

    std::vector<std::byte> result(inverted_.size_bytes());
    download(device_, inverted_, result);
    const auto pixels = download(device_, target, Use::colorAttachment);
    result.insert(result.end(), pixels.begin(), pixels.end());
    return result;
}

} // namespace vitrine::gpu
