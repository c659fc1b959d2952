#pragma once
#include "base/json.h"
#include "base/math.h"

#include <string>
#include <vector>

namespace vitrine::scene {

/// A card of finite size, mm. It shines to the side that faces its target; its back is black.
struct StudioLight {
    std::string name;
    enum class Shape { rectangle, disc, ring } shape = Shape::rectangle;
    glm::dvec3 centre{0.0};
    glm::dvec3 axisU{1.0, 0.0, 0.0}, axisV{0.0, 0.0, 1.0}; ///< unit, at right angles; U x V is the shining side
    double halfU = 50.0, halfV = 50.0;
    double innerRadius = 0.0; ///< of a ring, as a share of its outer radius
    double falloff = 0.0;     ///< radiance at the rim is 1 - falloff of that at the centre
    double ultraviolet = 0.0; ///< its power from 315 to 400 nm over that from 400 to 700 nm
    glm::dvec3 radiance{0.0}; ///< linear Rec.709 relative to the illuminant; {0, 0, 0} is a flag, which only hides
};

/// The CIE's standard light that a studio's white is: daylight, or lamp light.
enum class Illuminant { d65, a };

/// Lights, what lies behind them, and the ground. Radiances are relative to the illuminant.
struct Studio {
    std::string id;
    Illuminant illuminant = Illuminant::d65;
    enum class Anchor { camera, world } anchor = Anchor::camera; ///< whose azimuth the lights keep
    std::vector<StudioLight> lights;
    double ultraviolet = 0.0;                         ///< of the dome, as StudioLight::ultraviolet
    glm::dvec3 zenith{0.0}, horizon{0.0}, nadir{0.0}; ///< the gradient dome, linear Rec.709
    glm::dvec3 groundAlbedo{0.5};
};

/// The gradient dome in direction d (unit), linear Rec.709.
glm::dvec3 domeRadiance(const Studio& studio, const glm::dvec3& d);

/// Reads a studio of assets/studios. The studio's "ultraviolet" is that of every light that gives none of its own; one
/// that says nothing has none, as lamps of white LEDs. Lights are given by direction and distance from the origin and
/// face it; the radiances are scaled so that a white diffuse card at the origin that faces the light named "key"
/// reads 1. Throws vitrine::Error.
Studio readStudio(const JsonPlace& entry);

/// The studio as a camera at `azimuth` sees it about a piece of the given bounding radius: lights turned with it if
/// anchored to the camera, all turned by `rotation` besides, and moved outwards and enlarged for pieces larger than a
/// ring.
Studio placed(const Studio& studio, double azimuth, const glm::dvec3& centre, double pieceRadius_mm,
              double rotation = 0.0);

} // namespace vitrine::scene
