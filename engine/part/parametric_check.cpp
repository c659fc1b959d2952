#include "base/error.h"
#include "part/parametric_reader.h"
#include "part/parametric_shape.h"

#include <fmt/core.h>

namespace vitrine::part {
namespace {

constexpr double kOrdinaryFingerRadius_mm = 8.458; // US 6.5

Issue issueOf(const std::string& code, const Error& problem, Severity severity = Severity::error) {
    const Error::Parts& parts = problem.parts();
    return {.code = code,
            .severity = severity,
            .pointer = parts.place,
            .message = parts.remedy.empty() ? parts.problem : parts.problem + "; " + parts.remedy};
}

// Any six places do: whether a cut has the stations is the cut's affair.
StationsBySeat ordinaryStations(const Part& part) {
    StationsBySeat stations;
    for (const Repeat& repeat : part.repeats)
        if (!repeat.count)
            for (int i = 0; i < 6; ++i)
                stations[repeat.seat + "/" + repeat.pattern].push_back({.azimuth_deg = 30.0 + 60.0 * i});
    return stations;
}

// Evaluates everything with the defaults, so that loops, wrong ranges and impossible values show.
void tryWithDefaults(const Part& part, Issues& issues) {
    PartChoice choice{.scope = part.id, .part = &part};
    const ValueGraph nothing;
    for (const Seat& seat : part.seats) {
        double width_mm = 1.0;
        try {
            const GraphScope scope(nothing, "");
            width_mm = 0.5 * (seat.width[0].evaluate(scope) + seat.width[1].evaluate(scope));
        } catch (const Error&) {
            width_mm = 6.5; // the range depends on something else: a stone of a carat is as good as any
        }
        choice.stones[seat.id] = ordinaryStone(width_mm);
    }
    const ValueGraph values = makeValues({choice}, kOrdinaryFingerRadius_mm);
    for (const Parameter& parameter : part.parameters) (void)values.value(part.id, parameter.name);
    const GraphScope scope(values, part.id);
    const auto tryGiven = [&](const std::map<std::string, Expression>& gives, const std::string& place) {
        for (const auto& [name, value] : gives)
            (void)finite(value.evaluate(scope), "\"" + name + "\"", part.model->file, place + "/gives/" + name);
    };
    for (const Mount& mount : part.mounts) tryGiven(mount.gives, mount.place);
    if (part.attach) tryGiven(part.attach->gives, part.attach->place);
    for (const Violation& violation : findViolations(choice, values))
        issues.warning("VITRINE_DEFAULTS", "/scenes/0/extras/vitrine/constraints",
                       "does not hold with the defaults: " + violation.message);
    (void)shapePart(choice, values, ordinaryStations(part));
}

} // namespace

Issues checkPart(const Model& model) {
    Issues issues;
    if (!isPart(model)) return issues;
    // The part only looks at the model, which the caller keeps.
    const std::shared_ptr<const Model> borrowed(std::shared_ptr<const Model>(), &model);
    const Part part =
        readPart(borrowed, [&](const std::string& code, const Error& problem) { issues.add(issueOf(code, problem)); });
    if (issues.hasErrors()) return issues;
    try {
        tryWithDefaults(part, issues);
    } catch (const Error& problem) {
        issues.add(issueOf("VITRINE_VALUE", problem));
    }
    return issues;
}

} // namespace vitrine::part
