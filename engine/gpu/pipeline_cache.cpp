#include "gpu/pipeline_cache.h"

#include "base/error.h"
#include "gpu/result.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <string_view>

namespace vitrine::gpu {
namespace {

constexpr std::string_view kMagic = "VITRPIPE";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kMostBytes = 256u << 20;
constexpr std::size_t kHash_bytes = sizeof(std::uint64_t);

/// FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv).
std::uint64_t fnv1a(std::span<const std::uint8_t> bytes, std::uint64_t hash = 0xcbf29ce484222325u) {
    for (const std::uint8_t byte : bytes) hash = (hash ^ byte) * 0x100000001b3u;
    return hash;
}

void append(Bytes& bytes, std::uint64_t value, std::size_t size) { // little-endian on every machine
    for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// Everything before the hash. A file whose header is not these very bytes is damaged or someone else's.
Bytes header(const DeviceInfo& device, std::uint64_t data_bytes) {
    Bytes bytes(kMagic.begin(), kMagic.end());
    append(bytes, kVersion, 4);
    append(bytes, device.vendorId, 4);
    append(bytes, device.deviceId, 4);
    append(bytes, device.driverVersion, 4);
    bytes.insert(bytes.end(), device.pipelineCacheUuid.begin(), device.pipelineCacheUuid.end());
    append(bytes, data_bytes, 8);
    return bytes;
}

std::optional<Bytes> readSound(const DeviceInfo& device, const std::filesystem::path& file) {
    try {
        return openCache(device, readFile(file, kMostBytes));
    } catch (const Error&) { // not there, not readable, not a file
        return std::nullopt;
    }
}

VkPipelineCache makeCache(const Lifetime& lifetime, std::span<const std::uint8_t> data) {
    const VkPipelineCacheCreateInfo info{.sType = VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO,
                                         .initialDataSize = data.size(),
                                         .pInitialData = data.data()};
    VkPipelineCache cache = VK_NULL_HANDLE;
    check(vkCreatePipelineCache(lifetime.device, &info, nullptr, &cache), "make a pipeline cache");
    return cache;
}

} // namespace

std::filesystem::path defaultCacheFolder() {
    // The XDG base directory specification: a relative path is to be ignored.
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache == '/')
        return std::filesystem::path(cache) / "vitrine";
    if (const char* home = std::getenv("HOME"); home && *home == '/')
        return std::filesystem::path(home) / ".cache" / "vitrine";
    return {};
}

Bytes sealCache(const DeviceInfo& device, std::span<const std::uint8_t> driverData) {
    Bytes file = header(device, driverData.size());
    append(file, fnv1a(driverData, fnv1a(file)), kHash_bytes);
    file.insert(file.end(), driverData.begin(), driverData.end());
    return file;
}

std::optional<Bytes> openCache(const DeviceInfo& device, std::span<const std::uint8_t> file) {
    const std::size_t header_bytes = header(device, 0).size() + kHash_bytes;
    if (file.size() < header_bytes) return std::nullopt;
    const auto data = file.subspan(header_bytes);
    const Bytes expected = sealCache(device, data);
    if (!std::ranges::equal(file.first(header_bytes), std::span(expected).first(header_bytes))) return std::nullopt;
    return Bytes(data.begin(), data.end());
}

PipelineCache::PipelineCache(const Lifetime& lifetime, const DeviceInfo& device, const std::filesystem::path& folder)
    : lifetime_(&lifetime), device_(device) {
    std::optional<Bytes> data;
    if (!folder.empty()) {
        // A file for each device, so that a machine with two does not start cold at every change.
        file_ = folder / fmt::format("pipelines-{:04x}-{:04x}.bin", device.vendorId, device.deviceId);
        data = readSound(device, file_);
    }
    warm_ = data.has_value();
    cache_ = {lifetime, makeCache(lifetime, data.value_or(Bytes{}))};
}

void PipelineCache::save() const {
    if (file_.empty()) return;
    std::size_t size = 0;
    if (vkGetPipelineCacheData(lifetime_->device, cache_.get(), &size, nullptr) != VK_SUCCESS) return;
    Bytes data(size);
    if (vkGetPipelineCacheData(lifetime_->device, cache_.get(), &size, data.data()) != VK_SUCCESS) return;
    data.resize(size);
    if (data.size() > kMostBytes) return;
    try {
        writeFileAtomically(file_, sealCache(device_, data));
    } catch (const Error&) { // a folder that cannot be written costs the next start some compiling, nothing else
    }
}

} // namespace vitrine::gpu
