#pragma once
#include "base/json.h"
#include "gem/solid.h"
#include "optics/spectrum.h"

#include <map>
#include <memory>
#include <string>

namespace vitrine::gem {

struct Species;

/// What a stone makes of ultraviolet light: a share of what falls onto its crown is absorbed, a share of the photons
/// absorbed comes back as visible ones, isotropic and evenly from the whole stone. docs/gems.md says what that leaves
/// out.
struct Fluorescence {
    double excitation_nm = 365.0; ///< of the photons absorbed
    double quantumYield = 0.0;    ///< photons emitted for each that is absorbed
    double absorbedShare = 0.0;   ///< of the ultraviolet power that falls onto the crown
    optics::Spectrum emission;    ///< relative spectral power
    std::string grade;            ///< the one that is shown; empty where the species has none
    std::map<std::string, double> absorbedShareByGrade;

    /// Power emitted over the ultraviolet power that falls onto the crown. Under 1 by Stokes' law and the two shares.
    double emittedShare() const;
    /// Mean wavelength of the emitted power.
    double emission_nm() const;
    /// Whether any light comes of it.
    bool shines() const { return emittedShare() > 0.0; }
};

/// Reads an entry's "fluorescence". Throws vitrine::Error with file, pointer and remedy.
Fluorescence readFluorescence(const JsonPlace& place);

/// The stones of this species by strength of fluorescence, as a report names it; empty where there is no choice.
std::map<std::string, std::shared_ptr<const Species>> fluorescenceGrades(const std::shared_ptr<const Species>& species);

/// The species whose index and absorption this one shares: itself, unless it is one of fluorescenceGrades().
const std::shared_ptr<const Species>& opticsOf(const std::shared_ptr<const Species>& species);

/// Napierian absorption, 1/mm, that the emitted light meets: that of its mean transmittance through 5 mm of the stone,
/// unpolarised. 0 where there is no emission.
double absorptionOfEmission(const Species& species);

/// The area of a stone as the light from above sees it, over its volume: 1 over its unit of length.
double crownOverVolume(const Solid& solid);

} // namespace vitrine::gem
