#include "render/live_targets.h"

#include "gpu/recorder.h"
#include "shared/live_layout_cpp.h"

#include <algorithm>
#include <span>

namespace vitrine::render {

constexpr VkFormat kGatheredFormat = VK_FORMAT_R32G32B32A32_SFLOAT;

using gpu::ImageUse;
using gpu::Use;

LiveTargets::LiveTargets(const gpu::Device& device, const LivePipelines& pipelines, int width, int height,
                         const PictureSettings& settings) {
    const auto image = [&](const char* name, VkFormat format, ImageUse uses) {
        return gpu::Image(device, {.name = name,
                                   .width = static_cast<std::uint32_t>(std::max(width, 1)),
                                   .height = static_cast<std::uint32_t>(std::max(height, 1)),
                                   .format = format,
                                   .uses = uses});
    };
    light = image("live light", kLightFormat, ImageUse::color | ImageUse::sampled | ImageUse::storage);
    identity = image("live identity", kIdentityFormat, ImageUse::color | ImageUse::sampled);
    depth = image("live depth", kDepthFormat, ImageUse::depth | ImageUse::sampled);
    gathered = image("gathered light", kGatheredFormat, ImageUse::storage | ImageUse::sampled);
    shown = image("resting light", kLightFormat, ImageUse::color | ImageUse::sampled);
    picture = image("live picture", kPictureFormat, ImageUse::color | ImageUse::sampled);
    past = image("last picture", kPictureFormat, ImageUse::sampled);
    linear = gpu::Sampler(device, {.name = "picture"});
    const shared32::PictureTransform values = singlePrecision(pictureTransform(settings));
    transform = gpu::upload(device, {.name = "picture transform", .uses = gpu::BufferUse::uniform},
                            std::as_bytes(std::span(&values, 1)));
    nearest = gpu::Sampler(device, {.name = "pixels", .filter = VK_FILTER_NEAREST});
    const auto pixels = static_cast<VkDeviceSize>(light.extent().width) * light.extent().height;
    lists = gpu::Buffer(device, {.name = "live lists",
                                 .size_bytes = (LIST_HEADER + LIST_COUNT * pixels) * sizeof(std::uint32_t),
                                 .uses = gpu::BufferUse::storage});
    arguments = gpu::Buffer(device, {.name = "live arguments",
                                     .size_bytes = 3 * LIST_COUNT * sizeof(std::uint32_t),
                                     .uses = gpu::BufferUse::storage | gpu::BufferUse::indirect});
    sums = gpu::Buffer(
        device, {.name = "live sums", .size_bytes = pixels * sizeof(glm::uvec2), .uses = gpu::BufferUse::storage});
    bloom.emplace(device, pipelines, light, shown);
    const auto setFor = [&](const gpu::Image& toned) {
        return gpu::BindingSet(device, pipelines.pictureLayout,
                               {{BINDING_LIGHT, toned, linear},
                                {BINDING_LIGHT_STORE, light},
                                {BINDING_IDENTITY, identity, nearest},
                                {BINDING_DEPTH, depth, nearest},
                                {BINDING_LISTS, lists},
                                {BINDING_ARGUMENTS_LIVE, arguments},
                                {BINDING_PAST, past, linear},
                                {BINDING_TONE, transform},
                                {BINDING_SUMS, sums},
                                {BINDING_GATHERED, gathered, nearest},
                                {BINDING_GATHERED_STORE, gathered},
                                {BINDING_BLOOM, bloom->spread(), linear}},
                               "live picture");
    };
    set = setFor(light);
    restSet = setFor(shown);
    gpu::Recorder recorder(device, {.name = "targets"});
    recorder.barrier(past, Use::none, Use::transferWrite);
    recorder.clear(past, {});
    recorder.barrier(past, Use::transferWrite, Use::sampled);
    for (const gpu::Image* unused : {&light, &shown, &picture, &identity}) {
        recorder.barrier(*unused, Use::none, Use::transferWrite);
        recorder.clear(*unused, {});
        recorder.barrier(*unused, Use::transferWrite, Use::sampled);
    }
    recorder.barrier(depth, Use::none, Use::depthAttachment);
    recorder.barrier(depth, Use::depthAttachment, Use::sampled);
    recorder.barrier(gathered, Use::none, Use::computeReadWrite);
    std::move(recorder).submit().wait();
}

} // namespace vitrine::render
