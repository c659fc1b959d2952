#pragma once
#include "base/files.h"
#include "base/json.h"
#include "part/issue.h"
#include "part/reader.h"

#include <filesystem>
#include <optional>

namespace vitrine::part {

/// The two halves of a model file. `binary` is the BIN chunk of a GLB.
struct Container {
    bool isGlb = false;
    Json json;
    std::optional<Bytes> binary;
};

/// Reads the file and takes it apart: the GLB header and chunks (glTF 2.0, section 4), then the JSON within the limits
/// of size and nesting. Nothing when no JSON document could be had; the issues say why.
std::optional<Container> readContainer(const std::filesystem::path& path, const ReadLimits& limits, Issues& issues);

} // namespace vitrine::part
