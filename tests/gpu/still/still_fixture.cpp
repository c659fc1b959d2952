#include "still_fixture.h"

#include "physics/catalogue.h"

#include <cmath>

namespace vitrine::render {

Rendered StillTest::render(const scene::Piece& piece, const scene::Camera& camera, const Surroundings& surroundings,
                           const StillSettings& settings) const {
    Still still(device(), piece, camera, surroundings, settings);
    still.accumulate(settings.samples);
    Rendered rendered{still.picture(), still.statistics()};
    EXPECT_EQ(rendered.statistics.nonfinite, 0u);
    for (const float value : rendered.picture.xyz.data)
        if (!std::isfinite(value)) {
            ADD_FAILURE() << "a pixel is no number";
            break;
        }
    return rendered;
}

std::shared_ptr<const gem::Species> catalogueSpecies(const std::string& id) {
    return std::make_shared<const gem::Species>(physics::species(id));
}

std::shared_ptr<const metal::Alloy> catalogueAlloy(const std::string& id) {
    return std::make_shared<const metal::Alloy>(physics::alloy(id));
}

namespace {

std::shared_ptr<const metal::Alloy> alloyOf(const char* id, double n, double k) {
    metal::Alloy alloy;
    alloy.id = id;
    alloy.n = optics::Spectrum::constant(n);
    alloy.k = optics::Spectrum::constant(k);
    return std::make_shared<const metal::Alloy>(alloy);
}

scene::StudioLight card(const glm::dvec3& centre, double halfU, double halfV, double radiance) {
    const glm::dvec3 outward = glm::normalize(centre);
    scene::StudioLight light;
    light.centre = centre;
    light.axisU = glm::normalize(glm::cross(glm::dvec3(0.1, 1.0, 0.2), outward));
    light.axisV = glm::cross(light.axisU, outward); // U x V faces the origin
    light.halfU = halfU;
    light.halfV = halfV;
    light.radiance = glm::dvec3(radiance);
    return light;
}

} // namespace

std::shared_ptr<const metal::Alloy> perfectMirror() {
    return alloyOf("mirror", 1e-3, 10.0);
}

std::shared_ptr<const metal::Alloy> perfectBlack() {
    return alloyOf("black", 1.0, 0.0);
}

std::shared_ptr<const gem::Solid> brilliant(double diameter_mm) {
    return std::make_shared<const gem::Solid>(gem::roundBrilliant({}).scaled(diameter_mm));
}

scene::Piece bareStone(std::shared_ptr<const gem::Species> species, double diameter_mm) {
    scene::Piece piece;
    piece.stones.push_back({.seat = "centre", .species = std::move(species), .solid = brilliant(diameter_mm)});
    return piece;
}

scene::Piece bareCabochon(std::shared_ptr<const gem::Species> species, const gem::Cabochon& cut, double width_mm) {
    scene::Piece piece;
    piece.stones.push_back({.seat = "centre",
                            .species = std::move(species),
                            .solid = std::make_shared<const gem::Solid>(gem::hullOf(cut).scaled(width_mm)),
                            .cabochon = cut});
    return piece;
}

scene::Mesh sphere(double radius_mm, int rings) {
    scene::Mesh mesh;
    const int sectors = 2 * rings;
    for (int i = 0; i <= rings; ++i)
        for (int j = 0; j <= sectors; ++j) {
            const double polar = kPi * i / rings, around = 2.0 * kPi * j / sectors;
            const glm::vec3 n(std::sin(polar) * std::cos(around), std::cos(polar), std::sin(polar) * std::sin(around));
            mesh.normals.push_back(n);
            mesh.positions.push_back(n * static_cast<float>(radius_mm));
        }
    const auto at = [&](int i, int j) { return static_cast<std::uint32_t>(i * (sectors + 1) + j); };
    for (int i = 0; i < rings; ++i)
        for (int j = 0; j < sectors; ++j) {
            if (i > 0) mesh.indices.insert(mesh.indices.end(), {at(i, j), at(i, j + 1), at(i + 1, j)});
            if (i + 1 < rings) mesh.indices.insert(mesh.indices.end(), {at(i, j + 1), at(i + 1, j + 1), at(i + 1, j)});
        }
    return mesh;
}

scene::Mesh box(const glm::vec3& least, const glm::vec3& greatest) {
    scene::Mesh mesh;
    for (int axis = 0; axis < 3; ++axis)
        for (const int side : {0, 1}) {
            const int u = (axis + 1) % 3, v = (axis + 2) % 3;
            const auto first = static_cast<std::uint32_t>(mesh.positions.size());
            for (const auto& [a, b] : {std::pair{0, 0}, {1, 0}, {1, 1}, {0, 1}}) {
                glm::vec3 p, n(0.0f);
                p[axis] = side ? greatest[axis] : least[axis];
                p[u] = a ? greatest[u] : least[u];
                p[v] = b ? greatest[v] : least[v];
                n[axis] = side ? 1.0f : -1.0f;
                mesh.positions.push_back(p);
                mesh.normals.push_back(n);
            }
            if (side)
                mesh.indices.insert(mesh.indices.end(), {first, first + 1, first + 2, first, first + 2, first + 3});
            else
                mesh.indices.insert(mesh.indices.end(), {first, first + 2, first + 1, first, first + 3, first + 2});
        }
    return mesh;
}

void addMetal(scene::Piece& piece, scene::Mesh mesh, std::shared_ptr<const metal::Alloy> alloy, double roughness) {
    const int index = static_cast<int>(piece.meshes.size()), surface = static_cast<int>(piece.surfaces.size());
    piece.meshes.push_back(std::move(mesh));
    piece.surfaces.push_back({"metal", scene::MetalSurface{std::move(alloy), roughness}});
    piece.instances.push_back({.mesh = index, .surface = surface});
}

Surroundings uniformLight(double radiance) {
    Surroundings surroundings;
    surroundings.studio.zenith = surroundings.studio.horizon = surroundings.studio.nadir = glm::dvec3(radiance);
    surroundings.ground = false;
    return surroundings;
}

Surroundings smallStudio() {
    Surroundings surroundings;
    surroundings.studio.lights = {card({-90, 120, 60}, 60, 45, 4.0), card({130, 60, -50}, 30, 70, 2.0),
                                  card({20, 160, 30}, 30, 30, 6.0), card({0, 40, 40}, 9, 9, 0.0)};
    surroundings.studio.lights[0].falloff = 0.6;
    surroundings.studio.lights[2].shape = scene::StudioLight::Shape::ring;
    surroundings.studio.lights[2].innerRadius = 0.6;
    surroundings.studio.zenith = glm::dvec3(0.25, 0.3, 0.4);
    surroundings.studio.horizon = glm::dvec3(0.5, 0.45, 0.4);
    surroundings.studio.nadir = glm::dvec3(0.1);
    surroundings.studio.groundAlbedo = glm::dvec3(0.4);
    surroundings.ground = false;
    return surroundings;
}

scene::Camera cameraOnto(const glm::dvec3& target, double height_mm, double elevation_deg, double azimuth_deg) {
    scene::Camera camera;
    camera.target = target;
    camera.azimuth = radians(azimuth_deg);
    camera.elevation = radians(elevation_deg);
    camera.distance = 120.0;
    camera.verticalField = 2.0 * std::atan(0.5 * height_mm / camera.distance);
    return camera;
}

NoisyPicture noisy(const StillPicture& picture) {
    return {picture.xyz, picture.variance};
}

FloatImage whollyCovered(const StillPicture& picture) {
    FloatImage mask = picture.coverage;
    for (float& value : mask.data) value = value > 0.99999f ? 1.0f : 0.0f;
    return mask;
}

Mean meanWithin(const StillPicture& picture, const FloatImage& mask) {
    Mean mean;
    double variance = 0.0;
    for (std::size_t i = 0; i < mask.data.size(); ++i) {
        if (!(mask.data[i] > 0.0f)) continue;
        for (int c = 0; c < 3; ++c) mean.xyz[c] += picture.xyz.data[3 * i + static_cast<std::size_t>(c)];
        variance += picture.variance.data[i];
        ++mean.pixels;
    }
    mean.xyz /= std::max(mean.pixels, 1);
    mean.standardError = std::sqrt(variance) / std::max(mean.pixels, 1);
    return mean;
}

} // namespace vitrine::render
