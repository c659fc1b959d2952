#pragma once
#include "base/json.h"
#include "gem/cut.h"
#include "gem/gemcad.h"
#include "gem/species.h"
#include "performance/face_up.h"
#include "performance/light_return.h"

#include <optional>
#include <vector>

namespace vitrine::cli {

/// Everything that `vitrine gem` says of a stone.
struct GemReport {
    std::string cut, species; ///< as a person calls them
    double diameter_mm = 0.0;
    int facets = 0, planes = 0;
    gem::Proportions proportions;
    double volume_mm3 = 0.0, carats = 0.0;
    bool soldByMomme = false;                  ///< a pearl
    std::optional<gem::GemCadDesign> design{}; ///< of a file
    /// What the stone does with light, of a transparent one with facets; `notes` say why it is not measured.
    struct Performance {
        performance::LightReturn light;
        performance::FaceUp face;
        std::vector<performance::TiltPoint> tilt;
    };
    std::optional<Performance> performance{};
    std::string tracedAs = "not traced"; ///< "isotropic", "uniaxial crystal" where it refracts doubly, or "not traced"
    std::vector<std::string> notes{};    ///< what of the stone is left out
};

/// The keys that programs rely on.
Json asJson(const GemReport& report);
/// The other figures, and standard errors by name.
Json detailsOf(const GemReport& report);
/// For a person.
void printText(const GemReport& report);

} // namespace vitrine::cli
