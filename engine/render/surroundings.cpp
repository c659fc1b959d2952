#include "render/surroundings.h"

#include "optics/cie.h"
#include "optics/colour.h"
#include "optics/upsampling.h"
#include "render/illuminant.h"
#include "shared/cpp.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace vitrine::render {
namespace {

// On the octahedron |x| + |y| + |z| = 1, not normalised: its length gives the solid angle.
glm::dvec3 octahedronPoint(const glm::dvec2& octahedral) {
    const glm::dvec2 p = 2.0 * octahedral - 1.0;
    const double y = 1.0 - std::abs(p.x) - std::abs(p.y);
    const glm::dvec2 unfolded = y < 0.0 ? shared64::octahedralFold(p) : p;
    return {unfolded.x, y, unfolded.y};
}

glm::dvec3 equirectangularAt(const FloatImage& image, const glm::dvec3& d) {
    const double u = std::atan2(d.z, d.x) / (2.0 * kPi) + 0.5, v = std::acos(std::clamp(d.y, -1.0, 1.0)) / kPi;
    const double x = u * image.width - 0.5, y = std::clamp(v * image.height - 0.5, 0.0, image.height - 1.0);
    const int x0 = static_cast<int>(std::floor(x)), y0 = static_cast<int>(y);
    const double fx = x - x0, fy = y - y0;
    const auto texel = [&](int i, int j) {
        i = (i % image.width + image.width) % image.width;
        j = std::min(j, image.height - 1);
        const float* p = &image.data[(static_cast<std::size_t>(j) * static_cast<std::size_t>(image.width) +
                                      static_cast<std::size_t>(i)) *
                                     static_cast<std::size_t>(image.channels)];
        return glm::dvec3(p[0], p[1], p[2]);
    };
    return glm::mix(glm::mix(texel(x0, y0), texel(x0 + 1, y0), fx),
                    glm::mix(texel(x0, y0 + 1), texel(x0 + 1, y0 + 1), fx), fy);
}

double luminance(const glm::dvec3& rgb) {
    return std::max(glm::dot(rgb, glm::dvec3(0.2126, 0.7152, 0.0722)), 0.0);
}

// Walker's alias method, by the two stacks of Vose.
std::vector<glm::vec4> aliasTable(std::vector<double> weights) {
    const std::size_t n = weights.size();
    double total = 0.0;
    for (const double w : weights) total += w;
    // A share of uniform sampling keeps every direction possible, however dark the map says it is.
    for (double& w : weights)
        w = total > 0.0 ? 0.95 * w / total + 0.05 / static_cast<double>(n) : 1.0 / static_cast<double>(n);
    std::vector<glm::vec4> table(n);
    std::vector<double> scaled(n);
    std::vector<std::uint32_t> small, large;
    for (std::size_t i = 0; i < n; ++i) {
        scaled[i] = weights[i] * static_cast<double>(n);
        table[i] = {1.0f, static_cast<float>(i), static_cast<float>(weights[i]), 0.0f};
        (scaled[i] < 1.0 ? small : large).push_back(static_cast<std::uint32_t>(i));
    }
    while (!small.empty() && !large.empty()) {
        const std::uint32_t s = small.back(), l = large.back();
        small.pop_back();
        table[s].x = static_cast<float>(scaled[s]);
        table[s].y = static_cast<float>(l);
        scaled[l] -= 1.0 - scaled[s];
        if (scaled[l] < 1.0) {
            large.pop_back();
            small.push_back(l);
        }
    }
    return table;
}

struct CardHit {
    double t = 1e300;
    glm::dvec3 radiance{0.0};
};

double rimOf(const scene::StudioLight& light, double u, double v) {
    if (light.shape == scene::StudioLight::Shape::rectangle) return std::max(u * u, v * v);
    return light.shape == scene::StudioLight::Shape::ring ? 0.0 : u * u + v * v;
}

bool onCard(const scene::StudioLight& light, double u, double v) {
    if (light.shape == scene::StudioLight::Shape::rectangle) return std::max(std::abs(u), std::abs(v)) <= 1.0;
    const double r2 = u * u + v * v;
    return r2 <= 1.0 && r2 >= light.innerRadius * light.innerRadius;
}

} // namespace

