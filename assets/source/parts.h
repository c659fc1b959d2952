#pragma once
#include "source/band.h"
#include "source/glb.h"
#include "source/six_prong_head.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::source {

/// The stone as the expressions of a head see it, mm.
struct StoneSize {
    double width = 6.5, crown = 0.9425, pavilion = 2.795, girdle = 0.1625;
};

/// The parameters of the six-prong head; the defaults are settings.md E2 for a stone of 6.5 mm.
struct HeadParameters {
    StoneSize stone;
    double height = 4.0, wire = 0.95, lean_deg = 24.0, seatDepth = 0.31, tipHeight = 0.65, tipReach = 0.45;
    double railWire = 0.80, railDrop = 1.0;
};

ClawShape clawShape(const HeadParameters& head);
RailShape railShape(const HeadParameters& head);
CollarShape collarShape(const HeadParameters& head);

/// The parts as files: what assets/parts holds.
PartFile classicBand();
PartFile sixProngHead();

struct NamedFile {
    std::string name;
    std::vector<std::uint8_t> bytes;
};
std::vector<NamedFile> makeAllParts();

} // namespace vitrine::source
