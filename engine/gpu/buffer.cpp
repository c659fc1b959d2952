#include "gpu/buffer.h"

#include "gpu/memory.h"
#include "gpu/recorder.h"
#include "gpu/result.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

namespace vitrine::gpu {
namespace {

constexpr VkDeviceSize kLeast_bytes = 16;

VkBufferUsageFlags usageFlags(BufferUse uses) {
    VkBufferUsageFlags flags = VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT;
    if (has(uses, BufferUse::storage)) flags |= VK_BUFFER_USAGE_STORAGE_BUFFER_BIT;
    if (has(uses, BufferUse::uniform)) flags |= VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT;
    if (has(uses, BufferUse::indirect)) flags |= VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT;
    if (has(uses, BufferUse::texel)) flags |= VK_BUFFER_USAGE_UNIFORM_TEXEL_BUFFER_BIT;
    if (has(uses, BufferUse::vertex)) flags |= VK_BUFFER_USAGE_VERTEX_BUFFER_BIT;
    if (has(uses, BufferUse::index)) flags |= VK_BUFFER_USAGE_INDEX_BUFFER_BIT;
    return flags;
}

/// On a discrete card the memory that both sides see is small or slow, so each kind leaves it to those who need it.
MemoryWish wishFor(Memory memory) {
    switch (memory) {
    case Memory::upload:
        return {.required = VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT,
                .preferred = VK_MEMORY_PROPERTY_HOST_COHERENT_BIT,
                .unwanted = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT | VK_MEMORY_PROPERTY_HOST_CACHED_BIT};
    case Memory::readback:
        return {.required = VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT,
                .preferred = VK_MEMORY_PROPERTY_HOST_CACHED_BIT,
                .unwanted = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT};
    case Memory::deviceLocal:
        break;
    }
    return {.preferred = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT, .unwanted = VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT};
}

VkMappedMemoryRange wholeOf(VkDeviceMemory memory) {
    return {.sType = VK_STRUCTURE_TYPE_MAPPED_MEMORY_RANGE, .memory = memory, .size = VK_WHOLE_SIZE};
}

} // namespace

Buffer::Buffer(const Device& device, BufferSettings settings)
    : device_(&device), name_(std::move(settings.name)), size_bytes_(std::max(settings.size_bytes, kLeast_bytes)) {
    if (size_bytes_ > device.mostBuffer_bytes())
        throw Error(Error::Parts{.problem = fmt::format("buffer '{}' would be {} bytes long", name_, size_bytes_),
                                 .remedy = fmt::format("device '{}' makes buffers of at most {} bytes",
                                                       device.info().name, device.mostBuffer_bytes())});
    const VkBufferCreateInfo info{.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO,
                                  .size = size_bytes_,
                                  .usage = usageFlags(settings.uses),
                                  .sharingMode = VK_SHARING_MODE_EXCLUSIVE};
    VkBuffer buffer = VK_NULL_HANDLE;
    check(vkCreateBuffer(device.handle(), &info, nullptr, &buffer), "make buffer '{}'", name_);
    buffer_ = {device.lifetime(), buffer};
    device.setName(VK_OBJECT_TYPE_BUFFER, reinterpret_cast<std::uint64_t>(buffer), name_);

    VkMemoryRequirements needs{};
    vkGetBufferMemoryRequirements(device.handle(), buffer, &needs);
    Allocation allocation = allocate(device, needs, wishFor(settings.memory), name_);
    memory_ = std::move(allocation.memory);
    check(vkBindBufferMemory(device.handle(), buffer, memory_.get(), 0), "place buffer '{}'", name_);
    coherent_ = (allocation.properties & VK_MEMORY_PROPERTY_HOST_COHERENT_BIT) != 0;
    if (settings.memory == Memory::deviceLocal) return;
    void* mapped = nullptr;
    check(vkMapMemory(device.handle(), memory_.get(), 0, VK_WHOLE_SIZE, 0, &mapped), "map buffer '{}'", name_);
    mapped_ = static_cast<std::byte*>(mapped);
}

void Buffer::write(std::span<const std::byte> bytes, VkDeviceSize offset_bytes) {
    assert(mapped() && offset_bytes + bytes.size() <= size_bytes_);
    if (bytes.empty()) return;
    std::memcpy(mapped_ + offset_bytes, bytes.data(), bytes.size());
    if (coherent_) return;
    const VkMappedMemoryRange range = wholeOf(memory_.get());
    check(vkFlushMappedMemoryRanges(device_->handle(), 1, &range), "flush buffer '{}'", name_);
}

void Buffer::read(std::span<std::byte> bytes, VkDeviceSize offset_bytes) const {
    assert(mapped() && offset_bytes + bytes.size() <= size_bytes_);
    if (bytes.empty()) return;
    if (!coherent_) {
        const VkMappedMemoryRange range = wholeOf(memory_.get());
        check(vkInvalidateMappedMemoryRanges(device_->handle(), 1, &range), "read buffer '{}'", name_);
    }
    std::memcpy(bytes.data(), mapped_ + offset_bytes, bytes.size());
}

Buffer upload(const Device& device, BufferSettings settings, std::span<const std::byte> bytes) {
    if (settings.size_bytes == 0) settings.size_bytes = bytes.size();
    assert(settings.size_bytes >= bytes.size() && settings.memory == Memory::deviceLocal);
    Buffer buffer(device, std::move(settings));
    if (bytes.empty()) return buffer;
    Buffer staging(device, {.name = "staging for " + buffer.name(),
                            .size_bytes = bytes.size(),
                            .uses = BufferUse::transfer,
                            .memory = Memory::upload});
    staging.write(bytes);
    Recorder recorder(device, {.name = "upload of " + buffer.name()});
    recorder.copy(staging, buffer, {.size_bytes = bytes.size()});
    recorder.barrier({Use::transferWrite}, {Use::anything});
    std::move(recorder).submit().wait();
    return buffer;
}

void download(const Device& device, const Buffer& buffer, std::span<std::byte> into, VkDeviceSize offset_bytes) {
    assert(offset_bytes + into.size() <= buffer.size_bytes());
    if (into.empty()) return;
    const Buffer staging(device, {.name = "staging for " + buffer.name(),
                                  .size_bytes = into.size(),
                                  .uses = BufferUse::transfer,
                                  .memory = Memory::readback});
    Recorder recorder(device, {.name = "download of " + buffer.name()});
    recorder.barrier({Use::anything}, {Use::transferRead});
    recorder.copy(buffer, staging, {.from_bytes = offset_bytes, .size_bytes = into.size()});
    recorder.barrier({Use::transferWrite}, {Use::hostRead});
    std::move(recorder).submit().wait();
    staging.read(into);
}

} // namespace vitrine::gpu
