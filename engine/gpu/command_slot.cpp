#include "gpu/command_slot.h"

#include "gpu/result.h"

namespace vitrine::gpu {
namespace {

VkCommandPool makePool(const Device& device) {
    const VkCommandPoolCreateInfo info{.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
                                       .flags = VK_COMMAND_POOL_CREATE_TRANSIENT_BIT,
                                       .queueFamilyIndex = device.queueFamily()};
    VkCommandPool pool = VK_NULL_HANDLE;
    check(vkCreateCommandPool(device.handle(), &info, nullptr, &pool), "make a command pool");
    return pool;
}

VkFence makeFence(const Device& device) {
    const VkFenceCreateInfo info{.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};
    VkFence fence = VK_NULL_HANDLE;
    check(vkCreateFence(device.handle(), &info, nullptr, &fence), "make a fence");
    return fence;
}

} // namespace

CommandSlot::CommandSlot(const Device& device, Label name)
    : device_(&device), name_(name), pool_(device.lifetime(), makePool(device)),
      fence_(device.lifetime(), makeFence(device)) {
    const VkCommandBufferAllocateInfo info{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
                                           .commandPool = pool_.get(),
                                           .level = VK_COMMAND_BUFFER_LEVEL_PRIMARY,
                                           .commandBufferCount = 1};
    check(vkAllocateCommandBuffers(device.handle(), &info, &commands_), "make a command buffer");
    device.setName(VK_OBJECT_TYPE_COMMAND_BUFFER, reinterpret_cast<std::uint64_t>(commands_), name.view());
}

CommandSlot::CommandSlot(CommandSlot&& other) noexcept
    : device_(other.device_), name_(other.name_), pool_(std::move(other.pool_)), fence_(std::move(other.fence_)),
      commands_(other.commands_), running_(std::exchange(other.running_, false)) {}

CommandSlot& CommandSlot::operator=(CommandSlot&& other) noexcept {
    std::swap(device_, other.device_);
    std::swap(name_, other.name_);
    std::swap(pool_, other.pool_);
    std::swap(fence_, other.fence_);
    std::swap(commands_, other.commands_);
    std::swap(running_, other.running_);
    return *this;
}

CommandSlot::~CommandSlot() {
    settle();
}

void CommandSlot::settle() const {
    if (!running_ || device_->lifetime().abandoned) return;
    const VkFence fence = fence_.get();
    const VkResult result = vkWaitForFences(device_->handle(), 1, &fence, VK_TRUE, UINT64_MAX);
    if (result != VK_SUCCESS && result != VK_ERROR_DEVICE_LOST) device_->settle(); // it had no memory to wait with
    running_ = false;
}

bool CommandSlot::idle() const {
    if (!running_) return true;
    const VkResult status = vkGetFenceStatus(device_->handle(), fence_.get());
    check(status, "finish '{}' on device '{}'", name_.view(), device_->info().name);
    running_ = status != VK_SUCCESS;
    return !running_;
}

void CommandSlot::wait(Seconds patience) const {
    if (!running_) return;
    const VkFence fence = fence_.get();
    const auto patience_ns = static_cast<std::uint64_t>(patience.count() * 1e9);
    const VkResult result = vkWaitForFences(device_->handle(), 1, &fence, VK_TRUE, patience_ns);
    check(result, "finish '{}' on device '{}'", name_.view(), device_->info().name);
    running_ = result == VK_TIMEOUT;
    if (!running_) return;
    device_->abandon();
    throw DeviceLost(Error::Parts{.problem = fmt::format("device '{}' did not finish '{}' within {:.0f} s",
                                                         device_->info().name, name_.view(), patience.count()),
                                  .remedy = "start again, or choose another --device"});
}

void CommandSlot::begin(const Label& name) {
    wait();
    name_ = name;
    check(vkResetCommandPool(device_->handle(), pool_.get(), 0), "record '{}'", name_.view());
    const VkCommandBufferBeginInfo info{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
                                        .flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT};
    check(vkBeginCommandBuffer(commands_, &info), "record '{}'", name_.view());
}

void CommandSlot::start(const Semaphores& semaphores) {
    check(vkEndCommandBuffer(commands_), "record '{}'", name_.view());
    const VkFence fence = fence_.get();
    check(vkResetFences(device_->handle(), 1, &fence), "start '{}'", name_.view());
    device_->submit(commands_, fence, semaphores);
    running_ = true;
}

} // namespace vitrine::gpu
