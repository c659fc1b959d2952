#include "source/member.h"
#include "source/parts.h"

#include <algorithm>
#include <cmath>

namespace vitrine::source {
namespace {

constexpr double kFoot_mm = 0.65;          // how far the collar reaches below the top of the shank it straddles
constexpr double kStemEnd_mm = 0.35;       // the claws end this far above the foot of the collar
constexpr double kRailClearance_mm = 0.05; // settings E2: the rail touches the pavilion to 0.1 off
constexpr double kFlattestCone = 0.4;      // depth of a pavilion of 38.7 degrees, of the width
constexpr int kClaws = 6;

constexpr Member<ClawShape> kClaw[] = {
    {"half_wire", &ClawShape::halfWire, "wire/2"},
    {"half_depth", &ClawShape::halfDepth, "wire/2/cosd(lean)"},
    {"base_x", &ClawShape::baseX, "wire/2-seat_depth-tand(lean)*(height-0.35)"},
    {"base_y", &ClawShape::baseY, "0.35-height"},
    {"bend_x", &ClawShape::bendX, "wire/2-seat_depth-0.42*wire*tand(lean)"},
    {"bend_y", &ClawShape::bendY, "-0.42*wire"},
    {"foot_x", &ClawShape::footX,
     "(wire/2-seat_depth-wire/2/cosd(lean)-tand(lean)*centre_girdle/2)/(1-2*tand(lean)*centre_pavilion/centre_width)"},
    {"foot_y", &ClawShape::footY,
     "(wire/2-seat_depth-wire/2/cosd(lean)-tand(lean)*centre_girdle/2)*centre_pavilion"
     "/(centre_width/2-tand(lean)*centre_pavilion)-centre_girdle/2"},
    {"half_girdle", &ClawShape::halfGirdle, "centre_girdle/2"},
    {"nose_x", &ClawShape::noseX, "-tip_reach"},
    {"nose_y", &ClawShape::noseY, "centre_girdle/2+tip_reach*centre_slope"},
    {"tip_y", &ClawShape::tipY, "tip_height"},
    {"top_x", &ClawShape::topX, "0.1*wire"},
    {"heel_x", &ClawShape::heelX, "wire/2-seat_depth+wire/2/cosd(lean)+tand(lean)*tip_height"},
    {"brow_x", &ClawShape::browX, "centre_slope*(tip_height-centre_girdle/2-tip_reach*centre_slope)-tip_reach"},
};

constexpr Member<RailShape> kRail[] = {
    {"radius", &RailShape::radius,
     "centre_width/2-(rail_drop-centre_girdle/2)*centre_width/2/max(centre_pavilion,0.4*centre_width)"
     "+(rail_wire/2+0.05)/sin(atan2(max(centre_pavilion,0.4*centre_width),centre_width/2))"},
    {"wire", &RailShape::wire, "rail_wire"},
};

constexpr Member<CollarShape> kCollar[] = {
    {"radius", &CollarShape::radius, "centre_width/2+wire/2-seat_depth-tand(lean)*(height-0.4)"},
    {"wall", &CollarShape::wall, "0.8*wire/cosd(lean)"},
    {"slope", &CollarShape::slope, "tand(lean)"},
};

// Ranges, laws and defaults: settings E1 (culet), E2 "six-prong cone".
const char* const kVitrine = R"json({
  "version": 1, "part": "six-prong-head", "kind": "head",
  "labels": {"en": "Six-prong head"},
  "parameters": [
    {"name": "height", "unit": "mm", "min": "0.55*centre_width", "max": "0.70*centre_width", "step": 0.05,
     "default": "0.615*centre_width", "labels": {"en": "Height, girdle to base"}},
    {"name": "wire", "unit": "mm", "min": "0.24+0.08*centre_width", "max": "0.36+0.12*centre_width", "step": 0.01,
     "default": "0.30+0.10*centre_width", "labels": {"en": "Claw diameter"}},
    {"name": "lean", "unit": "deg", "min": 18, "max": 28, "step": 0.5, "default": 24, "labels": {"en": "Claw lean"}},
    {"name": "seat_depth", "unit": "mm", "min": "0.25*wire", "max": "0.40*wire", "step": 0.01,
     "default": "0.33*wire", "labels": {"en": "Depth of the seat in the claw"}},
    {"name": "tip_height", "unit": "mm", "min": "centre_girdle/2+0.5*centre_crown",
     "max": "centre_girdle/2+0.8*centre_crown", "step": 0.01, "default": "max(0.1*centre_width,centre_girdle/2+tip_reach*centre_slope+0.15*wire)",
     "labels": {"en": "Claw tip above the girdle"}},
    {"name": "tip_reach", "unit": "mm", "min": "0.0645*centre_width", "max": "0.1075*centre_width", "step": 0.01,
     "default": "0.07*centre_width", "labels": {"en": "Claw tip over the stone"}},
    {"name": "rail_wire", "unit": "mm", "min": "0.10*centre_width", "max": "0.14*centre_width", "step": 0.01,
     "default": "0.123*centre_width", "labels": {"en": "Gallery rail wire"}},
    {"name": "rail_drop", "unit": "mm", "min": "0.14*centre_width", "max": "0.20*centre_width", "step": 0.01,
     "default": "0.154*centre_width", "labels": {"en": "Gallery rail below the girdle"}}
  ],
  "constraints": [
    {"that": "host_rise+height-0.65-centre_pavilion-centre_girdle/2 >= 0.5",
     "else": "The culet would come within 0.5 mm of the finger", "severity": "refuse",
     "fix": {"height": "centre_pavilion+centre_girdle/2+1.15-host_rise"}},
    {"that": "host_rise >= 1.15", "else": "The foot of the head would come within 0.5 mm of the finger",
     "severity": "refuse"},
    {"that": "wire >= 0.8", "else": "Claws under 0.8 mm are too thin for a centre stone", "severity": "warn",
     "fix": {"wire": "0.8"}}
  ]
})json";

