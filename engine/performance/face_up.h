#pragma once
#include "gem/solid.h"
#include "performance/estimate.h"
#include "performance/ray_light.h"

#include <span>
#include <vector>

namespace vitrine::performance {

/// Where light comes from, by the colours of an ASET: elevations above the plane of the girdle.
enum class AsetZone { green, red, blue, leak };
inline constexpr double kAsetRed_deg = 45.0;  ///< green below it
inline constexpr double kAsetBlue_deg = 75.0; ///< the observer's head
/// The zone that a unit direction points into, the stone's table up.
AsetZone asetZone(const glm::dvec3& direction);

/// What an eye far above sees of a stone, averaged over its outline and with D65 times V(lambda). Shares are of the
/// radiance of a white surface.
struct FaceUp {
    Estimate green, red, blue, leak; ///< of light from inside the stone, by where it comes from; glare not counted
    Estimate radiance;               ///< under a white hemisphere, dark below, without glare: green + red + blue
    Estimate glare;                  ///< what the crown reflects, by the same hemisphere
    Estimate brightness; ///< under the hemisphere with the observer's head dark, with glare: what is left of it to see
    Estimate contrast;   ///< under the same light: standard deviation over the outline divided by the mean
    Estimate
        fire_deg; ///< the angle between the F and the C line of the same light, averaged over what comes from above
    Estimate absorbed, residue;
};

FaceUp faceUp(const gem::Solid& solid, const LightOfRay& light, const RaySets& sets = {});

/// A stone tilted under a fixed white hemisphere and a fixed eye.
struct TiltPoint {
    double tilt_deg = 0.0; ///< about X; positive takes +Z towards the eye
    Estimate radiance;     ///< as FaceUp::radiance
};
std::vector<TiltPoint> tiltCurve(const gem::Solid& solid, const LightOfRay& light, std::span<const double> tilts_deg,
                                 const RaySets& sets = {});

} // namespace vitrine::performance
