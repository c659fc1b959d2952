#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

using Bytes = std::vector<std::uint8_t>;

/// Reads a regular file of at most `maxBytes` bytes. Devices, FIFOs and directories are refused without being opened
/// for reading. Throws Error.
Bytes readFile(const std::filesystem::path& path, std::size_t maxBytes);
std::string readTextFile(const std::filesystem::path& path, std::size_t maxBytes);

/// Writes beside the target under a temporary name, flushes to disk, then renames: the final name holds the old
/// content or the new, never a part. Makes the missing parent folders. Throws Error.
void writeFileAtomically(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);
void writeFileAtomically(const std::filesystem::path& path, std::string_view text);

/// Throws the Error that writing there would, before the work of making what is to be written. Leaves nothing behind
/// but the missing parent folders.
void checkWritable(const std::filesystem::path& path);

} // namespace vitrine
