#include "render/still_frame.h"

#include "metal/energy.h"
#include "metal/grooved_albedo.h"
#include "shared/cpp.h"

#include <cmath>

namespace vitrine::render {
namespace {

constexpr int kGroundTable = 64; // points an axis; the light of finite cards varies slowly over the ground

} // namespace

std::vector<glm::vec4> makeTables(const Surroundings& surroundings, double groundExtent_mm,
                                  const std::vector<glm::dvec2>& grooves) {
    const metal::AlbedoTable albedo = metal::makeAlbedoTable();
    std::vector<glm::vec4> texels;
    for (int y = 0; y < albedo.size; ++y)
        for (int x = 0; x < albedo.size; ++x)
            texels.emplace_back(albedo.directional[static_cast<std::size_t>(y * albedo.size + x)],
                                albedo.average[static_cast<std::size_t>(y)], 0.0f, 0.0f);
    for (const glm::dvec3& e : groundIrradiance(surroundings, kGroundTable, groundExtent_mm))
        texels.emplace_back(glm::vec3(e), 0.0f);
    for (const glm::dvec2& alpha : grooves) {
        const metal::GroovedAlbedo grooved = metal::makeGroovedAlbedo(alpha);
        for (const float value : grooved.directional) texels.emplace_back(value, grooved.average, 0.0f, 0.0f);
    }
    return texels;
}

std::uint32_t firstTexelOfGrooves(std::size_t index) {
    constexpr int kAlbedo = shared32::kAlbedoTableSize * shared32::kAlbedoTableSize;
    constexpr int kGrooved = shared32::kAlbedoTableSize * shared32::kAlbedoAzimuths;
    return static_cast<std::uint32_t>(kAlbedo + kGroundTable * kGroundTable) +
           static_cast<std::uint32_t>(index) * static_cast<std::uint32_t>(kGrooved);
}

void describeCamera(shared32::StillFrame& f, const scene::Camera& camera, const StillSettings& settings) {
    const scene::CameraFrame frame = scene::frameOf(camera);
    const bool orthographic = camera.projection == scene::Projection::orthographic;
    const double halfHeight = std::tan(0.5 * camera.verticalField) * (orthographic ? camera.distance : 1.0);
    const double halfWidth = halfHeight * settings.width / settings.height;
    f.eye = frame.eye;
    f.right = frame.right * halfWidth;
    f.up = frame.up * halfHeight;
    f.forward = frame.forward;
    f.orthographic = orthographic ? 1u : 0u;
    f.lensRadius = static_cast<float>(0.5 * camera.aperture_mm);
    f.focusDistance = static_cast<float>(camera.distance);
    f.filterRadius = static_cast<float>(settings.filterRadius);
    f.width = static_cast<std::uint32_t>(settings.width);
    f.height = static_cast<std::uint32_t>(settings.height);
}

void describeSurroundings(shared32::StillFrame& f, const Surroundings& surroundings) {
    const scene::Studio& studio = surroundings.studio;
    f.lightCount = static_cast<std::uint32_t>(studio.lights.size());
    f.domeZenith = studio.zenith;
    f.domeHorizon = studio.horizon;
    f.domeNadir = studio.nadir;
    f.environmentScale = 1.0f;
    f.environmentSine = static_cast<float>(std::sin(surroundings.mapRotation));
    f.environmentCosine = static_cast<float>(std::cos(surroundings.mapRotation));
    f.environmentShare = f.lightCount == 0 ? 1.0f : surroundings.map ? 0.5f : 0.2f;
    f.environmentSize = surroundings.map ? static_cast<std::uint32_t>(surroundings.map->size) : 0u;
    f.aliasSize = surroundings.map ? static_cast<std::uint32_t>(surroundings.map->aliasSize) : 0u;
    f.groundOn = surroundings.ground ? 1u : 0u;
    f.groundHeight = static_cast<float>(surroundings.groundHeight_mm);
    f.groundAlbedo = studio.groundAlbedo;
    f.groundTableSize = kGroundTable;
    f.albedoSize = static_cast<std::uint32_t>(shared32::kAlbedoTableSize);
}

} // namespace vitrine::render
