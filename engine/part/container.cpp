#include "part/container.h"

#include "base/error.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/core.h>
#include <span>
#include <string_view>

namespace vitrine::part {
namespace {

constexpr std::uint32_t kMagic = 0x46546c67;     // "glTF"
constexpr std::uint32_t kJsonChunk = 0x4e4f534a; // "JSON"
constexpr std::uint32_t kBinChunk = 0x004e4942;  // "BIN\0"

std::uint32_t word(std::span<const std::uint8_t> bytes, std::size_t at) {
    return static_cast<std::uint32_t>(bytes[at]) | static_cast<std::uint32_t>(bytes[at + 1]) << 8 |
           static_cast<std::uint32_t>(bytes[at + 2]) << 16 | static_cast<std::uint32_t>(bytes[at + 3]) << 24;
}

bool looksLikeGlb(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension == ".glb" || (bytes.size() >= 4 && word(bytes, 0) == kMagic);
}

struct Chunks {
    std::optional<std::span<const std::uint8_t>> json, binary;
};

/// The 12 bytes before the chunks. False when nothing behind them can be trusted.
bool checkHeader(std::span<const std::uint8_t> bytes, Issues& issues) {
    const auto fail = [&](std::string_view code, std::size_t byte, std::string message) {
        issues.atByte(Severity::error, code, byte, std::move(message));
        return false;
    };
    if (bytes.size() < 12)
        return fail("GLB_UNEXPECTED_END_OF_HEADER", bytes.size(), "the header of a GLB is 12 bytes long");
    if (word(bytes, 0) != kMagic) return fail("GLB_INVALID_MAGIC", 0, "a GLB starts with \"glTF\"");
    if (word(bytes, 4) != 2)
        return fail("GLB_INVALID_VERSION", 4, fmt::format("GLB version {}; only version 2 is read", word(bytes, 4)));
    if (word(bytes, 8) <= 12)
        issues.atByte(Severity::error, "GLB_LENGTH_TOO_SMALL", 8,
                      fmt::format("the declared length {} leaves no room for a chunk", word(bytes, 8)));
    return true;
}

struct Chunk {
    std::uint32_t type = 0;
    std::size_t headerAt = 0;
    std::span<const std::uint8_t> data;
};

void takeChunk(const Chunk& chunk, std::size_t index, Chunks& chunks, Issues& issues) {
    const auto fail = [&](std::string_view code, std::string message) {
        issues.atByte(Severity::error, code, chunk.headerAt, std::move(message));
    };
    if (index == 0 && chunk.type != kJsonChunk)
        fail("GLB_UNEXPECTED_FIRST_CHUNK", fmt::format("the first chunk must be JSON, this is {:#010x}", chunk.type));
    if (chunk.type == kJsonChunk) {
        if (chunk.data.empty()) fail("GLB_EMPTY_CHUNK", "the JSON chunk is empty");
        if (chunks.json)
            fail("GLB_DUPLICATE_CHUNK", "a second JSON chunk; a GLB has one");
        else
            chunks.json = chunk.data;
    } else if (chunk.type == kBinChunk) {
        if (chunk.data.empty())
            issues.atByte(Severity::information, "GLB_EMPTY_BIN_CHUNK", chunk.headerAt,
                          "an empty BIN chunk is not needed");
        if (chunks.binary)
            fail("GLB_DUPLICATE_CHUNK", "a second BIN chunk; a GLB has at most one");
        else if (index > 1)
            fail("GLB_UNEXPECTED_BIN_CHUNK", "the BIN chunk must be the second chunk");
        if (!chunks.binary) chunks.binary = chunk.data;
    } else {
        issues.atByte(Severity::warning, "GLB_UNKNOWN_CHUNK_TYPE", chunk.headerAt,
                      fmt::format("the chunk of unknown type {:#010x} is ignored", chunk.type));
    }
}

Chunks splitGlb(std::span<const std::uint8_t> bytes, Issues& issues) {
    Chunks chunks;
    if (!checkHeader(bytes, issues)) return chunks;
    const std::size_t declared = word(bytes, 8);
    const auto fail = [&](std::string_view code, std::size_t byte, std::string message) {
        issues.atByte(Severity::error, code, byte, std::move(message));
        return chunks;
    };
    // Bytes beyond the declared length belong to nobody; a chunk that needs them does not fit.
    std::size_t at = 12, end = bytes.size();
    for (std::size_t index = 0; at < bytes.size(); ++index) {
        if (index > 0 && at == declared) break;
        if (bytes.size() - at < 8)
            return fail("GLB_UNEXPECTED_END_OF_CHUNK_HEADER", bytes.size(), "the file ends inside a chunk header");
        Chunk chunk{.type = word(bytes, at + 4), .headerAt = at};
        const std::size_t length = word(bytes, at);
        if (length % 4 != 0)
            issues.atByte(Severity::error, "GLB_CHUNK_LENGTH_UNALIGNED", at,
                          fmt::format("the chunk length {} is not a multiple of 4", length));
        if (at + 8 + length > declared)
            issues.atByte(Severity::error, "GLB_CHUNK_TOO_BIG", at,
                          fmt::format("a chunk of {} bytes does not fit the declared length {}", length, declared));
        if (length > bytes.size() - at - 8)
            return fail("GLB_UNEXPECTED_END_OF_CHUNK_DATA", bytes.size(),
                        fmt::format("the file ends inside a chunk of {} bytes", length));
        chunk.data = bytes.subspan(at + 8, length);
        takeChunk(chunk, index, chunks, issues);
        at += 8 + length;
        end = at;
    }
    if (declared > bytes.size() || (end > declared && end == bytes.size()))
        return fail("GLB_LENGTH_MISMATCH", bytes.size(),
                    fmt::format("the declared length is {}, the file has {} bytes", declared, bytes.size()));
    if (end < bytes.size())
        issues.atByte(Severity::warning, "GLB_EXTRA_DATA", end, "bytes after the end of the GLB are ignored");
    return chunks;
}

/// "byte 7" as base reports it, counted from the start of the file.
std::optional<std::size_t> byteOf(const std::string& place, std::size_t jsonAt) {
    if (place.rfind("byte ", 0) != 0) return std::nullopt;
    return jsonAt + std::strtoull(place.c_str() + 5, nullptr, 10);
}

std::optional<Json> parseText(std::string_view text, std::size_t jsonAt, const ReadLimits& limits, Issues& issues) {
    if (text.substr(0, 3) == "\xef\xbb\xbf") {
        issues.atByte(Severity::error, "INVALID_JSON", jsonAt, "a byte order mark; glTF is UTF-8 without one");
        return std::nullopt;
    }
    try {
        return parseJson(text, {}, {.maxBytes = limits.maxJsonBytes, .maxDepth = limits.maxJsonDepth});
    } catch (const Error& problem) {
        const Error::Parts& parts = problem.parts();
        const auto byte = byteOf(parts.place, jsonAt);
        issues.add({"INVALID_JSON", Severity::error, byte ? std::string() : parts.place, byte,
                    parts.problem + (parts.remedy.empty() ? "" : "; " + parts.remedy)});
    }
    return std::nullopt;
}

} // namespace

std::optional<Container> readContainer(const std::filesystem::path& path, const ReadLimits& limits, Issues& issues) {
    Bytes bytes;
    try {
        bytes = readFile(path, limits.maxFileBytes);
    } catch (const Error& problem) {
        const Error::Parts& parts = problem.parts();
        issues.error("IO_ERROR", "", parts.problem + (parts.remedy.empty() ? "" : "; " + parts.remedy));
        return std::nullopt;
    }
    Container container{.isGlb = looksLikeGlb(path, bytes)};
    std::span<const std::uint8_t> text = bytes;
    if (container.isGlb) {
        const Chunks chunks = splitGlb(bytes, issues);
        if (!chunks.json) return std::nullopt;
        text = *chunks.json;
        if (chunks.binary) container.binary = Bytes(chunks.binary->begin(), chunks.binary->end());
    }
    const auto jsonAt = static_cast<std::size_t>(text.data() - bytes.data());
    auto json = parseText({reinterpret_cast<const char*>(text.data()), text.size()}, jsonAt, limits, issues);
    if (!json) return std::nullopt;
    container.json = std::move(*json);
    return container;
}

} // namespace vitrine::part
