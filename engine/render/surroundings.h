#pragma once
#include "base/image.h"
#include "base/math.h"
#include "scene/studio.h"

#include <optional>
#include <vector>

namespace vitrine::render {

/// An environment map in octahedral coordinates, +Y in the middle, and the table by which directions are drawn from it
/// in proportion to luminance (Walker's alias method: one fetch a draw).
struct OctahedralMap {
    int size = 0;
    std::vector<glm::vec4> texels; ///< linear Rec.709, row by row
    int aliasSize = 0;
    std::vector<glm::vec4> alias; ///< share kept; the other cell; probability of the cell; 0
    double radianceScale = 1.0;

    glm::dvec3 at(const glm::dvec3& direction) const; ///< bilinear, in the map's own frame
};

/// From an equirectangular map of linear Rec.709: u = atan2(z, x) / 2 pi + 0.5, v = acos(y) / pi from the top.
OctahedralMap octahedralFrom(const FloatImage& equirectangular);

/// All that light comes from: cards before a gradient dome or a map, and the plane under the piece.
struct Surroundings {
    scene::Studio studio; ///< placed; its dome is not seen where there is a map
    std::optional<OctahedralMap> map;
    double mapRotation = 0.0; ///< radians, growing azimuth
    bool ground = true;
    double groundHeight_mm = 0.0;
    double turn = 0.0; ///< radians about +Y, growing azimuth, from the lights for which tables are made to these
};

/// Linear Rec.709 relative to D65 from direction d (unit) as seen from o, without piece and ground.
glm::dvec3 lookFrom(const Surroundings& surroundings, const glm::dvec3& o, const glm::dvec3& d);
glm::dvec3 farRadiance(const Surroundings& surroundings, const glm::dvec3& d);

/// Irradiance of the ground without the piece on a square grid of `size` points a side, from -extent to +extent in x
/// and z about the origin, rows along z.
std::vector<glm::dvec3> groundIrradiance(const Surroundings& surroundings, int size, double extent_mm);

/// The mean radiance that a stone at `centre` can see: over the whole sphere, the ground below included.
glm::dvec3 meanRadiance(const Surroundings& surroundings, const glm::dvec3& centre);

/// XYZ of what a grey sphere at the origin would show on average: the white that an eye in this light adapts to.
glm::dvec3 whiteOf(const Surroundings& surroundings);

} // namespace vitrine::render
