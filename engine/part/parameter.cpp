#include "part/parameter.h"

#include "base/error.h"
#include "part/parametric_keys.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace vitrine::part {

Expression readExpression(const JsonPlace& place) {
    if (place.value().is_number()) return place.number();
    if (!place.value().is_string()) place.fail("is neither a number nor an expression");
    try {
        return Expression::parse(place.string());
    } catch (const Error& problem) {
        place.fail(problem.parts().problem, problem.parts().remedy);
    }
}

std::string readName(const JsonPlace& place) {
    const std::string name = place.string();
    if (!isName(name))
        place.fail("\"" + name + "\" is no name", "[a-z][a-z0-9_]*, not the name of a function or a constant");
    return name;
}

std::map<std::string, std::string> readLabels(const JsonPlace& place) {
    std::map<std::string, std::string> labels;
    for (const auto& [language, text] : place.members()) labels[language] = text.string();
    if (labels.count("en") == 0) place.fail("lacks \"en\"", "labels are given in English at least");
    return labels;
}

Parameter readParameter(const JsonPlace& place) {
    allowKeys(place, {"name", "unit", "min", "max", "step", "default", "labels"});
    Parameter parameter;
    parameter.name = readName(place["name"]);
    const std::string unit = place["unit"].oneOf({"mm", "deg", "count", "choice"});
    parameter.unit = unit == "mm" ? Unit::mm : unit == "deg" ? Unit::deg : unit == "count" ? Unit::count : Unit::choice;
    parameter.least = readExpression(place["min"]);
    parameter.greatest = readExpression(place["max"]);
    parameter.usual = readExpression(place["default"]);
    const bool whole = parameter.unit == Unit::count || parameter.unit == Unit::choice;
    parameter.step = whole ? 1.0 : 0.0;
    if (place.has("step")) parameter.step = place["step"].number(whole ? 1.0 : 0.001, 1000.0);
    if (whole && parameter.step != std::floor(parameter.step)) place["step"].fail("is not a whole number");
    if (place.has("labels")) parameter.labels = readLabels(place["labels"]);
    parameter.place = place.pointer();
    return parameter;
}

double snap(double value, double step) {
    const double stepped = step > 0.0 ? std::round(value / step) * step : value;
    return std::round(stepped * 1000.0) / 1000.0;
}

double finite(double value, const std::string& what, const std::string& file, const std::string& place) {
    if (!std::isfinite(value))
        throw Error({.file = file, .place = place, .problem = what + " is not a finite number with these values"});
    return value;
}

double evaluateParameter(const Parameter& parameter, std::optional<double> chosen, const Scope& scope,
                         const std::string& file) {
    const auto evaluate = [&](const Expression& expression, const char* key) {
        return finite(expression.evaluate(scope), fmt::format("\"{}\" of {}", key, parameter.name), file,
                      parameter.place + "/" + key);
    };
    const double least = evaluate(parameter.least, "min"), greatest = evaluate(parameter.greatest, "max");
    if (least > greatest + kParameterTolerance)
        throw Error({.file = file,
                     .place = parameter.place,
                     .problem = fmt::format("{} has no possible value: at least {:.3f}, at most {:.3f}", parameter.name,
                                            least, greatest)});
    // The ends of a range need not be multiples of the step: they are possible values themselves.
    const auto within = [&](double value) { return std::clamp(snap(value, parameter.step), least, greatest); };
    if (!chosen) return snap(within(evaluate(parameter.usual, "default")), 0.0);
    if (*chosen < least - kParameterTolerance || *chosen > greatest + kParameterTolerance)
        throw Error({.file = file,
                     .problem = fmt::format("{} = {} is out of range", parameter.name, *chosen),
                     .remedy = fmt::format("between {:.3f} and {:.3f}", least, greatest)});
    return snap(within(*chosen), 0.0);
}

} // namespace vitrine::part
