#pragma once
#include "source/band.h"
#include "source/glb.h"
#include "source/pearl_cup.h"
#include "source/six_prong_head.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::source {

/// The stone as the expressions of a head see it, mm.
struct StoneSize {
    double width = 6.5, crown = 0.9425, pavilion = 2.795, girdle = 0.1625, slope = 0.145 / 0.215;
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

/// The parameters of the pearl cup; the defaults are those of a pearl of 6.5 mm.
struct PearlCupParameters {
    double pearl = 6.5, lift = 1.1, wall = 0.5, foot = 1.9, peg = 0.8, pegDepth = 3.25;
};
PearlCupShape pearlCupShape(const PearlCupParameters& cup);

/// The parts as files: what assets/parts holds.
PartFile classicBand();
PartFile pearlCup();
PartFile sixProngHead();

struct NamedFile {
    std::string name;
    std::vector<std::uint8_t> bytes;
};
std::vector<NamedFile> makeAllParts();

} // namespace vitrine::source
