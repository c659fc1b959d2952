#pragma once
#include "part/expression.h"
#include "part/parametric_keys.h"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::part {

/// Where a stone goes. The node's frame is the stone's: girdle plane y = 0, table +Y, length along Z.
struct Seat {
    std::string id;
    int node = -1;
    std::string role = "centre";                    ///< centre, side or melee
    std::vector<std::string> cuts;                  ///< what fits; never empty
    std::array<Expression, 2> length, width, ratio; ///< least and greatest, mm; ratio is length to width
    std::string turn; ///< the parameter that turns the stone about +Y, in degrees; empty for none
    std::string place;
};
Seat readSeat(const JsonPlace& place, int node);

/// A stone as the expressions of a part see it, mm. For a seat "centre" these are centre_length and so on.
struct StoneDimensions {
    double length = 0.0, width = 0.0, depth = 0.0;
    double crown = 0.0, pavilion = 0.0, girdle = 0.0;
    double corner = 0.0;                  ///< length of a cut corner
    double slope = 0.0;                   ///< mm that the crown rises for each mm in, over the edge that a claw covers
    std::function<double(double)> radius; ///< of the outline at an azimuth in degrees, from +Z towards +X: centre_r(a)
};

/// How much of a stone's width a claw covers: over that its `slope` is taken. Settings E2 "tip reach".
inline constexpr double kClawCover = 0.07;

/// The names a seat adds to the scope, without the leading "<seat>_".
const std::vector<std::string>& stoneVariables();
double stoneVariable(const StoneDimensions& stone, const std::string& name);

/// Round and otherwise unremarkable: what a part is tried with when nobody has chosen a stone.
StoneDimensions ordinaryStone(double width_mm);

/// A place on the outline of a cut where a claw may stand.
struct Station {
    double azimuth_deg = 0.0;
    double corner_deg = 180.0; ///< inner angle of the outline there; 180 where it is smooth
};

/// Where a node is repeated.
struct Repeat {
    int node = -1;
    std::optional<Expression> count; ///< "count:EXPR"
    std::string seat, pattern;       ///< "stations:SEAT/PATTERN"
    std::string place;
};
Repeat readRepeat(const JsonPlace& place, int node);

/// The names an instance adds to the scope: i, n, s, a, corner, d_prev, d_next, gap.
const std::vector<std::string>& instanceVariables();

} // namespace vitrine::part
