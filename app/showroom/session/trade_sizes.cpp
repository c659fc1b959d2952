#include "session/trade_sizes.h"

#include "part/parameter.h"

#include <algorithm>
#include <cmath>

namespace vitrine::showroom {
namespace {

// What shops stock; asked for by weight. Sizes between them exist, but not on the day the client asks.
constexpr double kDiamondWeights_ct[] = {0.25, 0.33, 0.40, 0.50, 0.70, 0.90, 1.00, 1.25, 1.50, 2.00};

constexpr double kMilligramsPerCarat = 200.0; // mm3 x g/cm3 is mg
constexpr double kSameSize = 0.005;           // two stones closer than that are sold as one size

bool soldByWeight(const gem::Species& species) {
    return species.id.find("diamond") != std::string::npos;
}

void addMelee(std::vector<double>& widths) {
    for (int step = 20; step <= 32; ++step) widths.push_back(0.05 * step); // 1.00 to 1.60
    for (int step = 17; step < 30; ++step) widths.push_back(0.1 * step);   // to 2.90
}

} // namespace

double carat(const gem::Species& species, const gem::Cut& cut, double width_mm) {
    return cut.bodyFor(species.indexGroup).volume() * width_mm * width_mm * width_mm * species.density_g_cm3 /
           kMilligramsPerCarat;
}

std::vector<double> tradeWidths_mm(const gem::Species& species, const gem::Cut& cut) {
    std::vector<double> widths;
    addMelee(widths);
    if (soldByWeight(species)) {
        const double unit_ct = carat(species, cut, 1.0);
        for (const double weight_ct : kDiamondWeights_ct)
            widths.push_back(part::snap(std::cbrt(weight_ct / unit_ct), 0.0));
    } else {
        for (int halves = 6; halves <= 24; ++halves) widths.push_back(0.5 * halves);
    }
    for (double& width : widths) width = part::snap(width, 0.0);
    return widths;
}

double snappedWidth_mm(double width_mm, const std::vector<double>& trade) {
    double best = width_mm, distance = HUGE_VAL;
    for (const double width : trade)
        if (std::abs(width - width_mm) < distance) {
            best = width;
            distance = std::abs(width - width_mm);
        }
    return distance <= kSameSize * width_mm ? width_mm : best;
}

std::optional<double> neighbourWidth_mm(double width_mm, int direction, const std::vector<double>& trade) {
    if (direction > 0) {
        const auto above = std::upper_bound(trade.begin(), trade.end(), width_mm * (1.0 + kSameSize));
        return above == trade.end() ? std::nullopt : std::optional(*above);
    }
    const auto below = std::lower_bound(trade.begin(), trade.end(), width_mm * (1.0 - kSameSize));
    return below == trade.begin() ? std::nullopt : std::optional(*std::prev(below));
}

} // namespace vitrine::showroom
