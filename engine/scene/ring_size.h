#pragma once
#include "base/json.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::scene {

/// One country's way to name ring sizes: inner diameter = first + step x size, or by a table with straight lines
/// between its entries. The diameter is that of the largest cylinder that enters the ring (EN ISO 8653:2014), the crest
/// of a comfort dome.
struct RingSizeSystem {
    std::string id;
    std::map<std::string, std::string> labels;       ///< by language
    double first_mm = 0.0, step_mm = 0.0;            ///< of diameter
    std::vector<std::pair<double, double>> table_mm; ///< sizes with their diameters, both growing; or empty
    double least = 0.0, greatest = 0.0;              ///< sizes that exist
    double madeBy = 1.0;                             ///< rings are made in whole multiples of this
    bool lettered = false;                           ///< 0 is A, 0.5 is A½, 26 is Z+1
    std::string source;

    /// Inner diameter, to a thousandth of a mm. Throws vitrine::Error outside of the system's range.
    double diameter_mm(double size) const;
    /// The size of that diameter, between those that are made, and beyond the system's range where the diameter is.
    double sizeOf(double diameter_mm) const;
    /// The nearest size that is made.
    double nearest(double size) const;

    /// As a jeweller calls a size: "6.5", "M½".
    std::string nameOf(double size) const;
    /// The size that is called so; of letters the half may be written "½", "1/2" or ".5". Throws vitrine::Error.
    double sizeNamed(const std::string& name) const;
};

/// The size of a name in letters, whatever the system: "M", "M½", "m 1/2", "Z+1.5". None for anything else.
std::optional<double> sizeInLetters(std::string text);

RingSizeSystem readRingSizeSystem(const JsonPlace& entry);

} // namespace vitrine::scene
