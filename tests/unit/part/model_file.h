#pragma once
// What the tests of the reader share: models made on the spot, in a folder of their own.
#include "base/error.h"
#include "base/files.h"
#include "base/temporary_folder.h"
#include "part/check.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::part {

/// A folder for models.
class ModelFolder : public TemporaryFolder {
  public:
    std::filesystem::path write(const std::string& name, std::string_view content) const {
        writeFileAtomically(path() / name, content);
        return path() / name;
    }
};

inline std::string littleEndian(std::uint32_t word) {
    std::string bytes(4, '\0');
    std::memcpy(bytes.data(), &word, 4);
    return bytes;
}

inline std::string chunk(const char* type, std::string data, char padding) {
    while (data.size() % 4) data += padding;
    return littleEndian(static_cast<std::uint32_t>(data.size())) + std::string(type, 4) + data;
}

/// A GLB with a JSON chunk and, when not empty, a BIN chunk.
inline std::string glb(const std::string& json, const std::string& binary = {}) {
    std::string chunks = chunk("JSON", json, ' ');
    if (!binary.empty()) chunks += chunk("BIN\0", binary, '\0');
    return "glTF" + littleEndian(2) + littleEndian(static_cast<std::uint32_t>(12 + chunks.size())) + chunks;
}

template <class T>
std::string bytesOf(const std::vector<T>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

/// The codes of all errors that check() finds, each once, sorted.
inline std::vector<std::string> errorCodes(const Report& report) {
    std::vector<std::string> codes;
    for (const Issue& issue : report.issues.all())
        if (issue.severity == Severity::error) codes.push_back(issue.code);
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

} // namespace vitrine::part
