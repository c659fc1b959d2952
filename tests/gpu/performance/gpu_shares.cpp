#include "gpu_shares.h"

#include "gem/trace.h"
#include "gpu/buffer.h"
#include "gpu/pipeline.h"
#include "gpu/recorder.h"
#include "spirv/test_stone_shares.h"

namespace vitrine::performance {
namespace {

constexpr std::uint32_t kRaysPerSubmission = 1 << 14; // a submission stays under a second on a software device

onGpu::StoneRay packed(const FanRay& ray, const gem::Species& species) {
    onGpu::StoneRay packed{.point = glm::vec3(ray.arrival.point),
                           .facet = static_cast<std::uint32_t>(ray.arrival.facet),
                           .direction = glm::vec3(ray.arrival.direction),
                           .hero = static_cast<std::uint32_t>(ray.hero)};
    for (std::size_t l = 0; l < ray.wavelengths_nm.size(); ++l) {
        const gem::Medium medium = gem::mediumAt(species, ray.wavelengths_nm[l]);
        packed.ior[l] = static_cast<float>(medium.index);
        packed.absorption[l] = static_cast<float>(medium.absorption_mm);
    }
    return packed;
}

std::vector<glm::vec4> packed(const gem::Solid& solid) {
    std::vector<glm::vec4> planes;
    for (const gem::Facet& facet : solid.facets())
        planes.emplace_back(glm::vec3(facet.plane.normal), static_cast<float>(facet.plane.distance));
    return planes;
}

// For each facet where its list begins and how long it is, then the lists.
std::vector<std::uint32_t> packedNeighbours(const gem::Solid& solid) {
    std::vector<std::uint32_t> words, lists;
    const std::size_t count = solid.facets().size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::vector<int>& neighbours = solid.neighbours(static_cast<int>(i));
        words.push_back(static_cast<std::uint32_t>(2 * count + lists.size()));
        words.push_back(static_cast<std::uint32_t>(neighbours.size()));
        lists.insert(lists.end(), neighbours.begin(), neighbours.end());
    }
    words.insert(words.end(), lists.begin(), lists.end());
    return words;
}

} // namespace

std::vector<onGpu::StoneShares> sharesOnGpu(const gpu::Device& device, const gem::Solid& solid,
                                            const gem::Species& species, const std::vector<FanRay>& rays,
                                            const glm::dvec3& zenith) {
    using gpu::BindingKind;
    const std::vector<glm::vec4> planes = packed(solid);
    const gpu::Buffer planeBuffer = gpu::upload(device, {.name = "planes"}, planes);
    const gpu::Buffer neighbours = gpu::upload(device, {.name = "neighbours"}, packedNeighbours(solid));
    const gpu::BindingLayout layout(device, {{0, BindingKind::storageBuffer},
                                             {1, BindingKind::storageBuffer},
                                             {2, BindingKind::storageBuffer},
                                             {3, BindingKind::storageBuffer}});
    const gpu::ComputePipeline pipeline(device, {.name = "stone shares",
                                                 .code = spirv::test_stone_shares,
                                                 .sets = {&layout},
                                                 .push_bytes = sizeof(onGpu::ShareSettings)});
    std::vector<onGpu::StoneShares> all;
    for (std::size_t first = 0; first < rays.size(); first += kRaysPerSubmission) {
        std::vector<onGpu::StoneRay> some;
        for (std::size_t i = first; i < std::min<std::size_t>(rays.size(), first + kRaysPerSubmission); ++i)
            some.push_back(packed(rays[i], species));
        const auto count = static_cast<std::uint32_t>(some.size());
        const gpu::Buffer rayBuffer = gpu::upload(device, {.name = "rays"}, some);
        const gpu::Buffer shares = gpu::upload(device, {.name = "shares"}, std::vector<onGpu::StoneShares>(count));
        const gpu::BindingSet set(device, layout, {{0, planeBuffer}, {1, rayBuffer}, {2, shares}, {3, neighbours}});
        gpu::Recorder recorder(device);
        recorder.bind(pipeline, set);
        recorder.push(onGpu::ShareSettings{.rayCount = count,
                                           .planeCount = static_cast<std::uint32_t>(planes.size()),
                                           .hitLimit = 400,
                                           .residue = 1e-4f,
                                           .zenith = glm::vec3(zenith)});
        recorder.dispatch((count + 63) / 64);
        std::move(recorder).submit().wait();
        const auto read = gpu::download<onGpu::StoneShares>(device, shares);
        all.insert(all.end(), read.begin(), read.end());
    }
    return all;
}

} // namespace vitrine::performance
