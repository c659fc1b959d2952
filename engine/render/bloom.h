#pragma once
#include "base/image.h"

namespace vitrine::render {

/// The camera's spread of light: a part `strength` (0 to 1) of every pixel's light is spread by one kernel, the sum of
/// three Gaussians with standard deviations of 0.2, 0.8 and 3 % of the picture's height. The kernel is mirrored at the
/// borders, so that the sum over the picture is kept. Linear light, 3 channels.
FloatImage bloomed(const FloatImage& light, double strength);

} // namespace vitrine::render
