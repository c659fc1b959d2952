#pragma once
#include "part/document.h"
#include "part/model.h"

namespace vitrine::part {

// The way from a checked document to plain values. Lengths become mm in these functions and nowhere else.

inline constexpr double kMmPerMetre = 1000.0;

/// Fills materials, and images with those pictures that a material uses (taken out of the document).
void decodeMaterials(Document& document, Model& model);

/// Fills variants and meshes. Throws vitrine::Error when a mesh needs data that the file does not hold.
void decodeMeshes(const Document& document, Model& model);

/// Fills nodes and roots, and the extras of the scene.
void decodeNodes(const Document& document, Model& model);

/// A vertex chain along the segments of a line primitive.
struct Chain {
    std::vector<std::uint32_t> vertices;
    bool closed = false; ///< the last vertex joins the first
};

/// Joins loose segments (pairs of vertices, mode LINES) end to end: each vertex where exactly two segments meet is
/// passed through, chains end at all others. A loop is closed.
std::vector<Chain> chainSegments(const std::vector<std::uint32_t>& pairs);

/// Three indices a triangle, from a strip (mode 5) or a fan (mode 6); the winding of glTF's section 3.7.2.1.
std::vector<std::uint32_t> listFromStrip(const std::vector<std::uint32_t>& strip);
std::vector<std::uint32_t> listFromFan(const std::vector<std::uint32_t>& fan);

} // namespace vitrine::part
