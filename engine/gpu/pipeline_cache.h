#pragma once
#include "base/files.h"
#include "gpu/device_info.h"
#include "gpu/handle.h"

#include <filesystem>
#include <optional>
#include <span>

namespace vitrine::gpu {

/// $XDG_CACHE_HOME/vitrine, else ~/.cache/vitrine; empty when the environment names neither.
std::filesystem::path defaultCacheFolder();

/// The driver's data behind a header of our own: magic, version, vendor, device, driver version, the driver's cache
/// UUID, length and a FNV-1a 64 hash of all that and of the data. Drivers do not check what they are handed.
Bytes sealCache(const DeviceInfo& device, std::span<const std::uint8_t> driverData);

/// The driver's data out of a sealed file, or nothing if the file is damaged or belongs to another device or driver.
std::optional<Bytes> openCache(const DeviceInfo& device, std::span<const std::uint8_t> file);

/// The compiled pipelines of one device, kept on disk from run to run. A damaged or foreign file counts as none; a
/// folder that cannot be written is no error. Safe from several threads, as Vulkan's own caches are.
class PipelineCache {
  public:
    /// `folder` empty: nothing is read or written.
    PipelineCache(const Lifetime& lifetime, const DeviceInfo& device, const std::filesystem::path& folder);

    VkPipelineCache handle() const { return cache_.get(); }
    const std::filesystem::path& file() const { return file_; } ///< empty if kept nowhere
    bool warm() const { return warm_; }                         ///< the file was there and sound

    /// Writes the file atomically. Failure to write is silent: the next start is slower, that is all.
    void save() const;

  private:
    const Lifetime* lifetime_;
    DeviceInfo device_;
    std::filesystem::path file_;
    bool warm_ = false;
    Handle<VkPipelineCache, vkDestroyPipelineCache> cache_;
};

} // namespace vitrine::gpu