// The first claw is the one that repeats; the others are there for programs that know nothing of stations.
SceneNode clawNode(int index, double girdleRadius_mm) {
    const double azimuth = radians(30.0 + 60.0 * index), half = 0.5 * (azimuth - 0.5 * kPi);
    Json vitrine = {{"slot", "head"}};
    if (index == 0) vitrine["repeat"] = {{"over", "stations:centre/prong-6"}};
    if (index > 0) vitrine = {{"preview", true}};
    return {.json = {{"name", index == 0 ? "claw" : "claw " + std::to_string(index + 1)},
                     {"translation",
                      {girdleRadius_mm * 1e-3 * std::sin(azimuth), 0.0, girdleRadius_mm * 1e-3 * std::cos(azimuth)}},
                     {"rotation", {0.0, std::sin(half), 0.0, std::cos(half)}},
                     {"extras", {{"vitrine", vitrine}}}},
            .mesh = 0};
}

} // namespace

ClawShape clawShape(const HeadParameters& h) {
    const double k = std::tan(radians(h.lean_deg)), halfDepth = 0.5 * h.wire / std::cos(radians(h.lean_deg));
    const double middle = 0.5 * h.wire - h.seatDepth, halfGirdle = 0.5 * h.stone.girdle;
    // Where the inside of the stem meets the pavilion; a flat base lies on a ledge at the girdle's lower edge.
    const double ledge = (middle - halfDepth - k * halfGirdle) / (0.5 * h.stone.width - k * h.stone.pavilion);
    const double footY = ledge * h.stone.pavilion - halfGirdle;
    const double bendY = -0.42 * h.wire, noseY = halfGirdle + h.tipReach * h.stone.slope;
    return {.halfWire = 0.5 * h.wire,
            .halfDepth = halfDepth,
            .baseX = middle - k * (h.height - kStemEnd_mm),
            .baseY = kStemEnd_mm - h.height,
            .bendX = middle + k * bendY,
            .bendY = bendY,
            .footX = ledge * 0.5 * h.stone.width,
            .footY = footY,
            .halfGirdle = halfGirdle,
            .noseX = -h.tipReach,
            .noseY = noseY,
            .tipY = h.tipHeight,
            .topX = 0.1 * h.wire,
            .heelX = middle + halfDepth + k * h.tipHeight,
            .browX = h.stone.slope * (h.tipHeight - noseY) - h.tipReach};
}

