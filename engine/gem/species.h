#pragma once
#include "base/json.h"
#include "base/math.h"
#include "gem/fluorescence.h"
#include "gem/trade.h"
#include "optics/dispersion.h"
#include "optics/spectrum.h"

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::gem {

enum class OpticCharacter { isotropic, uniaxial, biaxial };
std::string nameOf(OpticCharacter character);

/// Which default proportions a stone is cut to: pavilions are the steeper the lower the index, or they leave a window.
enum class IndexGroup { diamond, high, middle, low };
std::string nameOf(IndexGroup group);

/// Layers of aragonite that a pearl's colours come from.
struct Nacre {
    double lamina_nm = 0.0;       ///< mean thickness of a layer
    double laminaSpread_nm = 0.0; ///< its standard deviation: the smaller, the purer the orient
    double laminaIndex = 0.0;     ///< of aragonite, mean of the two rays in the layer's plane
    double sheetIndex = 0.0;      ///< of the conchiolin between
    double sheet_nm = 0.0;
    double overtone = 0.0;  ///< 0 to 1: how much of the light comes back from the layers rather than from the body
    double roughness = 0.0; ///< of the lobe that the layers, wavy and stepped, spread it over; GGX alpha is its square
};

/// Ordered spheres of silica, grain by grain, whose layers mirror one colour to each side: shaders/shared/opal.glsl.
struct PlayOfColour {
    std::pair<double, double> sphere_nm{200.0, 300.0}; ///< diameters, of grains between these two
    double grain_mm = 1.0;
    double strength = 0.0; ///< share sent back at Bragg's peak, 0 to 1
    double spread_deg = 3; ///< standard deviation of the layers' normals within a grain
    double band = 0.02;    ///< of the peak's wavelengths, over the wavelength
};

/// An opaque stone: a diffuse body under its polished surface, whose index is Species::ordinary.
struct Body {
    optics::Spectrum reflectance;
    std::optional<Nacre> nacre;
    std::optional<PlayOfColour> play;
};

/// What a stone is made of. Isotropic species have all rays alike; biaxial ones have three principal rays, and the
/// nearest uniaxial ones as `ordinary` and `extraordinary`.
struct Species {
    std::string id;
    std::map<std::string, std::string> labels; ///< by language: "en" is always there
    std::string mineral;                       ///< id of the mineral entry; empty where the entry stands alone

    OpticCharacter character = OpticCharacter::isotropic;
    optics::Dispersion ordinary, extraordinary;
    optics::Spectrum absorptionOrdinary, absorptionExtraordinary; ///< Napierian, 1/mm
    /// Alpha, beta, gamma by size, with their absorption. Uniaxial: o, o, e whichever is larger. Isotropic: thrice one.
    std::array<optics::Dispersion, 3> principal;
    std::array<optics::Spectrum, 3> absorptionPrincipal;
    /// Columns: the unit vectors along which the electric field of the three principal rays swings, in the stone frame
    /// (+Y is the table's normal), as such stones are usually cut.
    glm::dmat3 principalAxes{1.0};
    /// Of the uniaxial stone, or of the uniaxial one nearest to a biaxial stone. Unit vector, stone frame.
    glm::dvec3 opticAxis{0.0, 1.0, 0.0};
    std::string orientationReason; ///< why such stones are cut so

    std::optional<Body> body; ///< only of opaque stones
    std::optional<Fluorescence> fluorescence;
    std::shared_ptr<const Species> optics{}; ///< see opticsOf()
    IndexGroup indexGroup = IndexGroup::diamond;
    double density_g_cm3 = 0.0;
    std::pair<double, double> densityRange_g_cm3; ///< as published
    Trade trade;
    std::string grade;   ///< colour grade of a diamond ("H"); empty elsewhere
    std::string gradeOf; ///< id of the species that this is a further grade of; empty for what a list shows
    std::vector<std::string> reservations;      ///< what is modelled or extrapolated, and how
    std::map<std::string, std::string> sources; ///< by field

    bool isotropic() const { return character == OpticCharacter::isotropic; }
};

/// Entries of minerals (assets/catalogue/minerals), of which the gems are varieties: by id, with their file.
struct Minerals {
    struct Entry {
        std::shared_ptr<const Json> document;
        std::string file;
    };
    std::map<std::string, Entry> entries;
};

/// Reads every mineral beneath a folder. Throws vitrine::Error.
Minerals readMinerals(const std::filesystem::path& folder);

/// Reads a catalogue entry (assets/catalogue/gems; docs/gems.md has the format). What the entry does not say itself its
/// "mineral" says. Throws vitrine::Error with file, pointer and remedy.
Species readSpecies(const JsonPlace& entry, const Minerals& minerals = {});

/// The entry's further colour grades, each a species of its own ("diamond-h"); empty for entries without "grades".
std::vector<Species> readGrades(const JsonPlace& entry, const Minerals& minerals = {});

} // namespace vitrine::gem