glm::dvec3 OctahedralMap::at(const glm::dvec3& direction) const {
    const glm::dvec2 p = shared64::octahedralOf(direction) * static_cast<double>(size) - 0.5;
    const glm::dvec2 i = glm::floor(p), f = p - i;
    const auto texel = [&](double x, double y) {
        const int tx = std::clamp(static_cast<int>(x), 0, size - 1), ty = std::clamp(static_cast<int>(y), 0, size - 1);
        return glm::dvec3(
            texels[static_cast<std::size_t>(ty) * static_cast<std::size_t>(size) + static_cast<std::size_t>(tx)]);
    };
    return glm::mix(glm::mix(texel(i.x, i.y), texel(i.x + 1, i.y), f.x),
                    glm::mix(texel(i.x, i.y + 1), texel(i.x + 1, i.y + 1), f.x), f.y);
}

OctahedralMap octahedralFrom(const FloatImage& equirectangular) {
    OctahedralMap map;
    map.size = std::clamp(static_cast<int>(std::bit_ceil(static_cast<unsigned>(equirectangular.width)) / 2), 64, 1024);
    map.texels.resize(static_cast<std::size_t>(map.size) * static_cast<std::size_t>(map.size));
    map.aliasSize = std::min(map.size, 256);
    const int perCell = map.size / map.aliasSize;
    std::vector<double> weights(static_cast<std::size_t>(map.aliasSize) * static_cast<std::size_t>(map.aliasSize));
    constexpr int kFine = 3; // samples a texel and axis
    for (int y = 0; y < map.size; ++y)
        for (int x = 0; x < map.size; ++x) {
            glm::dvec3 sum(0.0);
            double solid = 0.0;
            for (int j = 0; j < kFine; ++j)
                for (int i = 0; i < kFine; ++i) {
                    const glm::dvec3 p =
                        octahedronPoint({(x + (i + 0.5) / kFine) / map.size, (y + (j + 0.5) / kFine) / map.size});
                    const double length = glm::length(p);
                    sum += equirectangularAt(equirectangular, p / length);
                    solid += 1.0 / (length * length * length);
                }
            sum /= kFine * kFine;
            map.texels[static_cast<std::size_t>(y) * static_cast<std::size_t>(map.size) + static_cast<std::size_t>(x)] =
                glm::vec4(sum, 0.0);
            weights[static_cast<std::size_t>(y / perCell) * static_cast<std::size_t>(map.aliasSize) +
                    static_cast<std::size_t>(x / perCell)] += luminance(sum) * solid;
        }
    map.alias = aliasTable(std::move(weights));
    return map;
}

glm::dvec3 farRadiance(const Surroundings& surroundings, const glm::dvec3& d) {
    if (surroundings.map) {
        const double s = std::sin(surroundings.mapRotation), c = std::cos(surroundings.mapRotation);
        return surroundings.map->at({d.x * c - d.z * s, d.y, d.x * s + d.z * c});
    }
    return scene::domeRadiance(surroundings.studio, d);
}

glm::dvec3 lookFrom(const Surroundings& surroundings, const glm::dvec3& o, const glm::dvec3& d) {
    CardHit nearest;
    for (const scene::StudioLight& light : surroundings.studio.lights) {
        const glm::dvec3 n = glm::cross(light.axisU, light.axisV);
        const double facing = glm::dot(n, d);
        if (std::abs(facing) < 1e-6) continue;
        const double t = glm::dot(n, light.centre - o) / facing;
        if (!(t > 0.0 && t < nearest.t)) continue;
        const glm::dvec3 r = o + t * d - light.centre;
        const double u = glm::dot(r, light.axisU) / light.halfU, v = glm::dot(r, light.axisV) / light.halfV;
        if (!onCard(light, u, v)) continue;
        nearest = {t, facing < 0.0 ? light.radiance * (1.0 - light.falloff * rimOf(light, u, v)) : glm::dvec3(0.0)};
    }
    return nearest.t < 1e300 ? nearest.radiance : farRadiance(surroundings, d);
}

