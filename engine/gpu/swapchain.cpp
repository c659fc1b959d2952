#include "gpu/swapchain.h"

#include "gpu/enumerate.h"
#include "gpu/result.h"
#include "gpu/swapchain_choice.h"

#include <fmt/format.h>

namespace vitrine::gpu {
namespace {

constexpr std::uint64_t kImagePatience_ns = 1'000'000'000;

/// What the calls of presentation say; throws for what is not about the window.
PresentStatus statusOf(VkResult result, std::string_view doing) {
    switch (result) {
    case VK_SUCCESS:
        return PresentStatus::ready;
    case VK_SUBOPTIMAL_KHR:
        return PresentStatus::suboptimal;
    case VK_TIMEOUT:
    case VK_NOT_READY:
        return PresentStatus::busy;
    case VK_ERROR_OUT_OF_DATE_KHR:
        return PresentStatus::outOfDate;
    case VK_ERROR_SURFACE_LOST_KHR:
        return PresentStatus::surfaceLost;
    default:
        fail(result, doing);
    }
}

Handle<VkSemaphore, vkDestroySemaphore> makeSemaphore(const Device& device, std::string_view name) {
    const VkSemaphoreCreateInfo info{.sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO};
    VkSemaphore semaphore = VK_NULL_HANDLE;
    check(vkCreateSemaphore(device.handle(), &info, nullptr, &semaphore), "make semaphore '{}'", name);
    device.setName(VK_OBJECT_TYPE_SEMAPHORE, reinterpret_cast<std::uint64_t>(semaphore), name);
    return {device.lifetime(), semaphore};
}

} // namespace

Swapchain::Swapchain(const Device& device, const Surface& surface, const SwapchainSettings& settings)
    : device_(&device), surface_(surface.handle()) {
    for (std::uint32_t i = 0; i < kFramesInFlight; ++i)
        inFlight_[i] = {.ready = makeSemaphore(device, fmt::format("image ready {}", i)),
                        .slot = CommandSlot(device, fmt::format("frame slot {}", i))};
    status_ = make(settings, VK_NULL_HANDLE);
}

Swapchain::~Swapchain() {
    device_->settle();
}

PresentStatus Swapchain::recreate(const SwapchainSettings& settings) {
    device_->waitIdle();
    status_ = PresentStatus::outOfDate; // and stays so if something below throws
    images_.clear();
    if (acquired_) // the image that was given up has left its semaphore signalled
        for (InFlight& flight : inFlight_) flight.ready = makeSemaphore(*device_, "image ready");
    acquired_ = false;
    const auto old = std::move(swapchain_); // ends here, after the new one was made from it
    return status_ = make(settings, old.get());
}

PresentStatus Swapchain::make(const SwapchainSettings& settings, VkSwapchainKHR old) {
    VkSurfaceCapabilitiesKHR surface{};
    if (const auto status = ask(settings, surface); status != PresentStatus::ready) return status;
    constexpr VkImageUsageFlags copies = VK_IMAGE_USAGE_TRANSFER_SRC_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    const VkSwapchainCreateInfoKHR info{.sType = VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR,
                                        .surface = surface_,
                                        .minImageCount = chooseImageCount(surface),
                                        .imageFormat = format_.format,
                                        .imageColorSpace = format_.colorSpace,
                                        .imageExtent = extent_,
                                        .imageArrayLayers = 1,
                                        .imageUsage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT |
                                                      (copies & surface.supportedUsageFlags),
                                        .imageSharingMode = VK_SHARING_MODE_EXCLUSIVE,
                                        .preTransform = surface.currentTransform,
                                        .compositeAlpha = chooseAlpha(surface),
                                        .presentMode = presentModeOf(mode_),
                                        .clipped = VK_TRUE,
                                        .oldSwapchain = old};
    VkSwapchainKHR swapchain = VK_NULL_HANDLE;
    const VkResult made = vkCreateSwapchainKHR(device_->handle(), &info, nullptr, &swapchain);
    if (const auto status = statusOf(made, "make the window's images"); status != PresentStatus::ready) return status;
    swapchain_ = {device_->lifetime(), swapchain};
    makeTargets();
    return PresentStatus::ready;
}

/// What the surface says of itself now, and what follows for ours. The format is chosen once, since pipelines depend on
/// it.
PresentStatus Swapchain::ask(const SwapchainSettings& settings, VkSurfaceCapabilitiesKHR& surface) {
    const VkPhysicalDevice physical = device_->physical();
    std::vector<VkSurfaceFormatKHR> formats;
    std::vector<VkPresentModeKHR> modes;
    VkResult result = vkGetPhysicalDeviceSurfaceCapabilitiesKHR(physical, surface_, &surface);
    if (result == VK_SUCCESS)
        result = enumerateInto(formats, [&](std::uint32_t* count, VkSurfaceFormatKHR* values) {
            return vkGetPhysicalDeviceSurfaceFormatsKHR(physical, surface_, count, values);
        });
    if (result == VK_SUCCESS)
        result = enumerateInto(modes, [&](std::uint32_t* count, VkPresentModeKHR* values) {
            return vkGetPhysicalDeviceSurfacePresentModesKHR(physical, surface_, count, values);
        });
    if (const auto status = statusOf(result, "ask about the window"); status != PresentStatus::ready) return status;

    if (format_.format == VK_FORMAT_UNDEFINED) {
        const auto format = chooseFormat(formats);
        if (!format)
            throw Error(Error::Parts{
                .problem = fmt::format("device '{}' shows no 8-bit RGBA in this window", device_->info().name),
                .remedy = "choose another --device"});
        format_ = *format;
    }
    mode_ = chooseMode(modes, settings.mode);
    extent_ = chooseExtent(surface, settings.size);
    return extent_.width == 0 || extent_.height == 0 ? PresentStatus::minimised : PresentStatus::ready;
}

void Swapchain::makeTargets() {
    const auto images = enumerate<VkImage>("list the window's images", [&](std::uint32_t* count, VkImage* values) {
        return vkGetSwapchainImagesKHR(device_->handle(), swapchain_.get(), count, values);
    });
    for (const VkImage image : images) {
        const std::size_t i = images_.size();
        images_.push_back({.image = Image(*device_, image,
                                          {.name = fmt::format("window image {}", i),
                                           .width = extent_.width,
                                           .height = extent_.height,
                                           .format = format_.format,
                                           .uses = ImageUse::color}),
                           .drawn = makeSemaphore(*device_, fmt::format("image drawn {}", i))});
    }
}

Frame Swapchain::acquire() {
    if (acquired_) status_ = PresentStatus::outOfDate; // an exception came before present()
    if (status_ != PresentStatus::ready && status_ != PresentStatus::suboptimal) return {.status = status_};
    InFlight& flight = inFlight_[next_];
    flight.slot.wait();
    std::uint32_t index = 0;
    const VkResult result = vkAcquireNextImageKHR(device_->handle(), swapchain_.get(), kImagePatience_ns,
                                                  flight.ready.get(), VK_NULL_HANDLE, &index);
    const PresentStatus status = noted(statusOf(result, "take the window's next image"));
    acquired_ = status == PresentStatus::ready || status == PresentStatus::suboptimal;
    if (!acquired_) return {.status = status};
    return {.status = status,
            .image = &images_[index].image,
            .slot = &flight.slot,
            .slotIndex = next_,
            .imageIndex = index,
            .semaphores = {.wait = flight.ready.get(), .signal = images_[index].drawn.get()}};
}

PresentStatus Swapchain::present(const Frame& frame) {
    const VkSwapchainKHR swapchain = swapchain_.get();
    const VkPresentInfoKHR info{.sType = VK_STRUCTURE_TYPE_PRESENT_INFO_KHR,
                                .waitSemaphoreCount = 1,
                                .pWaitSemaphores = &frame.semaphores.signal,
                                .swapchainCount = 1,
                                .pSwapchains = &swapchain,
                                .pImageIndices = &frame.imageIndex};
    const PresentStatus status = statusOf(device_->present(info), "present a picture");
    acquired_ = false;
    next_ = (next_ + 1) % kFramesInFlight;
    return noted(status);
}

/// Remembers what only recreate() or a new surface can mend.
PresentStatus Swapchain::noted(PresentStatus status) {
    if (status != PresentStatus::busy) status_ = status;
    return status;
}

} // namespace vitrine::gpu
