#include "gpu/submission.h"

#include "gpu/result.h"

#include <fmt/format.h>

namespace vitrine::gpu {
namespace {

VkFence makeFence(const Device& device) {
    const VkFenceCreateInfo info{.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};
    VkFence fence = VK_NULL_HANDLE;
    check(vkCreateFence(device.handle(), &info, nullptr, &fence), "make a fence");
    return fence;
}

} // namespace

Submission::Submission(const Device& device, std::string name, Handle<VkCommandPool, vkDestroyCommandPool> pool,
                       VkCommandBuffer commands)
    : device_(&device), name_(std::move(name)), pool_(std::move(pool)), fence_(device.lifetime(), makeFence(device)) {
    device.submit(commands, fence_.get());
}

Submission::~Submission() {
    if (!fence_ || device_->lifetime().abandoned) return;
    const VkFence fence = fence_.get();
    vkWaitForFences(device_->handle(), 1, &fence, VK_TRUE, UINT64_MAX); // a lost device answers at once
}

bool Submission::finished() const {
    const VkResult status = vkGetFenceStatus(device_->handle(), fence_.get());
    check(status, fmt::format("finish '{}' on device '{}'", name_, device_->info().name));
    return status == VK_SUCCESS;
}

void Submission::wait(Seconds patience) const {
    const VkFence fence = fence_.get();
    const auto patience_ns = static_cast<std::uint64_t>(patience.count() * 1e9);
    const VkResult result = vkWaitForFences(device_->handle(), 1, &fence, VK_TRUE, patience_ns);
    check(result, fmt::format("finish '{}' on device '{}'", name_, device_->info().name));
    if (result != VK_TIMEOUT) return;
    device_->abandon();
    throw DeviceLost(Error::Parts{.problem = fmt::format("device '{}' did not finish '{}' within {:.0f} s",
                                                         device_->info().name, name_, patience.count()),
                                  .remedy = "start again, or choose another --device"});
}

} // namespace vitrine::gpu
