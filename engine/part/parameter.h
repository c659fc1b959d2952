#pragma once
#include "base/json.h"
#include "part/expression.h"

#include <map>
#include <optional>
#include <string>

namespace vitrine::part {

enum class Unit { mm, deg, count, choice };

/// A number that the user of a part may set.
struct Parameter {
    std::string name;
    Unit unit = Unit::mm;
    Expression least, greatest, usual;         ///< "min", "max", "default"
    double step = 0.0;                         ///< 0 for none; 1 for counts and choices
    std::map<std::string, std::string> labels; ///< by language
    std::string place;                         ///< JSON pointer, for messages
};

Parameter readParameter(const JsonPlace& place);

/// A number or a string that is one. Complaints name the place.
Expression readExpression(const JsonPlace& place);

/// The nearest multiple of `step`, then of a thousandth: what a design may hold, in mm or degrees.
double snap(double value, double step);

/// Values outside of a parameter's range by less than a design can express count as inside.
inline constexpr double kParameterTolerance = 0.0005;

/// The value in the scope: `chosen` if there is one, snapped to the step, else the default, kept within the range.
/// Throws vitrine::Error naming the range for a choice outside of it.
double evaluateParameter(const Parameter& parameter, std::optional<double> chosen, const Scope& scope,
                         const std::string& file);

/// Throws vitrine::Error that names `what` unless the number is finite.
double finite(double value, const std::string& what, const std::string& file, const std::string& place);

} // namespace vitrine::part
