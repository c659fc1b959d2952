#pragma once
#include "gpu/device.h"
#include "gpu/handle.h"

#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace vitrine::gpu {

/// Where a buffer lives.
enum class Memory {
    deviceLocal, ///< fastest for shaders; filled and read through copies
    upload,      ///< mapped, written by the CPU in order, read by the device
    readback,    ///< mapped, written by the device, read by the CPU
};

/// What shaders and commands may do with a buffer; copying from and to it is always allowed.
enum class BufferUse : unsigned {
    transfer = 0,
    storage = 1,
    uniform = 2,
    indirect = 4,
    texel = 8,
    vertex = 16,
    index = 32
};
constexpr BufferUse operator|(BufferUse a, BufferUse b) {
    return static_cast<BufferUse>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr bool has(BufferUse set, BufferUse one) {
    return (static_cast<unsigned>(set) & static_cast<unsigned>(one)) != 0;
}

struct BufferSettings {
    std::string name;            ///< for messages and debuggers
    VkDeviceSize size_bytes = 0; ///< 0 makes a buffer of 16 bytes, since Vulkan has no empty buffers
    BufferUse uses = BufferUse::storage;
    Memory memory = Memory::deviceLocal;
};

/// A buffer with its own memory.
class Buffer {
  public:
    Buffer() = default; ///< no buffer yet
    /// Throws Error when the device has not the memory, or makes no buffers of that size.
    Buffer(const Device& device, BufferSettings settings);

    VkBuffer handle() const { return buffer_.get(); }
    explicit operator bool() const { return bool(buffer_); }
    VkDeviceSize size_bytes() const { return size_bytes_; }
    const std::string& name() const { return name_; }

    bool mapped() const { return mapped_ != nullptr; }

    /// Copies into mapped memory and flushes it. Visible to whatever is submitted afterwards.
    void write(std::span<const std::byte> bytes, VkDeviceSize offset_bytes = 0);
    template <class T>
    requires std::is_trivially_copyable_v<T>
    void writeValue(const T& value, VkDeviceSize offset_bytes = 0) {
        write(std::as_bytes(std::span(&value, 1)), offset_bytes);
    }

    /// Copies out of mapped memory. The device must have finished, with a barrier to Use::hostRead behind its writing.
    void read(std::span<std::byte> bytes, VkDeviceSize offset_bytes = 0) const;

  private:
    const Device* device_ = nullptr;
    std::string name_;
    VkDeviceSize size_bytes_ = 0;
    Handle<VkDeviceMemory, vkFreeMemory> memory_; // before buffer_, so that it is freed after it
    Handle<VkBuffer, vkDestroyBuffer> buffer_;
    std::byte* mapped_ = nullptr;
    bool coherent_ = true;
};

/// Reads a storage buffer through a uniform texel buffer (`samplerBuffer`, `usamplerBuffer`), the fastest way to random
/// records on a software device and no slower elsewhere.
class TexelBufferView {
  public:
    struct Range {
        VkDeviceSize offset_bytes = 0;
        VkDeviceSize size_bytes = VK_WHOLE_SIZE;
    };
    TexelBufferView() = default;
    /// The buffer needs BufferUse::texel. Throws Error when the range holds more texels than maxTexelBufferElements
    /// (at least 65,536 everywhere), or the device does not read `format` this way.
    TexelBufferView(const Device& device, const Buffer& buffer, VkFormat format, Range range);
    TexelBufferView(const Device& device, const Buffer& buffer, VkFormat format)
        : TexelBufferView(device, buffer, format, Range{}) {}

    VkBufferView handle() const { return view_.get(); }

  private:
    Handle<VkBufferView, vkDestroyBufferView> view_;
};

/// A device-local buffer that holds `bytes`; waits for the copy. `settings.size_bytes` may be larger, not smaller; 0
/// means as large as `bytes`.
Buffer upload(const Device& device, BufferSettings settings, std::span<const std::byte> bytes);
template <class T>
Buffer upload(const Device& device, BufferSettings settings, const std::vector<T>& values) {
    return upload(device, std::move(settings), std::as_bytes(std::span(values)));
}

/// Copies the whole of a buffer, or its first `count` elements, back to the CPU; waits for everything submitted before.
void download(const Device& device, const Buffer& buffer, std::span<std::byte> into, VkDeviceSize offset_bytes = 0);
template <class T>
requires std::is_trivially_copyable_v<T> std::vector<T> download(const Device& device, const Buffer& buffer,
                                                                 std::size_t count) {
    std::vector<T> values(count);
    download(device, buffer, std::as_writable_bytes(std::span(values)));
    return values;
}
template <class T>
std::vector<T> download(const Device& device, const Buffer& buffer) {
    return download<T>(device, buffer, buffer.size_bytes() / sizeof(T));
}

} // namespace vitrine::gpu
