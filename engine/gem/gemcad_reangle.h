#pragma once
#include "gem/gemcad_stone.h"

#include <string>

namespace vitrine::gem {

/// A design with the angles of another index of refraction.
struct Reangled {
    GemCadDesign design;
    double pavilionRatio = 1.0, crownRatio = 1.0; ///< by which the tangents of all angles of a half were multiplied
};

/// By tangent ratio: every tangent of a half is multiplied by one number, which stretches the half along the axis, so
/// that all its meets stay meets. The numbers are the ratios of the tangents that a brilliant of either index has by
/// the trade (brilliantAnglesFor). Where the flattest pavilion facets of the design clear its own critical angle, the
/// new ones clear the new one by as much, up to 2 degrees. The girdle keeps the thickness it has where it is thinnest;
/// without a girdle both halves take the pavilion's number. Throws vitrine::Error where the design has no index, or
/// closes no stone.
Reangled reangled(const GemCadDesign& design, double refractiveIndex, const std::string& file);

struct BrilliantAngles {
    double crown_deg = 0.0, pavilion_deg = 0.0;
};
/// The mains of a brilliant by index of refraction: 40/43 deg up to 1.55, 37/42 at 1.72, 35/41 at 2.05, 34.5/40.75 from
/// 2.417, linear between.
BrilliantAngles brilliantAnglesFor(double refractiveIndex);
/// Beyond which light is totally reflected within.
double criticalAngle_deg(double refractiveIndex);
/// Of its pavilion facets, the angle of the flattest that is no culet; 90 without any.
double flattestPavilion_deg(const GemCadDesign& design);

} // namespace vitrine::gem
