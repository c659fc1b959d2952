#pragma once
#include "base/json.h"
#include "base/math.h"
#include "optics/spectrum.h"

#include <map>
#include <memory>
#include <string>

namespace vitrine::enamel {

/// A glass melted onto the metal, or a resin that hardens on it.
enum class Making { fired, cold };

/// The metal is seen through it (over engraving: basse-taille), or not at all.
enum class Kind { transparent, opaque };

/// A coloured layer over metal (assets/catalogue/enamels). Its optics are shaders/shared/enamel.glsl.
struct Enamel {
    std::string id;
    std::map<std::string, std::string> labels; ///< by language: "en" is always there
    int order = 0;                             ///< in which a shop lists it
    Making making = Making::fired;
    Kind kind = Kind::transparent;
    double index = 1.5;                         ///< at every wavelength
    double roughness = 0.03;                    ///< of its surface; GGX alpha = roughness squared
    double depth_mm = 0.3;                      ///< that it usually has
    optics::Spectrum absorption_mm;             ///< Napierian, of a transparent one
    optics::Spectrum body;                      ///< albedo of what an opaque one holds, under its surface
    std::map<std::string, std::string> sources; ///< by field
};

std::string nameOf(Making making); ///< "fired", "cold"
std::string nameOf(Kind kind);     ///< "transparent", "opaque"

/// Reads a catalogue entry. Throws vitrine::Error with file, pointer and remedy.
Enamel readEnamel(const JsonPlace& entry);

/// CIELAB (D65, 2 degrees) of the colour itself, without the surface: of a transparent one what two ways through its
/// usual depth leave of white, of an opaque one its body.
glm::dvec3 labOf(const Enamel& enamel);

/// An enamel as a design wants it.
struct Coat {
    std::shared_ptr<const Enamel> enamel;
    double depth_mm = 0.3; ///< over the highest places of the metal: recesses of its tool marks hold more
};

} // namespace vitrine::enamel
