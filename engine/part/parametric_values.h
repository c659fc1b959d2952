#pragma once
#include "part/parametric.h"
#include "part/parametric_graph.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::part {

/// One part of a design: what the user chose for it.
struct PartChoice {
    std::string scope; ///< its name in the design; the scope of its values
    const Part* part = nullptr;
    std::map<std::string, double> parameters;      ///< those that were chosen
    std::map<std::string, StoneDimensions> stones; ///< by seat; every seat has one
    std::string host, mount;                       ///< scope and mount it goes onto; empty for the first part
};

/// The values of a whole design: fingers, stones, defaults, what passes over mounts, in the order of their
/// dependencies. Throws vitrine::Error for parameters that are not there. Values are evaluated when asked for.
ValueGraph makeValues(const std::vector<PartChoice>& choices, double fingerRadius_mm);

/// A constraint that does not hold.
struct Violation {
    std::string scope, message;
    Grade grade = Grade::refuse;
    std::map<std::string, double> fix; ///< by parameter
};

/// Tries the constraints of one part, and whether its stones fit their seats.
std::vector<Violation> findViolations(const PartChoice& choice, const ValueGraph& values);

} // namespace vitrine::part
