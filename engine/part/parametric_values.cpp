#include "part/parametric_values.h"

#include "base/error.h"

#include <algorithm>
#include <fmt/core.h>
#include <fmt/ranges.h>

namespace vitrine::part {
namespace {

const PartChoice& choiceOf(const std::vector<PartChoice>& choices, const std::string& scope) {
    const auto found =
        std::find_if(choices.begin(), choices.end(), [&](const PartChoice& choice) { return choice.scope == scope; });
    if (found == choices.end()) throw Error("the design has no part \"" + scope + "\"");
    return *found;
}

const Mount& mountOf(const PartChoice& host, const std::string& id) {
    for (const Mount& mount : host.part->mounts)
        if (mount.id == id) return mount;
    std::vector<std::string> ids;
    for (const Mount& mount : host.part->mounts) ids.push_back(mount.id);
    throw Error({.file = host.part->model->file,
                 .problem = fmt::format("{} has no mount \"{}\"", host.scope, id),
                 .remedy = fmt::format("one of {}", fmt::join(ids, ", "))});
}

void defineStones(ValueGraph& values, const PartChoice& choice) {
    for (const Seat& seat : choice.part->seats) {
        const auto stone = choice.stones.find(seat.id);
        if (stone == choice.stones.end())
            throw Error(fmt::format("{} has no stone in its seat \"{}\"", choice.scope, seat.id));
        for (const std::string& variable : stoneVariables())
            values.set(choice.scope, seat.id + "_" + variable, stoneVariable(stone->second, variable));
        values.defineFunction(choice.scope, seat.id + "_r", stone->second.radius);
    }
}

void defineParameters(ValueGraph& values, const PartChoice& choice) {
    const std::vector<Parameter>& parameters = choice.part->parameters;
    for (const auto& [name, unused] : choice.parameters)
        if (std::none_of(parameters.begin(), parameters.end(),
                         [&key = name](const Parameter& p) { return p.name == key; })) {
            std::vector<std::string> names;
            for (const Parameter& parameter : parameters) names.push_back(parameter.name);
            throw Error({.problem = fmt::format("{} has no parameter \"{}\"", choice.scope, name),
                         .remedy = fmt::format("one of {}", fmt::join(names, ", "))});
        }
    for (const Parameter& parameter : parameters) {
        const auto chosen = choice.parameters.find(parameter.name);
        const std::optional<double> value =
            chosen == choice.parameters.end() ? std::nullopt : std::optional(chosen->second);
        values.define(choice.scope, parameter.name,
                      [&parameter, value, file = choice.part->model->file](const GraphScope& scope) {
                          return evaluateParameter(parameter, value, scope, file);
                      });
    }
}

// What comes over a joint: the other side's value where it gives one, else the default; kept to what is accepted.
void defineNeeds(ValueGraph& values, const PartChoice& taker, const std::string& prefix,
                 const std::map<std::string, Need>& needs, const std::map<std::string, Expression>* gives,
                 const std::string& giver) {
    for (const auto& [name, need] : needs) {
        const Expression* given = nullptr;
        if (gives != nullptr)
            if (const auto found = gives->find(name); found != gives->end()) given = &found->second;
        const std::string what = prefix + "_" + name, file = taker.part->model->file;
        const std::string giving = giver + " gives " + name;
        if (given != nullptr)
            values.define(giver, "gives " + name, [given, giving, file](const GraphScope& scope) {
                return finite(given->evaluate(scope), giving, file, {});
            });
        values.define(taker.scope, what, [&need, given, giver, key = name, what, file](const GraphScope& scope) {
            const double value = finite(given ? scope.graph().value(giver, "gives " + key) : need.usual.evaluate(scope),
                                        what, file, need.place);
            const bool low = need.least && value < need.least->evaluate(scope) - kParameterTolerance;
            const bool high = need.greatest && value > need.greatest->evaluate(scope) + kParameterTolerance;
            if (low || high)
                throw Error({.file = file,
                             .place = need.place,
                             .problem = fmt::format("{} = {:.3f} is {}", what, value,
                                                    low ? "less than is accepted" : "more than is accepted"),
                             .remedy = low ? fmt::format("at least {:.3f}", need.least->evaluate(scope))
                                           : fmt::format("at most {:.3f}", need.greatest->evaluate(scope))});
            return value;
        });
    }
}

void checkFit(const PartChoice& choice, const Mount& mount) {
    const auto& fits = choice.part->attach->fits;
    const bool fitting = std::any_of(fits.begin(), fits.end(), [&](const std::string& kind) {
        return std::find(mount.accepts.begin(), mount.accepts.end(), kind) != mount.accepts.end();
    });
    if (!fitting)
        throw Error({.problem = fmt::format("{} does not go onto {}.{}", choice.scope, choice.host, choice.mount),
                     .remedy = fmt::format("the mount accepts {}", fmt::join(mount.accepts, ", "))});
}

} // namespace

ValueGraph makeValues(const std::vector<PartChoice>& choices, double fingerRadius_mm) {
    ValueGraph values;
    for (const PartChoice& choice : choices) {
        values.set(choice.scope, "finger_radius", fingerRadius_mm);
        defineStones(values, choice);
        defineParameters(values, choice);
        for (const Mount& mount : choice.part->mounts) defineNeeds(values, choice, mount.id, mount.needs, nullptr, {});
        if (choice.part->attach) defineNeeds(values, choice, "host", choice.part->attach->needs, nullptr, {});
    }
    for (const PartChoice& choice : choices) {
        if (choice.host.empty()) continue;
        if (!choice.part->attach)
            throw Error(
                {.file = choice.part->model->file, .problem = choice.scope + " cannot be mounted", .remedy = {}});
        const PartChoice& host = choiceOf(choices, choice.host);
        const Mount& mount = mountOf(host, choice.mount);
        checkFit(choice, mount);
        defineNeeds(values, host, mount.id, mount.needs, &choice.part->attach->gives, choice.scope);
        defineNeeds(values, choice, "host", choice.part->attach->needs, &mount.gives, host.scope);
    }
    return values;
}

namespace {

std::string rangeProblem(const Seat& seat, const std::array<Expression, 2>& range, double value, const char* what,
                         const Scope& scope) {
    const double least = range[0].evaluate(scope), greatest = range[1].evaluate(scope);
    if (value >= least - kParameterTolerance && value <= greatest + kParameterTolerance) return {};
    return fmt::format("The seat \"{}\" takes stones with a {} from {:.3g} to {:.3g}, not {:.4g}", seat.id, what, least,
                       greatest, value);
}

} // namespace

std::vector<Violation> findViolations(const PartChoice& choice, const ValueGraph& values) {
    std::vector<Violation> violations;
    const GraphScope scope(values, choice.scope);
    for (const Seat& seat : choice.part->seats) {
        const StoneDimensions& stone = choice.stones.at(seat.id);
        for (const std::string& message :
             {rangeProblem(seat, seat.length, stone.length, "length", scope),
              rangeProblem(seat, seat.width, stone.width, "width", scope),
              rangeProblem(seat, seat.ratio, stone.length / stone.width, "ratio of length to width", scope)})
            if (!message.empty()) violations.push_back({.scope = choice.scope, .message = message});
    }
    const std::string& file = choice.part->model->file;
    for (const Constraint& constraint : choice.part->constraints) {
        if (finite(constraint.that.evaluate(scope), "the constraint", file, constraint.place + "/that") != 0.0)
            continue;
        Violation violation{.scope = choice.scope, .message = constraint.otherwise, .grade = constraint.grade};
        for (const auto& [parameter, value] : constraint.fix)
            violation.fix[parameter] =
                snap(finite(value.evaluate(scope), "the fix of " + parameter, file, constraint.place + "/fix"), 0.0);
        violations.push_back(std::move(violation));
    }
    return violations;
}

} // namespace vitrine::part
