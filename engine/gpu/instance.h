#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>
#include <vulkan/vulkan.h>

namespace vitrine::gpu {

/// Whether the Khronos validation layer watches, with synchronization validation. `byDefault` is what the build says
/// (VITRINE_VALIDATION), and the environment's VITRINE_VALIDATION=0 or 1 decides over that.
enum class Validation { byDefault, off, on };

/// One warning or error of the validation layer.
struct Message {
    std::string id;   ///< such as "SYNC-HAZARD-READ-AFTER-WRITE"
    std::string text; ///< with the names that objects were given
};

/// What the validation layer has said. Safe from several threads.
class MessageLog {
  public:
    std::vector<Message> messages() const;
    void add(Message message);
    void clear();

  private:
    mutable std::mutex mutex_;
    std::vector<Message> messages_;
};

/// The Vulkan instance and the ear that listens to the validation layer.
class Instance {
  public:
    /// Throws Error naming the Debian package to install when there is no Vulkan at all.
    explicit Instance(Validation validation, const std::vector<std::string>& extensions = {});
    ~Instance();
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    VkInstance handle() const { return instance_; }

    /// Whether the validation layer really is loaded. It may be asked for and missing; a warning then goes to stderr.
    bool validating() const { return messenger_ != VK_NULL_HANDLE; }

    /// All warnings and errors so far, each of which has also been printed to stderr. It may outlive the instance, so
    /// that what is said about objects left behind is not lost.
    const std::shared_ptr<MessageLog>& log() const { return log_; }

    /// The physical devices in the loader's order. Throws Error naming the package when there is none.
    std::vector<VkPhysicalDevice> physicalDevices() const;

    /// Leaves the instance to the end of the process, because a device of it cannot be destroyed (see Lifetime).
    void abandon();

  private:
    std::shared_ptr<MessageLog> log_; // the messenger knows its address
    VkInstance instance_ = VK_NULL_HANDLE;
    VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
};

/// What `validation` comes to in this build and environment.
bool wantsValidation(Validation validation);

} // namespace vitrine::gpu
