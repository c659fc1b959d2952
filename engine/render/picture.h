#pragma once
#include "base/image.h"
#include "base/math.h"
#include "base/png.h"
#include "optics/cie.h"
#include "shared/cpp.h"

#include <optional>

namespace vitrine::render {

enum class Tone { neutral, agx, linear };
enum class Gamut { rec709, displayP3, rec2020 };

/// From the light of a still to the picture on a display (RENDERING.md, "The picture pipeline").
struct PictureSettings {
    glm::dvec3 white = optics::d65White(); ///< XYZ that is to look neutral; only its chromaticity counts
    double exposure_ev = 0.0;
    Tone tone = Tone::neutral;
    Gamut gamut = Gamut::rec709;
    double bloom = 0.03; ///< the part of the light that the camera spreads, 0 to 1; 0 for comparisons
};

/// What shaders/shared/picture.glsl needs, in double precision; the GPU gets the same numbers as floats.
shared64::PictureTransform pictureTransform(const PictureSettings& settings);
shared32::PictureTransform singlePrecision(const shared64::PictureTransform& transform);

/// 8-bit code values of an XYZ picture. With a fourth channel (coverage, the XYZ premultiplied by it) the result is
/// RGBA, not premultiplied, and no bloom is applied: spread light has no coverage to lie on.
ByteImage develop(const FloatImage& xyz, const PictureSettings& settings);

/// Linear Rec.709 after white and exposure, negatives kept: what an EXR holds. A fourth channel is kept as it is.
FloatImage linearRec709(const FloatImage& xyz, const PictureSettings& settings);

/// What a PNG must say about the code values of a gamut: nothing for Rec.709, which is sRGB.
std::optional<PngColour> pngColour(Gamut gamut);

} // namespace vitrine::render
