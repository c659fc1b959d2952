#include "gem/gemcad_write.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <iterator>

namespace vitrine::gem {
namespace {

constexpr std::array kGears{96, 64, 72, 80, 120, 84, 88, 77, 48, 100, 112, 128, 144, 192, 256, 360};
constexpr double kOnTooth = 1e-7;    // teeth
constexpr double kSameTier = 1e-9;   // degrees, and the unit of length
constexpr double kHorizontal = 1e-9; // of a unit normal

std::string oneLine(std::string text) {
    std::ranges::replace_if(
        text, [](unsigned char c) { return c < 0x20; }, ' ');
    return text;
}

// At least the digits that GemCad itself writes.
std::string number(double value, int digits) {
    const std::string usual = fmt::format("{:.{}f}", value, digits);
    return std::stod(usual) == value ? usual : fmt::format("{}", value);
}

struct Setting {
    double angle_deg = 0.0, distance = 0.0, turn = 0.0; ///< turn: azimuth in whole turns, 0 to 1
};

Setting settingOf(const HalfSpace& plane) {
    const double across = std::hypot(plane.normal.x, plane.normal.z);
    const double turn = across < kHorizontal ? 0.0 : std::atan2(plane.normal.x, plane.normal.z) / (2.0 * kPi);
    double angle_deg = across < kHorizontal ? 0.0 : degrees(std::atan2(across, std::abs(plane.normal.y)));
    if (std::abs(plane.normal.y) < kHorizontal) angle_deg = 90.0;
    const bool below = plane.normal.y < 0.0 || angle_deg == 90.0;
    return {below ? -angle_deg : angle_deg, 2.0 * plane.distance, turn < 0.0 ? turn + 1.0 : turn};
}

int gearFor(const std::vector<Setting>& settings) {
    const auto fits = [&](int gear) {
        return std::ranges::all_of(settings, [&](const Setting& setting) {
            const double index = setting.turn * gear;
            return std::abs(index - std::round(index)) < kOnTooth;
        });
    };
    const auto* found = std::ranges::find_if(kGears, fits);
    return found == kGears.end() ? kGears.front() : *found;
}

double indexOn(int gear, double turn) {
    const double index = turn * gear, tooth = std::round(index);
    const double snapped = std::abs(index - tooth) < kOnTooth ? tooth : index;
    return snapped == 0.0 ? gear : snapped;
}

// P1, P2 ... below, G for the girdle, C1, C2 ... above, T for the table: what cutting diagrams call them.
void nameTiers(std::vector<GemCadTier>& tiers) {
    int pavilion = 0, girdle = 0, crown = 0;
    for (GemCadTier& tier : tiers) {
        std::string& name = tier.facets.front().name;
        if (tier.onGirdle())
            name = fmt::format("G{}", ++girdle);
        else if (tier.onPavilion())
            name = fmt::format("P{}", ++pavilion);
        else
            name = tier.angle_deg == 0.0 ? "T" : fmt::format("C{}", ++crown);
    }
}

// The order of the cutter: girdle, pavilion, crown, table last; the steep before the flat.
bool cutBefore(const GemCadTier& a, const GemCadTier& b) {
    const auto rank = [](const GemCadTier& tier) { return tier.onGirdle() ? 0 : tier.onPavilion() ? 1 : 2; };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return std::abs(a.angle_deg) > std::abs(b.angle_deg);
}

bool hasFacetAt(const GemCadTier& tier, double index, int gear) {
    return std::ranges::any_of(tier.facets, [&](const GemCadFacet& facet) {
        const double apart = std::abs(facet.index - index);
        return std::min(apart, gear - apart) < 2.0 * kOnTooth;
    });
}

// The stone looks the same when every index moves by `shift`, after counting backwards if `mirrored`.
bool maps(const GemCadDesign& design, bool mirrored, double shift) {
    const double gear = design.gear;
    return std::ranges::all_of(design.tiers, [&](const GemCadTier& tier) {
        return tier.angle_deg == 0.0 || std::ranges::all_of(tier.facets, [&](const GemCadFacet& facet) {
                   const double index = std::fmod((mirrored ? gear - facet.index : facet.index) + shift, gear);
                   return hasFacetAt(tier, index, design.gear);
               });
    });
}

void findSymmetry(GemCadDesign& design) {
    for (int folds = design.gear; folds >= 1; --folds)
        if (design.gear % folds == 0 && maps(design, false, static_cast<double>(design.gear) / folds)) {
            design.symmetry = folds;
            break;
        }
    design.mirror = maps(design, true, 0.0);
}

} // namespace

std::string writeGemCad(const GemCadDesign& design) {
    std::string text;
    const auto out = std::back_inserter(text);
    fmt::format_to(out, "GemCad 5.0\ng {} {}\ny {} {}\n", design.gear, number(design.offset, 1), design.symmetry,
                   design.mirror ? 'y' : 'n');
    if (design.refractiveIndex > 0.0) fmt::format_to(out, "I {}\n", number(design.refractiveIndex, 3));
    for (const std::string& header : design.headers) fmt::format_to(out, "H {}\n", oneLine(header));
    for (const GemCadTier& tier : design.tiers) {
        fmt::format_to(out, "a {} {}", number(tier.angle_deg, 6), number(tier.distance, 8));
        for (const GemCadFacet& facet : tier.facets) {
            fmt::format_to(out, " {}", number(facet.index, 0));
            if (!facet.name.empty()) fmt::format_to(out, " n {}", facet.name);
        }
        if (!tier.instructions.empty()) fmt::format_to(out, " G {}", oneLine(tier.instructions));
        text += '\n';
    }
    for (const std::string& footer : design.footers) fmt::format_to(out, "F {}\n", oneLine(footer));
    return text;
}

GemCadDesign designOf(const Solid& solid, const std::string& title, double refractiveIndex) {
    std::vector<Setting> settings;
    for (const Facet& facet : solid.facets()) settings.push_back(settingOf(facet.plane));
    GemCadDesign design{.gear = gearFor(settings), .refractiveIndex = refractiveIndex, .headers = {title}};
    for (const Setting& setting : settings) {
        auto tier = std::ranges::find_if(design.tiers, [&](const GemCadTier& known) {
            return std::signbit(known.angle_deg) == std::signbit(setting.angle_deg) &&
                   std::abs(known.angle_deg - setting.angle_deg) < kSameTier &&
                   std::abs(known.distance - setting.distance) < kSameTier;
        });
        if (tier == design.tiers.end())
            tier = design.tiers.insert(tier, {.angle_deg = setting.angle_deg, .distance = setting.distance});
        tier->facets.push_back({.index = indexOn(design.gear, setting.turn), .name = {}});
    }
    std::ranges::stable_sort(design.tiers, cutBefore);
    nameTiers(design.tiers);
    findSymmetry(design);
    return design;
}

bool isOnTeeth(const GemCadDesign& design) {
    return std::ranges::all_of(design.tiers, [](const GemCadTier& tier) {
        return std::ranges::all_of(tier.facets,
                                   [](const GemCadFacet& facet) { return facet.index == std::round(facet.index); });
    });
}

} // namespace vitrine::gem
