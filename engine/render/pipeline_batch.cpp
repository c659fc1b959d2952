#include "render/pipeline_batch.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <utility>

namespace vitrine::render {

void PipelineBatch::add(gpu::ComputePipeline& place, gpu::ComputeSettings settings) {
    makings_.emplace_back([device = device_, &place, settings = std::move(settings)] {
        place = gpu::ComputePipeline(*device, settings);
    });
}

void PipelineBatch::add(gpu::GraphicsPipeline& place, gpu::GraphicsSettings settings) {
    makings_.emplace_back([device = device_, &place, settings = std::move(settings)] {
        place = gpu::GraphicsPipeline(*device, settings);
    });
}

void PipelineBatch::make() {
    const std::vector<std::function<void()>> makings = std::exchange(makings_, {});
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < makings.size(); i = next++) makings[i]();
    };
    const std::size_t workers = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, makings.size() + 1);
    std::vector<std::future<void>> others;
    for (std::size_t i = 1; i < workers; ++i) others.push_back(std::async(std::launch::async, work));
    work(); // when it throws, the futures wait for the others as they go
    for (std::future<void>& other : others) other.get();
}

} // namespace vitrine::render
