#include "scene/studio.h"

#include <algorithm>
#include <cmath>

namespace vitrine::scene {
namespace {

constexpr double kRingRadius_mm = 16.0; // pieces up to this bounding radius share the same studio

glm::dvec3 colourOf(const JsonPlace& place) {
    if (place.value().is_number()) return glm::dvec3(place.number(0.0, 1e6));
    if (place.size() != 3) place.fail("is not a colour", "a number, or three: linear Rec.709");
    return {place[0].number(0.0, 1e6), place[1].number(0.0, 1e6), place[2].number(0.0, 1e6)};
}

double numberOr(const JsonPlace& entry, const std::string& key, double fallback, double least, double most) {
    return entry.has(key) ? entry[key].number(least, most) : fallback;
}

StudioLight readLight(const JsonPlace& entry, double ultraviolet) {
    entry.allowOnly({"name", "shape", "azimuth_deg", "elevation_deg", "distance", "width", "height", "roll_deg",
                     "inner", "falloff", "radiance", "ultraviolet"});
    StudioLight light;
    light.name = entry["name"].string();
    const std::string shape = entry["shape"].oneOf({"rectangle", "disc", "ring"});
    light.shape = shape == "rectangle" ? StudioLight::Shape::rectangle
                  : shape == "disc"    ? StudioLight::Shape::disc
                                       : StudioLight::Shape::ring;
    const double azimuth = radians(entry["azimuth_deg"].number(-360.0, 360.0));
    const double elevation = radians(entry["elevation_deg"].number(-90.0, 90.0));
    const double distance = entry["distance"].number(10.0, 1e5);
    const double roll = radians(numberOr(entry, "roll_deg", 0.0, -360.0, 360.0));
    const glm::dvec3 outward(std::sin(azimuth) * std::cos(elevation), std::sin(elevation),
                             std::cos(azimuth) * std::cos(elevation));
    const glm::dvec3 across(std::cos(azimuth), 0.0, -std::sin(azimuth));
    const glm::dvec3 upward = glm::cross(outward, across);
    // U x V must face the origin, that is -outward.
    light.axisU = std::cos(roll) * across + std::sin(roll) * upward;
    light.axisV = glm::cross(light.axisU, outward);
    light.centre = distance * outward;
    light.halfU = 0.5 * entry["width"].number(0.1, 1e5);
    light.halfV = 0.5 * entry["height"].number(0.1, 1e5);
    light.innerRadius = light.shape == StudioLight::Shape::ring ? entry["inner"].number(0.01, 0.99) : 0.0;
    light.falloff = numberOr(entry, "falloff", 0.0, 0.0, 0.99);
    light.radiance = colourOf(entry["radiance"]);
    light.ultraviolet = numberOr(entry, "ultraviolet", ultraviolet, 0.0, 1e6);
    return light;
}

double luminance(const glm::dvec3& rgb) {
    return glm::dot(rgb, glm::dvec3(0.2126, 0.7152, 0.0722));
}

// Irradiance of the dome alone on a card that faces n, by a spherical Fibonacci lattice.
double domeIrradiance(const Studio& studio, const glm::dvec3& n) {
    constexpr int kCount = 16384;
    double sum = 0.0;
    for (int i = 0; i < kCount; ++i) {
        const double y = 1.0 - (2.0 * i + 1.0) / kCount, r = std::sqrt(1.0 - y * y), phi = 2.399963229728653 * i;
        const glm::dvec3 d(r * std::cos(phi), y, r * std::sin(phi));
        sum += luminance(domeRadiance(studio, d)) * std::max(glm::dot(n, d), 0.0);
    }
    return sum * 4.0 * kPi / kCount;
}

// Irradiance over pi of a card at the origin that faces `key`: the dome, and by a fine grid what every light adds to
// the part of the dome that it hides.
double cardReading(const Studio& studio, const StudioLight& key) {
    const glm::dvec3 n = glm::normalize(key.centre);
    double sum = domeIrradiance(studio, n);
    for (const StudioLight& light : studio.lights) {
        const glm::dvec3 shining = glm::cross(light.axisU, light.axisV);
        constexpr int kGrid = 48;
        const double cell = 4.0 * light.halfU * light.halfV / (kGrid * kGrid);
        for (int i = 0; i < kGrid; ++i)
            for (int j = 0; j < kGrid; ++j) {
                const double u = (i + 0.5) / kGrid * 2.0 - 1.0, v = (j + 0.5) / kGrid * 2.0 - 1.0;
                const double r2 = u * u + v * v;
                const bool round = light.shape != StudioLight::Shape::rectangle;
                if (round && (r2 > 1.0 || r2 < light.innerRadius * light.innerRadius)) continue;
                const glm::dvec3 p = light.centre + light.axisU * (u * light.halfU) + light.axisV * (v * light.halfV);
                const double d2 = glm::dot(p, p);
                const glm::dvec3 d = p / std::sqrt(d2);
                const double facing = std::max(glm::dot(n, d), 0.0) * std::max(-glm::dot(shining, d), 0.0);
                const double rim = round ? (light.innerRadius > 0.0 ? 0.0 : r2) : std::max(u * u, v * v);
                sum += (luminance(light.radiance) * (1.0 - light.falloff * rim) - luminance(domeRadiance(studio, d))) *
                       facing * cell / d2;
            }
    }
    return sum / kPi;
}

} // namespace

glm::dvec3 domeRadiance(const Studio& studio, const glm::dvec3& d) {
    const double s = std::abs(d.y);
    // Rises quickly from the horizon and is flat at the zenith.
    return glm::mix(studio.horizon, d.y > 0.0 ? studio.zenith : studio.nadir, s * (2.0 - s));
}

Studio readStudio(const JsonPlace& entry) {
    entry.allowOnly({"id", "labels", "anchor", "illuminant", "lights", "dome", "ground", "about", "ultraviolet"});
    Studio studio;
    studio.id = entry["id"].string();
    studio.anchor =
        entry["anchor"].oneOf({"camera", "world"}) == "camera" ? Studio::Anchor::camera : Studio::Anchor::world;
    if (entry.has("illuminant"))
        studio.illuminant = entry["illuminant"].oneOf({"D65", "A"}) == "A" ? Illuminant::a : Illuminant::d65;
    studio.ultraviolet = numberOr(entry, "ultraviolet", 0.0, 0.0, 1e6);
    for (const JsonPlace& light : entry["lights"].elements())
        studio.lights.push_back(readLight(light, studio.ultraviolet));
    entry["dome"].allowOnly({"zenith", "horizon", "nadir"});
    studio.zenith = colourOf(entry["dome"]["zenith"]);
    studio.horizon = colourOf(entry["dome"]["horizon"]);
    studio.nadir = colourOf(entry["dome"]["nadir"]);
    entry["ground"].allowOnly({"albedo"});
    studio.groundAlbedo = colourOf(entry["ground"]["albedo"]);

    const auto key = std::find_if(studio.lights.begin(), studio.lights.end(),
                                  [](const StudioLight& light) { return light.name == "key"; });
    if (key == studio.lights.end()) entry["lights"].fail("has no light named \"key\"", "name the main light \"key\"");
    const double reading = cardReading(studio, *key);
    if (!(reading > 0.0)) entry["lights"].fail("the key does not shine", "give it a radiance above 0");
    for (StudioLight& light : studio.lights) light.radiance /= reading;
    for (glm::dvec3* part : {&studio.zenith, &studio.horizon, &studio.nadir}) *part /= reading;
    return studio;
}

Studio placed(const Studio& studio, double azimuth, const glm::dvec3& centre, double pieceRadius_mm, double rotation) {
    Studio result = studio;
    const double scale = std::max(1.0, pieceRadius_mm / kRingRadius_mm);
    const double turn = rotation + (studio.anchor == Studio::Anchor::camera ? azimuth : 0.0);
    const auto turned = [&](const glm::dvec3& v) {
        return glm::dvec3(v.x * std::cos(turn) + v.z * std::sin(turn), v.y,
                          v.z * std::cos(turn) - v.x * std::sin(turn));
    };
    for (StudioLight& light : result.lights) {
        light.centre = turned(light.centre) * scale + centre;
        light.axisU = turned(light.axisU);
        light.axisV = turned(light.axisV);
        light.halfU *= scale;
        light.halfV *= scale;
    }
    return result;
}

} // namespace vitrine::scene
