#pragma once
#include "part/model.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace vitrine::part {

/// What a file may ask of this machine. Every figure is checked before the work or the memory is spent.
struct ReadLimits {
    std::size_t maxFileBytes = 512u << 20;    ///< of the model, and of all files it names together
    std::size_t maxJsonBytes = 32u << 20;     ///< of the JSON part
    int maxJsonDepth = 64;                    ///< nesting of arrays and objects, extras included
    int maxNodeDepth = 256;                   ///< generations in the node tree
    int maxImageSide = 16384;                 ///< pixels
    std::uint64_t maxImagePixels = 64u << 20; ///< of one image
    std::uint64_t maxImagePixelsInAll = 128u << 20;
    /// Numbers in all accessors together, and again in all primitives read from them.
    std::uint64_t maxComponents = 64u << 20;
    std::size_t maxIssues = 1000; ///< kept by check()
};

/// Reads a glTF 2.0 model (.gltf with its files, or .glb): lengths in mm, images decoded, indices valid. Nothing is
/// opened outside the model's own folder. Throws vitrine::Error for the first error that check() would report, or when
/// a mesh needs data that the file does not hold.
Model readModel(const std::filesystem::path& path, const ReadLimits& limits = {});

} // namespace vitrine::part
