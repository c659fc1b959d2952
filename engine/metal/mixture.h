#pragma once
#include "optics/spectrum.h"

#include <vector>

namespace vitrine::metal {

/// Complex index n + ik against wavelength.
struct ComplexIndex {
    optics::Spectrum n, k;
};

/// One element of an alloy and how much of it there is.
struct Component {
    ComplexIndex index;
    double weightPercent = 0.0;
    double atomicWeight = 1.0; ///< g/mol
};

/// The index of an alloy predicted from its elements: permittivities (n + ik)^2 averaged by atomic fraction, at the
/// wavelengths of the first component. Against ellipsometry of Au-Ag alloys (Rioux 2014) this finds b* to 1 and puts a*
/// 3 too high (gold with much silver comes out too little green); it fails for palladium and nickel white golds, whose
/// bands differ from those of the elements, and must not be used for them.
ComplexIndex mixByAtoms(const std::vector<Component>& components);

} // namespace vitrine::metal
