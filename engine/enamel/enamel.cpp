#include "enamel/enamel.h"

#include "gem/chromophore.h"
#include "optics/cie.h"
#include "optics/colour.h"
#include "optics/entry.h"

#include <cmath>
#include <fmt/format.h>

namespace vitrine::enamel {
namespace {

// {"status": "modelled", "unit": "1/mm" or "K/S", "chromophores": [...], "target": {"L", "a", "b", "within"}}.
void readColour(const JsonPlace& place, Enamel& enamel) {
    place.allowOnly({"status", "unit", "chromophores", "target"});
    (void)place["status"].oneOf({"modelled"});
    (void)place["unit"].oneOf({enamel.kind == Kind::opaque ? "K/S" : "1/mm"});
    const optics::Spectrum curve = gem::curveOf(gem::readChromophores(place["chromophores"], gem::Rays::one), 0);
    if (enamel.kind == Kind::opaque)
        enamel.body = gem::thickLayerReflectance(curve);
    else
        enamel.absorption_mm = curve;
    const JsonPlace target = place["target"];
    target.allowOnly({"L", "a", "b", "within"});
    const glm::dvec3 wanted(target["L"].number(0.0, 100.0), target["a"].number(-150.0, 150.0),
                            target["b"].number(-150.0, 150.0));
    const glm::dvec3 made = labOf(enamel);
    if (glm::distance(made, wanted) > target["within"].number(0.0, 5.0))
        target.fail(fmt::format("the curve has L {:.1f}, a {:.1f}, b {:.1f}", made.x, made.y, made.z),
                    "other strengths, or the target that they meet");
}

} // namespace

std::string nameOf(Making making) {
    return making == Making::fired ? "fired" : "cold";
}

std::string nameOf(Kind kind) {
    return kind == Kind::opaque ? "opaque" : "transparent";
}

glm::dvec3 labOf(const Enamel& enamel) {
    const glm::dvec3 xyz = optics::xyzUnderD65([&](double nm) {
        return enamel.kind == Kind::opaque ? enamel.body.at(nm)
                                           : std::exp(-2.0 * enamel.depth_mm * enamel.absorption_mm.at(nm));
    });
    return optics::labFromXyz(xyz, optics::d65White());
}

Enamel readEnamel(const JsonPlace& entry) {
    entry.allowOnly({"id", "labels", "order", "making", "kind", "index", "roughness", "depth_mm", "colour", "sources"});
    Enamel enamel{.id = entry["id"].string(),
                  .labels = optics::readLabels(entry["labels"]),
                  .order = static_cast<int>(entry["order"].integer(0, 100000)),
                  .making = entry["making"].oneOf({"fired", "cold"}) == "fired" ? Making::fired : Making::cold,
                  .kind = entry["kind"].oneOf({"transparent", "opaque"}) == "opaque" ? Kind::opaque : Kind::transparent,
                  .index = entry["index"].number(1.3, 2.0),
                  .roughness = entry["roughness"].number(0.03, 0.3),
                  .depth_mm = entry["depth_mm"].number(0.01, 3.0)};
    readColour(entry["colour"], enamel);
    enamel.sources = optics::readSources(entry["sources"], {"index", "roughness", "depth_mm", "colour"});
    return enamel;
}

} // namespace vitrine::enamel
