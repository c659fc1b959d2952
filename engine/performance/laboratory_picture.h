#pragma once
#include "base/image.h"
#include "gem/solid.h"
#include "performance/ray_light.h"
#include "performance/viewers.h"

#include <functional>

namespace vitrine::performance {

struct PictureSize {
    int side = 512;   ///< pixels; the picture is square
    int samples = 16; ///< rays a pixel, each of another wavelength
};

/// The share that is done, 0 to 1. Called on the caller's thread alone.
using PictureProgress = std::function<void(double done)>;

/// The stone in a viewer, traced without perspective: three channels of sRGB. +Z is the picture's down for an eye above
/// the table; the pavilion is shown turned over about Z.
ByteImage drawLaboratoryPicture(const gem::Solid& solid, const LightOfRay& light, const Viewer& viewer,
                                const PictureSize& size, const PictureProgress& progress);

/// Two pictures of equal height in one, left and right.
ByteImage sideBySide(const ByteImage& left, const ByteImage& right);

} // namespace vitrine::performance
