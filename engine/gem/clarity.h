#pragma once
#include "base/json.h"
#include "gem/solid.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace vitrine::gem {

/// Something within a stone that scatters light, stone frame, mm.
struct Inclusion {
    enum class Kind {
        grain,  ///< a ball that scatters what meets it evenly in all directions
        feather ///< a flat crack: scatters what a gap of air mirrors, lets the rest through
    };
    Kind kind = Kind::grain;
    glm::dvec3 centre{0.0};
    double radius_mm = 0.0;
    double albedo = 1.0;              ///< of a grain: the share that it does not absorb
    glm::dvec3 normal{0.0, 1.0, 0.0}; ///< of a feather, unit
    double phase = 0.0;               ///< of a feather's outline, 0..1
};

/// How many inclusions of a sort a grade has, and how large: least and most.
struct InclusionCount {
    int least = 0, most = 0;
    double least_um = 0.0, most_um = 0.0; ///< diameters
};

struct ClarityGrade {
    std::string id;      ///< "vs1"
    std::string label;   ///< as a report has it: "VS1"
    std::string meaning; ///< of the grade, in plain words
    InclusionCount pinpoints, crystals, feathers;
};

/// A laboratory's grades of clarity, and what stones of each hold (assets/catalogue/clarities; docs/gems.md).
struct ClarityScale {
    std::string id;
    std::map<std::string, std::string> labels; ///< by language: "en" is always there
    std::vector<std::string> minerals;         ///< that are graded by it
    std::vector<std::string> except;           ///< species of them that are not
    std::vector<ClarityGrade> grades;          ///< from the best down
    std::map<std::string, std::string> sources;
};

/// Reads a catalogue entry. Throws vitrine::Error with file, pointer and remedy.
ClarityScale readClarityScale(const JsonPlace& entry);

/// The grade's inclusions in one stone: those of a seed are always the same. All lie wholly within the solid, in mm. A
/// stone too small for an inclusion of the grade has a smaller one.
std::vector<Inclusion> inclusionsOf(const ClarityGrade& grade, const Solid& solid, std::uint64_t seed);

} // namespace vitrine::gem
