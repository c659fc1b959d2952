#include "source/member.h"
#include "source/parts.h"

namespace vitrine::source {
namespace {

constexpr Member<PearlCupShape> kCup[] = {
    {"pearl_radius", &PearlCupShape::pearlRadius, "centre_width/2"},
    {"lift", &PearlCupShape::lift, "lift"},
    {"wall", &PearlCupShape::wall, "wall"},
    {"foot_radius", &PearlCupShape::footRadius, "foot/2"},
    {"peg_radius", &PearlCupShape::pegRadius, "peg/2"},
    {"peg_length", &PearlCupShape::pegLength, "peg_depth"},
};

// The drill hole: half of the pearl's diameter, some 60 % (Professional Jeweler, September 2001, "Professional Setting
// of a Half-Drilled Round Pearl"). Its other measures are our choice: no published ones were found.
const char* const kVitrine = R"json({
  "version": 1, "part": "pearl-cup", "kind": "head",
  "labels": {"en": "Pearl cup with peg"},
  "parameters": [
    {"name": "lift", "unit": "mm", "min": 0.9, "max": 2.5, "step": 0.05, "default": "0.45+0.1*centre_width",
     "labels": {"en": "Pearl above the band"}},
    {"name": "wall", "unit": "mm", "min": 0.4, "max": 0.8, "step": 0.05, "default": 0.5,
     "labels": {"en": "Thickness of the cup"}},
    {"name": "foot", "unit": "mm", "min": 1.4, "max": 3.0, "step": 0.05, "default": 1.9,
     "labels": {"en": "Diameter of the foot"}},
    {"name": "peg", "unit": "mm", "min": 0.6, "max": "0.15*centre_width", "step": 0.05,
     "default": "min(0.8,0.15*centre_width)",
     "labels": {"en": "Diameter of the peg"}},
    {"name": "peg_depth", "unit": "mm", "min": "0.4*centre_width", "max": "0.6*centre_width", "step": 0.05,
     "default": "0.5*centre_width", "labels": {"en": "Depth of the drill hole"}}
  ],
  "constraints": [
    {"that": "host_rise >= 0.95", "else": "The foot of the cup would come within 0.5 mm of the finger",
     "severity": "refuse"}
  ]
})json";

} // namespace

PearlCupShape pearlCupShape(const PearlCupParameters& c) {
    return {.pearlRadius = 0.5 * c.pearl,
            .lift = c.lift,
            .wall = c.wall,
            .footRadius = 0.5 * c.foot,
            .pegRadius = 0.5 * c.peg,
            .pegLength = c.pegDepth};
}

PartFile pearlCup() {
    const PearlCupParameters usual;
    const PearlCupShape cup = pearlCupShape(usual);
    PartFile part;
    part.vitrine = parseJson(kVitrine, "pearl-cup");
    part.meshes = {shaped("cup", cup, kCup, makePearlCup)};
    part.vitrine["bindings"] = Json::array({{{"node", "cup"}, {"morph", morphWeights(cup, kCup)}},
                                            {{"node", "seat"}, {"translation", {"0", "lift+centre_width/2", "0"}}}});
    const Json attach = {{"fits", {"head"}},
                         {"gives", {{"base_radius", "foot/2"}}},
                         {"needs", {{"rise", {{"default", 1.65}, {"min", 0.8}, {"max", 4}}}}}};
    const Json seat = {{"id", "centre"},    {"role", "centre"}, {"cuts", {"round-pearl"}},
                       {"length", {4, 12}}, {"width", {4, 12}}, {"ratio", {1, 1.05}}};
    part.nodes = {
        {.json = {{"name", "pearl-cup"}, {"children", {1, 2}}, {"extras", {{"vitrine", {{"attach", attach}}}}}}},
        {.json = {{"name", "cup"}, {"extras", {{"vitrine", {{"slot", "head"}}}}}}, .mesh = 0},
        {.json = {{"name", "seat"},
                  {"translation", {0.0, (usual.lift + 0.5 * usual.pearl) * 1e-3, 0.0}},
                  {"extras", {{"vitrine", {{"seat", seat}}}}}}},
    };
    part.materials.push_back(
        {{"name", "platinum"},
         {"pbrMetallicRoughness",
          {{"baseColorFactor", {0.83, 0.81, 0.78, 1.0}}, {"metallicFactor", 1.0}, {"roughnessFactor", 0.1}}}});
    return part;
}

} // namespace vitrine::source
