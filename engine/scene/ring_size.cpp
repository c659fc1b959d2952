#include "scene/ring_size.h"

#include "base/error.h"
#include "base/math.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fmt/core.h>
#include <optional>

namespace vitrine::scene {
namespace {

constexpr const char* kHalf = "\u00bd";
constexpr int kLetters = 26;

std::vector<std::pair<double, double>> readTable(const JsonPlace& place) {
    std::vector<std::pair<double, double>> table;
    for (const JsonPlace& entry : place.elements()) {
        if (!entry.value().is_array() || entry.size() != 2) entry.fail("is no pair", "[size, diameter in mm]");
        table.emplace_back(entry[0].number(), entry[1].number(1.0, 100.0));
        if (table.size() > 1 &&
            !(table.back() > table[table.size() - 2] && table.back().second > table[table.size() - 2].second))
            entry.fail("does not go on from the entry before it", "sizes and diameters that grow");
    }
    if (table.size() < 2) place.fail("has fewer than two entries");
    return table;
}

// On the straight lines through points whose abscissae grow; the outer ones go on.
double along(const std::vector<std::pair<double, double>>& points, double x) {
    std::size_t i = 1;
    while (i + 1 < points.size() && points[i].first < x) ++i;
    const auto& [x0, y0] = points[i - 1];
    const auto& [x1, y1] = points[i];
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0);
}

std::optional<double> asNumber(const std::string& text) {
    double value = 0.0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
    return value;
}

} // namespace

double RingSizeSystem::diameter_mm(double size) const {
    if (!(size >= least && size <= greatest))
        throw Error({.problem = fmt::format("there is no ring size {} in \"{}\"", nameOf(size), id),
                     .remedy = fmt::format("from {} to {}", nameOf(least), nameOf(greatest))});
    const double exact = table_mm.empty() ? first_mm + step_mm * size : along(table_mm, size);
    return std::round(exact * 1000.0) / 1000.0;
}

double RingSizeSystem::sizeOf(double diameter_mm) const {
    if (table_mm.empty()) return (diameter_mm - first_mm) / step_mm;
    std::vector<std::pair<double, double>> turned;
    for (const auto& [size, diameter] : table_mm) turned.emplace_back(diameter, size);
    return along(turned, diameter_mm);
}

double RingSizeSystem::nearest(double size) const {
    return std::clamp(std::round(size / madeBy) * madeBy, least, greatest);
}

std::string RingSizeSystem::nameOf(double size) const {
    if (!lettered || size < 0.0 || 2.0 * size != std::round(2.0 * size)) return fmt::format("{:g}", size);
    const int whole = static_cast<int>(std::floor(size));
    const std::string half = size > whole ? kHalf : "";
    if (whole < kLetters) return static_cast<char>('A' + whole) + half;
    return fmt::format("Z+{}{}", whole - (kLetters - 1), half);
}

double RingSizeSystem::sizeNamed(const std::string& name) const {
    std::optional<double> size = asNumber(name);
    if (!size && lettered) size = sizeInLetters(name);
    if (!size)
        throw Error({.problem = fmt::format("\"{}\" is no ring size in \"{}\"", name, id),
                     .remedy = fmt::format("such as {}", nameOf(nearest(0.5 * (least + greatest))))});
    return *size;
}

std::optional<double> sizeInLetters(std::string text) {
    std::erase(text, ' ');
    if (text.empty() || std::isalpha(static_cast<unsigned char>(text.front())) == 0) return {};
    double size = std::toupper(static_cast<unsigned char>(text.front())) - 'A';
    text.erase(0, 1);
    for (const std::string half : {kHalf, "1/2", ".5"})
        if (text.ends_with(half)) {
            size += 0.5;
            text.resize(text.size() - half.size());
            break;
        }
    if (text.empty()) return size;
    if (text.front() != '+' || size < kLetters - 1) return {};
    const std::optional<double> beyond = asNumber(text.substr(1));
    if (!beyond || *beyond < 1.0 || *beyond != std::floor(*beyond)) return {};
    return size + *beyond;
}

RingSizeSystem readRingSizeSystem(const JsonPlace& entry) {
    entry.allowOnly({"id", "labels", "measure", "first_mm", "step_mm", "table_mm", "least", "greatest", "made_by",
                     "named", "source"});
    RingSizeSystem system{.id = entry["id"].string(),
                          .least = entry["least"].number(),
                          .greatest = entry["greatest"].number(),
                          .madeBy = entry["made_by"].number(0.01, 10.0),
                          .source = entry["source"].string()};
    for (const auto& [language, label] : entry["labels"].members()) system.labels[language] = label.string();
    if (entry.has("named")) system.lettered = entry["named"].oneOf({"letters", "numbers"}) == "letters";
    const bool around = entry["measure"].oneOf({"diameter", "circumference"}) == "circumference";
    const double unit = around ? kPi : 1.0;
    if (entry.has("table_mm")) {
        system.table_mm = readTable(entry["table_mm"]);
        for (auto& [size, length] : system.table_mm) length /= unit;
        return system;
    }
    system.first_mm = entry["first_mm"].number(-100.0, 100.0) / unit;
    system.step_mm = entry["step_mm"].number(1e-3, 100.0) / unit;
    return system;
}

} // namespace vitrine::scene
