#pragma once
#include "base/math.h"
#include "scene/piece.h"

#include <string>

namespace vitrine::scene {

enum class Projection { perspective, orthographic };

/// Azimuth 0 looks from +Z and grows towards +X; elevation is positive above. Angles in radians, lengths in mm.
struct Camera {
    double azimuth = radians(32.0);
    double elevation = radians(20.0);
    double distance = 200.0; ///< from the eye to the target
    glm::dvec3 target{0.0};
    double verticalField = radians(15.0);
    Projection projection = Projection::perspective; ///< orthographic shows at the target what perspective does there
    double aperture_mm = 0.0;                        ///< diameter of the thin lens, focused on the target; 0: a pinhole
    double roll = 0.0;                               ///< turns the picture about its middle, anticlockwise as seen

    bool operator==(const Camera&) const = default;
};

/// The picture plane of a camera: unit vectors and the eye, in world space. Up is the derivative of the eye's position
/// by elevation, so that the view from the top has the picture's up at -Z for azimuth 0 and nothing jumps at the pole;
/// roll then turns up and right about the view.
struct CameraFrame {
    glm::dvec3 eye, right, up, forward;
};
CameraFrame frameOf(const Camera& camera);

/// The named views of the command line: "hero", "top", "front", "side".
Camera namedView(const std::string& name);

/// The camera moved so that the whole piece fits the picture with a margin, looking at the middle of what it shows.
/// aspect: width over height.
Camera framed(Camera camera, const Piece& piece, double aspect);

} // namespace vitrine::scene
