#pragma once
#include "base/json.h"
#include "source/surface.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::source {

/// Faces that turn by more than this across an edge meet in a crease.
inline constexpr double kCreaseAngle_deg = 20.0;

/// A surface with its shape keys, each the same surface with one control value moved by 1 (mm, or a tangent by 1).
struct ShapedSurface {
    std::string name;
    Surface surface;
    struct Key {
        std::string name;
        Surface moved;
    };
    std::vector<Key> keys;
    int material = 0;
};

/// One node; `json` holds everything but its mesh.
struct SceneNode {
    Json json;
    int mesh = -1;
};

struct PartFile {
    std::vector<ShapedSurface> meshes;
    std::vector<SceneNode> nodes; ///< "children" as indices in each node's json; node 0 is the root
    Json materials = Json::array();
    Json vitrine; ///< the scene's extras.vitrine
};

/// A binary glTF 2.0 in metres. Coordinates are rounded to a nanometre, so that the same shapes give the same bytes.
std::vector<std::uint8_t> writeGlb(const PartFile& part);

} // namespace vitrine::source
