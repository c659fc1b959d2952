#pragma once
#include "base/json.h"
#include "base/math.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::part {

/// A decoded glTF model: everything checked, every length in mm (glTF metres x 1000 happens in the reader, here only),
/// indices all valid. Plain values; no library type is visible.

struct Image {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba; ///< 8 bit, row 0 at the top
};

struct Sampler {
    enum class Wrap { repeat, clamp, mirror };
    Wrap u = Wrap::repeat, v = Wrap::repeat;
    bool nearest = false;
};

struct TextureRef {
    int image = -1; ///< into Model::images, -1 for none
    Sampler sampler;
    int texCoord = 0;
    double scale = 1.0; ///< normalTexture.scale or occlusionTexture.strength
};

/// glTF's metallic-roughness material with the extensions we read. Factors are linear Rec.709.
struct Material {
    std::string name;
    glm::dvec4 baseColor{1.0};
    TextureRef baseColorTexture;
    double metallic = 1.0, roughness = 1.0;
    TextureRef metallicRoughnessTexture;
    TextureRef normalTexture, occlusionTexture, emissiveTexture;
    glm::dvec3 emissive{0.0}; ///< times KHR_materials_emissive_strength
    enum class Alpha { opaque, mask, blend } alpha = Alpha::opaque;
    double alphaCutoff = 0.5;
    bool doubleSided = false;
    bool unlit = false;
    double ior = 1.5;
    double specular = 1.0;
    glm::dvec3 specularColor{1.0};
    TextureRef specularTexture, specularColorTexture;
    double transmission = 0.0;
    TextureRef transmissionTexture;
    double thickness_mm = 0.0;
    glm::dvec3 attenuationColor{1.0};
    double attenuationDistance_mm = 0.0; ///< 0 means no attenuation
    double dispersion = 0.0;             ///< 20 / Abbe number
    Json extras;                         ///< extras.vitrine, an object, or null
};

struct MorphTarget {
    std::string name;                  ///< mesh.extras.targetNames
    std::vector<glm::dvec3> positions; ///< offsets in mm, one a vertex; empty when the target moves no position
    std::vector<glm::dvec3> normals;
};

/// Triangles (mode 4, 5, 6 turned into a list), or a polyline (mode 1, 2, 3) with `lineClosed`.
struct Primitive {
    enum class Kind { triangles, lines, points } kind = Kind::triangles;
    bool lineClosed = false;
    std::vector<glm::dvec3> positions; ///< mm
    std::vector<glm::dvec3> normals;   ///< unit; empty when the file has none
    std::vector<glm::dvec4> tangents;
    std::array<std::vector<glm::dvec2>, 2> texCoords;
    std::vector<glm::dvec4> colors;
    std::vector<std::uint32_t> indices;
    std::vector<MorphTarget> targets;
    int material = -1;
    std::vector<int> variantMaterials; ///< by KHR_materials_variants index, -1 where the variant says nothing
};

struct Mesh {
    std::string name;
    std::vector<Primitive> primitives;
    std::vector<double> weights; ///< default morph weights, one a target
};

struct Node {
    std::string name;
    int parent = -1;
    std::vector<int> children;
    int mesh = -1;
    /// parentFromNode = T R S, lengths in mm; a `matrix` in the file is decomposed by the reader.
    glm::dvec3 translation{0.0};
    glm::dquat rotation{1.0, 0.0, 0.0, 0.0};
    glm::dvec3 scale{1.0};
    std::vector<double> weights; ///< overrides the mesh's when not empty
    Json extras;                 ///< extras.vitrine, an object, or null

    glm::dmat4 parentFromNode() const;
};

struct Model {
    std::string file;
    std::vector<Image> images;
    std::vector<Material> materials;
    std::vector<Mesh> meshes;
    std::vector<Node> nodes;
    std::vector<int> roots; ///< of the default scene (the first if none is named; every parentless node if no scene)
    std::vector<std::string> variants;
    Json extras;                    ///< extras.vitrine of the scene, an object, or null
    std::vector<std::string> notes; ///< optional extensions and features that were ignored, one line each
};

} // namespace vitrine::part
