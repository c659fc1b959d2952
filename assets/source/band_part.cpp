#include "source/parts.h"

namespace vitrine::source {
namespace {

struct Member {
    const char* name;
    double BandShape::*value;
    const char* expression;
};

constexpr Member kMembers[] = {
    {"finger_radius", &BandShape::fingerRadius, "finger_radius"},
    {"width_top", &BandShape::widthTop, "width_top"},
    {"width_bottom", &BandShape::widthBottom, "width_bottom"},
    {"thickness_top", &BandShape::thicknessTop, "thickness_top"},
    {"thickness_bottom", &BandShape::thicknessBottom, "thickness_bottom"},
    {"inner_dome", &BandShape::innerDome, "inner_dome"},
    {"outer_dome", &BandShape::outerDome, "outer_dome"},
    {"shoulder", &BandShape::shoulder, "(top_base_radius > 0 ? shoulder : 0)"}, // a band without a head has none
};

// Ranges and defaults: settings E1 "shank thickness", E2 "shank width, thickness", "wedding band", "comfort", "court".
const char* const kVitrine = R"json({
  "version": 1, "part": "classic-band", "kind": "shank",
  "labels": {"en": "Classic comfort-fit band"},
  "parameters": [
    {"name": "width_top", "unit": "mm", "min": 1.7, "max": 7, "step": 0.05, "default": 2.0,
     "labels": {"en": "Width at the top"}},
    {"name": "width_bottom", "unit": "mm", "min": 1.5, "max": 7, "step": 0.05, "default": 1.8,
     "labels": {"en": "Width at the bottom"}},
    {"name": "thickness_top", "unit": "mm", "min": 1.2, "max": 2.5, "step": 0.05, "default": 1.8,
     "labels": {"en": "Thickness at the top"}},
    {"name": "thickness_bottom", "unit": "mm", "min": 1.2, "max": 2.5, "step": 0.05, "default": 1.7,
     "labels": {"en": "Thickness at the bottom"}},
    {"name": "inner_dome", "unit": "mm", "min": 0, "max": 0.4, "step": 0.01, "default": "0.05*width_top",
     "labels": {"en": "Comfort dome inside"}},
    {"name": "outer_dome", "unit": "mm", "min": 0, "max": 0.7, "step": 0.01, "default": "0.11*width_top",
     "labels": {"en": "Dome outside"}},
    {"name": "shoulder", "unit": "mm", "min": 0, "max": 0.4, "step": 0.01, "default": 0.16,
     "labels": {"en": "Rise of the shoulders to the head"}}
  ],
  "constraints": [
    {"that": "thickness_bottom >= 1.5", "else": "The shank is thinner than 1.5 mm at the bottom and will bend",
     "severity": "warn", "fix": {"thickness_bottom": "1.5"}},
    {"that": "min(thickness_top, thickness_bottom) - inner_dome - outer_dome >= 0.9",
     "else": "The edges of the band are thinner than 0.9 mm", "severity": "refuse",
     "fix": {"outer_dome": "max(0, min(thickness_top, thickness_bottom) - inner_dome - 0.9)"}}
  ]
})json";

} // namespace

PartFile classicBand() {
    const BandShape usual;
    PartFile part;
    part.vitrine = parseJson(kVitrine, "classic-band");
    ShapedSurface band{.name = "shank", .surface = makeBand(usual)};
    Json morph = Json::object();
    for (const Member& member : kMembers) {
        BandShape moved = usual;
        moved.*member.value += 1.0;
        band.keys.push_back({member.name, makeBand(moved)});
        morph[member.name] = std::string(member.expression) + "-" + Json(usual.*member.value).dump();
    }
    part.meshes.push_back(std::move(band));
    part.vitrine["bindings"] =
        Json::array({{{"node", "shank"}, {"morph", morph}},
                     {{"node", "top"}, {"translation", {"0", "finger_radius+thickness_top", "0"}}}});
    const double crest_mm = usual.fingerRadius + usual.thicknessTop;
    const Json mount = {{"id", "top"},
                        {"accepts", {"head"}},
                        {"gives", {{"rise", "thickness_top-0.15"}, {"seat_radius", "finger_radius+thickness_top"}}},
                        {"needs", {{"base_radius", {{"default", 0}, {"min", 0}, {"max", 4.5}}}}},
                        {"overlap", 0.15}};
    part.nodes = {
        {.json = {{"name", "classic-band"}, {"children", {1, 2}}}},
        {.json = {{"name", "shank"}, {"extras", {{"vitrine", {{"slot", "shank"}}}}}}, .mesh = 0},
        {.json = {{"name", "top"},
                  {"translation", {0.0, crest_mm * 1e-3, 0.0}},
                  {"extras", {{"vitrine", {{"mount", mount}}}}}}},
    };
    part.materials.push_back(
        {{"name", "yellow gold"},
         {"pbrMetallicRoughness",
          {{"baseColorFactor", {0.94, 0.72, 0.36, 1.0}}, {"metallicFactor", 1.0}, {"roughnessFactor", 0.1}}}});
    return part;
}

} // namespace vitrine::source
