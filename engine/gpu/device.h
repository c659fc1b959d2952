#pragma once
#include "gpu/device_info.h"
#include "gpu/handle.h"
#include "gpu/instance.h"
#include "gpu/pipeline_cache.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::gpu {

struct DeviceSettings {
    std::string choice = {}; ///< part of a name, or an index; empty: the best there is
    Validation validation = Validation::byDefault;
    /// Where compiled pipelines are kept from run to run. Unset: defaultCacheFolder(); empty: nowhere.
    std::optional<std::filesystem::path> cacheFolder = {};

    /// For pictures in a window, both of them; without, nothing of presentation is asked of the system. The extensions
    /// are the window system's (VK_KHR_surface and one of its own).
    std::vector<std::string> instanceExtensions = {};
    /// Makes what the window shows pictures on, or gives VK_NULL_HANDLE; called for the choice of a device that can
    /// present on it, and for every Surface.
    std::function<VkSurfaceKHR(VkInstance)> makeSurface = {};
};

/// What a submission waits for before it draws on an acquired image, and what it tells when it has finished.
struct Semaphores {
    VkSemaphore wait = VK_NULL_HANDLE;
    VkSemaphore signal = VK_NULL_HANDLE;
};

/// A logical device with one queue for graphics, compute and transfer. It needs Vulkan 1.3 with dynamicRendering,
/// synchronization2 and scalarBlockLayout, and asks for nothing else. Everything made on it must die before it.
/// Making objects is safe from several threads; a Recorder belongs to one thread at a time.
class Device {
  public:
    /// Throws Error when there is no Vulkan, no usable device, or not the device asked for.
    explicit Device(const DeviceSettings& settings = {});
    ~Device(); ///< waits until the queue is idle and writes the pipeline cache
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    const DeviceInfo& info() const { return info_; }
    const VkPhysicalDeviceLimits& limits() const { return limits_; }

    bool validating() const { return instance_.validating(); }
    /// The warnings and errors of the validation layer so far; tests fail on any.
    std::vector<Message> messages() const { return instance_.log()->messages(); }
    const std::shared_ptr<MessageLog>& log() const { return instance_.log(); }

    /// Blocks until everything submitted has finished. Throws DeviceLost.
    void waitIdle() const;
    /// The same without complaint: what destructors do. A lost device answers at once.
    void settle() const;

    // What the rest of gpu/ builds on.
    VkDevice handle() const { return lifetime_.device; }
    VkPhysicalDevice physical() const { return physical_; }
    const Lifetime& lifetime() const { return lifetime_; }
    std::uint32_t queueFamily() const { return queueFamily_; }
    /// Valid bits of the queue's timestamps; 0 when it has none.
    std::uint32_t timestampBits() const { return timestampBits_; }

    /// Gives an object the name by which validation messages and debuggers call it.
    void setName(VkObjectType type, std::uint64_t object, std::string_view name) const;

    struct DebugLabels {
        PFN_vkCmdBeginDebugUtilsLabelEXT begin = nullptr;
        PFN_vkCmdEndDebugUtilsLabelEXT end = nullptr;
    };
    const DebugLabels& debugLabels() const { return debugLabels_; }

    /// Throws DeviceLost, OutOfMemory, Error.
    void submit(VkCommandBuffer commands, VkFence fence, const Semaphores& semaphores = {}) const;
    VkResult present(const VkPresentInfoKHR& info) const;

    VkInstance instance() const { return instance_.handle(); }
    /// See DeviceSettings; throws Error when there is no surface to be had.
    VkSurfaceKHR makeSurface() const;

    /// Called when a submission did not finish in its time: from here on nothing is destroyed, see Lifetime.
    void abandon() const;

    const VkPhysicalDeviceMemoryProperties& memory() const { return memory_; }
    VkDeviceSize mostBuffer_bytes() const { return mostBuffer_bytes_; }

    /// Writes the pipeline cache to disk now rather than at the end, for after a warm-up.
    void savePipelineCache() const { pipelineCache_->save(); }
    const PipelineCache& pipelineCache() const { return *pipelineCache_; }

  private:
    void chooseDevice(const std::string& choice);
    void makeDevice();
    void loadDebugFunctions();

    Instance instance_;
    std::function<VkSurfaceKHR(VkInstance)> makeSurface_; ///< empty: nothing is presented
    DeviceInfo info_;
    VkPhysicalDevice physical_ = VK_NULL_HANDLE;
    VkPhysicalDeviceLimits limits_{};
    VkPhysicalDeviceMemoryProperties memory_{};
    VkDeviceSize mostBuffer_bytes_ = 0;
    std::uint32_t queueFamily_ = 0;
    std::uint32_t timestampBits_ = 0;
    mutable Lifetime lifetime_;
    VkQueue queue_ = VK_NULL_HANDLE;
    mutable std::mutex queueMutex_;
    PFN_vkSetDebugUtilsObjectNameEXT setObjectName_ = nullptr;
    DebugLabels debugLabels_;
    std::unique_ptr<PipelineCache> pipelineCache_;
};

} // namespace vitrine::gpu
