#pragma once
#include "scene/catalogue.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::scene {

struct FingerSize {
    std::string system = "us"; ///< of the catalogue
    double size = 6.5;
    bool operator==(const FingerSize&) const = default;
};

/// The greatest StoneChoice::seed.
inline constexpr int kMostSeed = 1000000;

struct StoneChoice {
    std::string cut, species;
    double length_mm = 0.0, width_mm = 0.0;
    std::string fluorescence{}; ///< how strong, by the species' own words ("strong"); empty: as the species usually is
    std::string clarity{};      ///< grade of its clarity ("vs1"); empty: no inclusions
    int seed = 1;               ///< which of the stones of that grade
    bool operator==(const StoneChoice&) const = default;
};

/// How the metal of a slot is worked, and what the piece wants otherwise than the catalogue's entry.
struct FinishChoice {
    std::string id;
    std::optional<double> scale_mm, depth_mm; ///< of its tool marks
    std::optional<metal::HairlineMarks> hairlines = {};
    bool operator==(const FinishChoice&) const = default;
};

/// What lies over the metal of a slot, and how deep if not as its entry has it.
struct EnamelChoice {
    std::string id;
    std::optional<double> depth_mm;
    bool operator==(const EnamelChoice&) const = default;
};

/// The finish of a metal for which the design chooses none.
inline constexpr const char* kUsualFinish = "mirror";
/// What an assignment calls a slot without enamel.
inline constexpr const char* kBare = "none";

/// One part of a design, with what was chosen for it. What is not chosen follows the part's defaults.
struct PartEntry {
    std::string id;          ///< its name in the design
    std::string part;        ///< of the catalogue
    std::string host, mount; ///< what it goes onto; empty for the first
    std::map<std::string, double> parameters;
    std::map<std::string, std::string> metals;    ///< alloy by slot
    std::map<std::string, FinishChoice> finishes; ///< by slot; kUsualFinish where there is none
    std::map<std::string, EnamelChoice> enamels;  ///< by slot; bare metal where there is none
    std::map<std::string, StoneChoice> stones;    ///< by seat
    bool operator==(const PartEntry&) const = default;
};

/// A design: a value. Geometry, weight and picture are functions of it and the catalogue.
struct Configuration {
    std::string file; ///< where it was read, for messages; no part of the value
    std::string name;
    FingerSize finger;
    std::vector<PartEntry> parts;

    bool operator==(const Configuration& other) const {
        return name == other.name && finger == other.finger && parts == other.parts;
    }
};

/// Reads a design. Lengths are kept to a thousandth of a mm. Throws vitrine::Error with file, pointer and remedy.
Configuration readConfiguration(const std::filesystem::path& path);
Configuration readConfiguration(const JsonPlace& root);

/// The design as it stands: reads back equal.
Json toJson(const Configuration& configuration);

/// The same with every parameter written out, snapped to its step: what a design is hashed, kept and compared by.
Configuration withDefaultsWritten(const Configuration& configuration, const Catalogue& catalogue);

/// Changes from a command line: "SLOT=ALLOY", "SLOT=FINISH", "SLOT=ENAMEL" (or "SLOT=" kBare), "SEAT=SPECIES" or
/// "SEAT=SPECIES:CUT" (stone_choice.h), "NAME=VALUE". A name that two parts share
/// is written PART.NAME. Beside parameters a value can be given to finger_size (in the design's system) and to the
/// length or width of a stone (SEAT_width), to its seed and, as a word, to its fluorescence and its clarity
/// (SEAT_fluorescence=strong, SEAT_clarity=si1). Throw vitrine::Error listing the choices.
void setMetal(Configuration& configuration, const Catalogue& catalogue, const std::string& assignment);
void setFinish(Configuration& configuration, const Catalogue& catalogue, const std::string& assignment);
void setEnamel(Configuration& configuration, const Catalogue& catalogue, const std::string& assignment);
void setStone(Configuration& configuration, const Catalogue& catalogue, const std::string& assignment);
void setParameter(Configuration& configuration, const Catalogue& catalogue, const std::string& assignment);

} // namespace vitrine::scene
