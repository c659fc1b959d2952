#pragma once
#include "part/parametric_shape.h"
#include "scene/configuration.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::scene {

/// A stone of a design with what the catalogue says of it; the solid in mm.
struct ResolvedStone {
    std::shared_ptr<const gem::Species> species;
    std::shared_ptr<const CutEntry> cut;
    std::shared_ptr<const gem::Solid> solid;
    double width_mm = 0.0;
    std::vector<gem::Inclusion> inclusions{};

    /// Its cut as it is made for such a species: angles that are right for diamond leave a window in quartz.
    const gem::CutBody& body() const;
    double carat() const; ///< from the exact volume: 1 ct = 0.2 g
};

/// One part of a design with everything looked up.
struct ResolvedPart {
    const PartEntry* entry = nullptr;
    std::shared_ptr<const part::Part> part;
    std::map<std::string, ResolvedStone> stones; ///< by seat
    part::StationsBySeat stations;
    part::PartChoice choice;
};

/// Looks up everything a design names; its parts refer to the configuration, which must outlive them. Throws
/// vitrine::Error that lists the choices for what is not there.
std::vector<ResolvedPart> resolveParts(const Configuration& configuration, const Catalogue& catalogue);

/// The values of all parts together.
part::ValueGraph resolveValues(const Configuration& configuration, const Catalogue& catalogue,
                               const std::vector<ResolvedPart>& parts);

} // namespace vitrine::scene
