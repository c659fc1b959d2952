#pragma once
#include "base/json.h"

#include <map>
#include <string>
#include <vector>

namespace vitrine::scene {

/// One country's way to name ring sizes: inner diameter = first + step x size. The diameter is that of the largest
/// cylinder that enters the ring (EN ISO 8653:2014), the crest of a comfort dome.
struct RingSizeSystem {
    std::string id;
    std::map<std::string, std::string> labels; ///< by language
    double first_mm = 0.0, step_mm = 0.0;      ///< of diameter
    double least = 0.0, greatest = 0.0;        ///< sizes that exist
    std::string source;

    /// Inner diameter, to a thousandth of a mm. Throws vitrine::Error outside of the system's range.
    double diameter_mm(double size) const;
};

RingSizeSystem readRingSizeSystem(const JsonPlace& entry);

} // namespace vitrine::scene
