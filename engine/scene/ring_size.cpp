#include "scene/ring_size.h"

#include "base/error.h"
#include "base/math.h"

#include <cmath>
#include <fmt/core.h>

namespace vitrine::scene {

double RingSizeSystem::diameter_mm(double size) const {
    if (!(size >= least && size <= greatest))
        throw Error({.problem = fmt::format("there is no ring size {} in \"{}\"", size, id),
                     .remedy = fmt::format("from {} to {}", least, greatest)});
    return std::round((first_mm + step_mm * size) * 1000.0) / 1000.0;
}

RingSizeSystem readRingSizeSystem(const JsonPlace& entry) {
    entry.allowOnly({"id", "labels", "measure", "first_mm", "step_mm", "least", "greatest", "source"});
    RingSizeSystem system{.id = entry["id"].string(),
                          .first_mm = entry["first_mm"].number(-100.0, 100.0),
                          .step_mm = entry["step_mm"].number(1e-3, 100.0),
                          .least = entry["least"].number(),
                          .greatest = entry["greatest"].number(),
                          .source = entry["source"].string()};
    for (const auto& [language, label] : entry["labels"].members()) system.labels[language] = label.string();
    if (entry["measure"].oneOf({"diameter", "circumference"}) == "circumference") {
        system.first_mm /= kPi;
        system.step_mm /= kPi;
    }
    return system;
}

} // namespace vitrine::scene
