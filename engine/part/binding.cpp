#include "part/binding.h"

#include "part/parameter.h"

namespace vitrine::part {
namespace {

std::array<Expression, 3> readTriple(const JsonPlace& place) {
    if (!place.value().is_array() || place.size() != 3) place.fail("is not a list of three", "[x, y, z]");
    return {readExpression(place[0]), readExpression(place[1]), readExpression(place[2])};
}

} // namespace

Binding readBinding(const JsonPlace& place) {
    allowKeys(place, {"node", "morph", "translation", "rotation", "scale", "visible"});
    Binding binding{.nodeName = place["node"].string(), .place = place.pointer()};
    if (place.has("morph"))
        for (const auto& [target, weight] : place["morph"].members()) binding.morph[target] = readExpression(weight);
    if (place.has("translation")) binding.translation = readTriple(place["translation"]);
    if (place.has("rotation")) binding.rotation = readTriple(place["rotation"]);
    if (place.has("scale")) {
        const JsonPlace scale = place["scale"];
        if (scale.value().is_array()) {
            binding.scale = readTriple(scale);
        } else {
            const Expression even = readExpression(scale);
            binding.scale = {even, even, even};
        }
    }
    if (place.has("visible")) binding.visible = readExpression(place["visible"]);
    return binding;
}

Constraint readConstraint(const JsonPlace& place) {
    allowKeys(place, {"that", "else", "severity", "fix"});
    Constraint constraint{
        .that = readExpression(place["that"]), .otherwise = place["else"].string(), .place = place.pointer()};
    if (place.has("severity"))
        constraint.grade = place["severity"].oneOf({"refuse", "warn"}) == "warn" ? Grade::warn : Grade::refuse;
    if (place.has("fix"))
        for (const auto& [parameter, value] : place["fix"].members()) constraint.fix[parameter] = readExpression(value);
    return constraint;
}

} // namespace vitrine::part
