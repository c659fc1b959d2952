#include "source/six_prong_head.h"

#include <cmath>

namespace vitrine::source {
namespace {

constexpr int kClawColumns = 56; // chord error 0.8 um on a wire of 0.95
constexpr int kCapRows = 6, kStemRows = 10, kBearingRows = 10, kGirdleRows = 3, kCrownRows = 26;
constexpr int kRingRows = 160, kRingColumns = 40;
constexpr double kStemTaper = 0.74; // the stem at the base, of the wire at the girdle
constexpr double kCapLength_mm = 0.2;
constexpr double kArcAtGirdle = 0.35; // share of the heel arc that stands beside the girdle, the rest is over the crown

using glm::dvec2;

double smooth(double t) {
    return t * t * (3.0 - 2.0 * t);
}

// |cos|^(2/n), |sin|^(2/n): n = 2 is a circle, larger n is flatter towards the axis.
dvec2 superellipse(double angle, double n) {
    const double c = std::cos(angle), s = std::sin(angle);
    return {std::copysign(std::pow(std::abs(c), 2.0 / n), c), std::copysign(std::pow(std::abs(s), 2.0 / n), s)};
}

// A quarter of an ellipse from a to b whose tangents meet in q; t in 0 ... 1.
dvec2 quarterArc(dvec2 a, dvec2 q, dvec2 b, double t) {
    const double angle = 0.5 * kPi * t;
    return q + (a - q) * (1.0 - std::sin(angle)) + (b - q) * (1.0 - std::cos(angle));
}

// A cross-section of the claw in its plane of symmetry, and across it.
struct Section {
    dvec2 inside, outside;
    double halfWidth = 0.0;
    double insideFlatness = 2.0; // exponent of the half that faces the stone
};

glm::dvec3 sectionPoint(const Section& s, double angle) {
    const bool facesStone = std::cos(angle) < 0.0;
    const dvec2 e = superellipse(angle, facesStone ? s.insideFlatness : 2.0);
    const dvec2 p = 0.5 * (s.inside + s.outside) + 0.5 * (s.outside - s.inside) * e.x;
    return {p.x, p.y, s.halfWidth * e.y};
}

Section stemSection(const ClawShape& shape, double y, double t, double scale) {
    const double middle = shape.baseX + (shape.footX + shape.halfDepth - shape.baseX) * t;
    const double half = scale * (kStemTaper + (1.0 - kStemTaper) * t);
    return {.inside = {middle - shape.halfDepth * half, y},
            .outside = {middle + shape.halfDepth * half, y},
            .halfWidth = shape.halfWire * half};
}

void addStem(const ClawShape& shape, std::vector<Section>& sections) {
    for (int i = 1; i <= kCapRows; ++i) {
        const double angle = 0.5 * kPi * i / kCapRows;
        sections.push_back(stemSection(shape, shape.baseY - kCapLength_mm * std::cos(angle), 0.0, std::sin(angle)));
    }
    for (int i = 1; i <= kStemRows; ++i) {
        const double t = static_cast<double>(i) / kStemRows;
        sections.push_back(stemSection(shape, shape.baseY + (shape.footY - shape.baseY) * t, t, 1.0));
    }
}

// The seat: the inside follows the pavilion up to the girdle and the girdle itself, the outside runs on and starts to
// bend.
void addSeat(const ClawShape& shape, std::vector<Section>& sections) {
    const dvec2 foot(shape.footX, shape.footY), bend(shape.bendX + shape.halfDepth, shape.bendY);
    const dvec2 outsideAtFoot(shape.footX + 2.0 * shape.halfDepth, shape.footY);
    for (int i = 1; i <= kBearingRows; ++i) {
        const double t = static_cast<double>(i) / kBearingRows;
        sections.push_back({.inside = foot + (dvec2(0.0, -shape.halfGirdle) - foot) * t,
                            .outside = outsideAtFoot + (bend - outsideAtFoot) * t,
                            .halfWidth = shape.halfWire,
                            .insideFlatness = 2.0 + 6.0 * smooth(t)});
    }
    const dvec2 heel(shape.heelX, shape.tipY), top(shape.topX, shape.tipY);
    for (int i = 1; i <= kGirdleRows; ++i) {
        const double t = static_cast<double>(i) / kGirdleRows;
        sections.push_back({.inside = {0.0, shape.halfGirdle * (2.0 * t - 1.0)},
                            .outside = quarterArc(bend, heel, top, kArcAtGirdle * t),
                            .halfWidth = shape.halfWire,
                            .insideFlatness = 8.0});
    }
}

// The claw: flat on the crown beneath, a dome above, round in plan: width and height fall like the ordinate of an
// ellipse and the underside closes in with its square, so that the nose is a regular pole.
void addCrown(const ClawShape& shape, std::vector<Section>& sections) {
    const dvec2 bend(shape.bendX + shape.halfDepth, shape.bendY), heel(shape.heelX, shape.tipY);
    const dvec2 top(shape.topX, shape.tipY), brow(shape.browX, shape.tipY), nose(shape.noseX, shape.noseY);
    const dvec2 edge(0.0, shape.halfGirdle);
    for (int i = 1; i < kCrownRows; ++i) {
        const double t = static_cast<double>(i) / kCrownRows;
        const double along = t * (2.0 - t);
        const double arc = kArcAtGirdle + (2.0 - kArcAtGirdle) * t;
        sections.push_back(
            {.inside = edge + (nose - edge) * along,
             .outside = arc < 1.0 ? quarterArc(bend, heel, top, arc) : quarterArc(top, brow, nose, arc - 1.0),
             .halfWidth = shape.halfWire * std::sqrt(1.0 - along * along),
             .insideFlatness = 8.0});
    }
}

} // namespace

Surface makeClaw(const ClawShape& shape) {
    std::vector<Section> sections;
    addStem(shape, sections);
    addSeat(shape, sections);
    addCrown(shape, sections);
    return makeSpindle(static_cast<int>(sections.size()), kClawColumns,
                       [&](int row, int column) {
                           return sectionPoint(sections[static_cast<std::size_t>(row)],
                                               2.0 * kPi * (column + 0.5) / kClawColumns);
                       },
                       {shape.baseX, shape.baseY - kCapLength_mm, 0.0}, {shape.noseX, shape.noseY, 0.0});
}

Surface makeRail(const RailShape& shape) {
    return makeTorus(kRingRows, kRingColumns, [&](int row, int column) {
        const double around = 2.0 * kPi * row / kRingRows, angle = 2.0 * kPi * column / kRingColumns;
        const double radius = shape.radius + 0.5 * shape.wire * std::cos(angle);
        return glm::dvec3(radius * std::sin(around), 0.5 * shape.wire * std::sin(angle), radius * std::cos(around));
    });
}

Surface makeCollar(const CollarShape& shape) {
    return makeTorus(kRingRows, kRingColumns, [&](int row, int column) {
        const double around = 2.0 * kPi * row / kRingRows;
        const dvec2 e = superellipse(2.0 * kPi * (column + 0.5) / kRingColumns, 3.2);
        const double y = 0.5 * kCollarHeight_mm * e.y;
        const double radius = shape.radius + 0.5 * shape.wall * e.x + shape.slope * y;
        return glm::dvec3(radius * std::sin(around), y, radius * std::cos(around));
    });
}

} // namespace vitrine::source
