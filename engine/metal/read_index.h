#pragma once
#include "metal/measurements.h"

namespace vitrine::metal {

/// {"n": curve, "k": curve}, see optics::readCurve.
ComplexIndex readIndex(const JsonPlace& index);

} // namespace vitrine::metal