std::vector<glm::dvec3> groundIrradiance(const Surroundings& surroundings, int size, double extent_mm) {
    // What comes from afar is the same at every point, but for what the cards hide of it.
    glm::dvec3 far(0.0);
    constexpr int kRings = 64, kSectors = 128;
    for (int i = 0; i < kRings; ++i)
        for (int j = 0; j < kSectors; ++j) {
            const double r = std::sqrt((i + 0.5) / kRings), phi = 2.0 * kPi * (j + 0.5) / kSectors;
            far += farRadiance(surroundings, {r * std::cos(phi), std::sqrt(1.0 - r * r), r * std::sin(phi)});
        }
    far *= kPi / (kRings * kSectors);

    std::vector<glm::dvec3> table(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), far);
    constexpr int kGrid = 12; // cells a card and axis
    for (int row = 0; row < size; ++row)
        for (int column = 0; column < size; ++column) {
            const glm::dvec3 x((2.0 * column / (size - 1) - 1.0) * extent_mm, surroundings.groundHeight_mm,
                               (2.0 * row / (size - 1) - 1.0) * extent_mm);
            glm::dvec3& sum = table[static_cast<std::size_t>(row) * static_cast<std::size_t>(size) +
                                    static_cast<std::size_t>(column)];
            for (const scene::StudioLight& light : surroundings.studio.lights) {
                const glm::dvec3 n = glm::cross(light.axisU, light.axisV);
                const double cell = 4.0 * light.halfU * light.halfV / (kGrid * kGrid);
                for (int k = 0; k < kGrid * kGrid; ++k) {
                    const double u = (k % kGrid + 0.5) / kGrid * 2.0 - 1.0, v = (k / kGrid + 0.5) / kGrid * 2.0 - 1.0;
                    if (!onCard(light, u, v)) continue;
                    const glm::dvec3 r =
                        light.centre + light.axisU * (u * light.halfU) + light.axisV * (v * light.halfV) - x;
                    const double r2 = glm::dot(r, r);
                    const glm::dvec3 d = r / std::sqrt(r2);
                    const double facing = -glm::dot(n, d);
                    const glm::dvec3 shown =
                        facing > 0.0 ? light.radiance * (1.0 - light.falloff * rimOf(light, u, v)) : glm::dvec3(0.0);
                    sum += (shown - farRadiance(surroundings, d)) * (std::max(d.y, 0.0) * std::abs(facing) * cell / r2);
                }
            }
        }
    return table;
}

glm::dvec3 meanRadiance(const Surroundings& surroundings, const glm::dvec3& centre) {
    glm::dvec3 ground(0.0);
    if (surroundings.ground) {
        Surroundings here = surroundings;
        ground = surroundings.studio.groundAlbedo * groundIrradiance(here, 3, 1.0)[4] / kPi;
    }
    glm::dvec3 sum(0.0);
    constexpr int kCount = 16384;
    for (int i = 0; i < kCount; ++i) { // a spherical Fibonacci lattice
        const double y = 1.0 - (2.0 * i + 1.0) / kCount, r = std::sqrt(1.0 - y * y), phi = 2.399963229728653 * i;
        const glm::dvec3 d(r * std::cos(phi), y, r * std::sin(phi));
        sum += surroundings.ground && y < 0.0 ? ground : lookFrom(surroundings, centre, d);
    }
    return sum / static_cast<double>(kCount);
}

glm::dvec3 whiteOf(const Surroundings& surroundings) {
    Surroundings light = surroundings;
    light.ground = false; // its colour is the ground's, not the light's
    const glm::dvec3 rgb = meanRadiance(light, glm::dvec3(0.0));
    const optics::SpectralFunction lamp = relativeToD65(surroundings.studio.illuminant);
    const glm::dvec3 xyz = optics::xyzUnderD65([&](double nm) { return optics::rec709Spectrum(rgb, nm) * lamp(nm); });
    return xyz.y > 0.0 ? xyz / xyz.y : optics::d65White();
}

} // namespace vitrine::render
