#include "foreign_fixture.h"

namespace vitrine::render {
namespace {

// IEC 61966-2-1.
glm::dvec3 rec709(const glm::dvec3& xyz) {
    return {3.2404542 * xyz.x - 1.5371385 * xyz.y - 0.4985314 * xyz.z,
            -0.9692660 * xyz.x + 1.8760108 * xyz.y + 0.0415560 * xyz.z,
            0.0556434 * xyz.x - 0.2040259 * xyz.y + 1.0572252 * xyz.z};
}

} // namespace

part::Material matt(const glm::dvec3& colour) {
    part::Material material;
    material.baseColor = glm::dvec4(colour, 1.0);
    material.metallic = 0.0;
    material.roughness = 1.0;
    material.specular = 0.0;
    return material;
}

part::Material glass(double ior, double thickness_mm) {
    part::Material material;
    material.metallic = 0.0;
    material.roughness = 0.0;
    material.transmission = 1.0;
    material.ior = ior;
    material.thickness_mm = thickness_mm;
    return material;
}

void addForeign(scene::Piece& piece, scene::Mesh mesh, part::Material material) {
    const int index = static_cast<int>(piece.meshes.size()), surface = static_cast<int>(piece.surfaces.size());
    piece.meshes.push_back(std::move(mesh));
    piece.surfaces.push_back({"foreign", std::move(material)});
    piece.instances.push_back({.mesh = index, .surface = surface});
}

scene::Mesh square(float repeats) {
    scene::Mesh mesh;
    for (const auto& [x, y] : {std::pair{-5.0f, 5.0f}, {5.0f, 5.0f}, {5.0f, -5.0f}, {-5.0f, -5.0f}}) {
        mesh.positions.emplace_back(x, y, 0.0f);
        mesh.normals.emplace_back(0.0f, 0.0f, 1.0f);
        mesh.tangents.emplace_back(1.0f, 0.0f, 0.0f, 1.0f);
        mesh.texCoords.emplace_back(repeats * (x > 0.0f ? 1.0f : 0.0f), repeats * (y > 0.0f ? 0.0f : 1.0f));
    }
    mesh.indices = {0, 3, 2, 0, 2, 1};
    return mesh;
}

scene::Camera ahead(double height_mm) {
    return cameraOnto({0, 0, 0}, height_mm, 0.0, 0.0);
}

part::TextureRef nearest(int image, part::Sampler::Wrap wrap) {
    return {.image = image, .sampler = {.u = wrap, .v = wrap, .nearest = true}};
}

glm::dvec3 pixelColour(const StillPicture& picture, int x, int y) {
    const float* xyz = picture.xyz.pixel(x, y);
    return rec709({xyz[0], xyz[1], xyz[2]});
}

glm::dvec3 meanColour(const StillPicture& picture) {
    return rec709(meanWithin(picture, whollyCovered(picture)).xyz);
}

} // namespace vitrine::render