RailShape railShape(const HeadParameters& h) {
    // Below a flat base the rail is where a brilliant would want it.
    const double angle = std::atan2(std::max(h.stone.pavilion, kFlattestCone * h.stone.width), 0.5 * h.stone.width);
    const double pavilionRadius = 0.5 * h.stone.width - (h.railDrop - 0.5 * h.stone.girdle) / std::tan(angle);
    return {.radius = pavilionRadius + (0.5 * h.railWire + kRailClearance_mm) / std::sin(angle), .wire = h.railWire};
}

CollarShape collarShape(const HeadParameters& h) {
    const double k = std::tan(radians(h.lean_deg));
    return {.radius = 0.5 * h.stone.width + 0.5 * h.wire - h.seatDepth - k * (h.height - 0.5 * kCollarHeight_mm),
            .wall = 0.8 * h.wire / std::cos(radians(h.lean_deg)),
            .slope = k};
}

PartFile sixProngHead() {
    const HeadParameters usual;
    const ClawShape claw = clawShape(usual);
    const RailShape rail = railShape(usual);
    const CollarShape collar = collarShape(usual);
    PartFile part;
    part.vitrine = parseJson(kVitrine, "six-prong-head");
    part.meshes = {shaped("claw", claw, kClaw, makeClaw), shaped("rail", rail, kRail, makeRail),
                   shaped("collar", collar, kCollar, makeCollar)};
    part.vitrine["bindings"] = Json::array(
        {{{"node", "seat"}, {"translation", {"0", "height-0.65", "0"}}},
         {{"node", "claw"}, {"morph", morphWeights(claw, kClaw)}},
         {{"node", "rail"}, {"translation", {"0", "-rail_drop", "0"}}, {"morph", morphWeights(rail, kRail)}},
         {{"node", "collar"}, {"morph", morphWeights(collar, kCollar)}}});
    const Json attach = {{"fits", {"head"}},
                         {"gives", {{"base_radius", "centre_width/2+wire/2-seat_depth-tand(lean)*(height-0.4)"}}},
                         {"needs", {{"rise", {{"default", 1.65}, {"min", 0.8}, {"max", 4}}}}}};
    const Json seat = {{"id", "centre"},   {"role", "centre"}, {"cuts", {"round-brilliant", "round-cabochon"}},
                       {"length", {4, 9}}, {"width", {4, 9}},  {"ratio", {1, 1.05}}};
    const Json slot = {{"vitrine", {{"slot", "head"}}}};
    part.nodes = {
        {.json = {{"name", "six-prong-head"}, {"children", {1, 2}}, {"extras", {{"vitrine", {{"attach", attach}}}}}}},
        {.json = {{"name", "collar"},
                  {"translation", {0.0, (0.5 * kCollarHeight_mm - kFoot_mm) * 1e-3, 0.0}},
                  {"extras", slot}},
         .mesh = 2},
        {.json = {{"name", "seat"},
                  {"translation", {0.0, (usual.height - kFoot_mm) * 1e-3, 0.0}},
                  {"children", {3, 4, 5, 6, 7, 8, 9}},
                  {"extras", {{"vitrine", {{"seat", seat}}}}}}},
        {.json = {{"name", "rail"}, {"translation", {0.0, -usual.railDrop * 1e-3, 0.0}}, {"extras", slot}}, .mesh = 1},
    };
    for (int i = 0; i < kClaws; ++i) part.nodes.push_back(clawNode(i, 0.5 * usual.stone.width));
    part.materials.push_back(
        {{"name", "platinum"},
         {"pbrMetallicRoughness",
          {{"baseColorFactor", {0.83, 0.81, 0.78, 1.0}}, {"metallicFactor", 1.0}, {"roughnessFactor", 0.1}}}});
    return part;
}

std::vector<NamedFile> makeAllParts() {
    return {{"classic-band.glb", writeGlb(classicBand())},
            {"pearl-cup.glb", writeGlb(pearlCup())},
            {"six-prong-head.glb", writeGlb(sixProngHead())}};
}

} // namespace vitrine::source
