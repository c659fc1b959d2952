#include "metal.h"

#include "metal/appearance.h"
#include "metal/energy.h"
#include "report.h"
#include "scene/catalogue.h"
#include "scene/look_up.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>

namespace vitrine::cli {
namespace {

constexpr const char* kExamples = R"(
Prints what is known of a metal: how much light it reflects when polished, by wavelength and as a colour, what it weighs,
and what the law and its wearer ask of it. Colours are of normal incidence, D65, 2 degrees (ISO 8654 measures golds so).

  linear Rec.709   may exceed 1 or fall below 0: golds lie outside of it
  F82              what the metal reflects at 82 degrees over what Schlick's formula expects there; platinum 0.8, gold 1
  yellowness       ASTM D1925's formula, by which white golds are graded; the lower the whiter

A colour is either measured, or modelled with its error stated. Names are listed by `vitrine list metals`.

Examples:
  vitrine metal 18k-yellow
  vitrine metal platinum-950 --json

Exit code: 0, or 2 when there is no such metal; the near names are listed.)";

constexpr double kFirst_nm = 380.0, kStep_nm = 10.0;
constexpr int kSteps = 41; // to 780 nm

std::vector<double> reflectances(const metal::Alloy& alloy) {
    std::vector<double> values;
    for (int i = 0; i < kSteps; ++i) values.push_back(metal::reflectance(alloy, 1.0, kFirst_nm + i * kStep_nm));
    return values;
}

const char* nameOf(metal::Nickel nickel) {
    switch (nickel) {
    case metal::Nickel::none:
        return "none";
    case metal::Nickel::bound:
        return "bound";
    case metal::Nickel::released:
        return "released";
    }
    return "";
}

const char* nickelAdvice(metal::Nickel nickel) {
    switch (nickel) {
    case metal::Nickel::none:
        return "none in it";
    case metal::Nickel::bound:
        return "in it, but hardly let go of";
    case metal::Nickel::released:
        return "let go of: not for ear posts, nor for those whom it makes ill";
    }
    return "";
}

std::string recipeText(const metal::Shares& recipe) {
    std::vector<std::string> parts;
    for (const metal::Share& share : recipe) parts.push_back(fmt::format("{} {:g}", share.element, share.percent));
    return fmt::format("{} % by weight", fmt::join(parts, ", "));
}

void printLine(const char* name, const std::string& value) {
    fmt::print("  {:<16} {}\n", name, value);
}

std::string triple(const glm::dvec3& v, int decimals) {
    return fmt::format("{:.{}f}  {:.{}f}  {:.{}f}", v.x, decimals, v.y, decimals, v.z, decimals);
}

void printReflectance(const metal::Alloy& alloy) {
    constexpr int kColumns = 10;
    const std::vector<double> values = reflectances(alloy);
    fmt::print("\n  reflectance in percent, from the wavelength of each row on by {} nm\n", kStep_nm);
    for (int i = 0; i < kSteps; ++i) {
        if (i % kColumns == 0) fmt::print("  {:>4.0f} nm ", kFirst_nm + i * kStep_nm);
        fmt::print("{:6.1f}{}", 100.0 * values[static_cast<std::size_t>(i)],
                   i % kColumns == kColumns - 1 || i == kSteps - 1 ? "\n" : "");
    }
}

void printText(const metal::Alloy& alloy) {
    const metal::Appearance seen = metal::appearanceOf(alloy);
    fmt::print("{}  ({})\n\n", alloy.labels.at("en"), alloy.id);
    printLine("recipe", recipeText(alloy.recipe));
    if (alloy.fineness)
        printLine("fineness", fmt::format("{:g} per mille {}", alloy.fineness->perMille, alloy.fineness->element));
    if (!alloy.hallmark.empty()) printLine("hallmark", alloy.hallmark);
    if (!alloy.colourDesignation.empty()) printLine("colour", alloy.colourDesignation + " (ISO 8654)");
    if (alloy.plating)
        printLine("plating", fmt::format("{}, {:g} to {:g} um; without it: {}", alloy.plating->element,
                                         alloy.plating->thickness_um.first, alloy.plating->thickness_um.second,
                                         alloy.plating->unplated));
    printLine("density", fmt::format("{:.2f} g/cm3", alloy.density_g_cm3));
    printLine("nickel", nickelAdvice(alloy.nickel));
    printLine("care", alloy.care.at("en"));
    fmt::print("\n");
    printLine("linear Rec.709", triple(seen.rgb, 3));
    printLine("CIE L* a* b*", triple(seen.lab, 1));
    printLine("F82", triple(seen.f82, 3));
    printLine("yellowness", fmt::format("{:.1f}", seen.yellowness));
    printLine("optics", alloy.evidence == metal::Evidence::measured ? "measured" : "modelled: " + alloy.error);
    printReflectance(alloy);
    fmt::print("\n  sources\n");
    for (const auto& [field, source] : alloy.sources) printLine(field.c_str(), source);
}

Json asJson(const metal::Alloy& alloy) {
    const metal::Appearance seen = metal::appearanceOf(alloy);
    const auto list = [](const glm::dvec3& v) { return Json{v.x, v.y, v.z}; };
    Json recipe = Json::object();
    for (const metal::Share& share : alloy.recipe) recipe[share.element] = share.percent;
    Json report{{"id", alloy.id},
                {"labels", alloy.labels},
                {"family", alloy.family},
                {"recipe", std::move(recipe)},
                {"reflectance", {{"first_nm", kFirst_nm}, {"step_nm", kStep_nm}, {"values", reflectances(alloy)}}},
                {"rec709", list(seen.rgb)},
                {"lab", list(seen.lab)},
                {"f82", list(seen.f82)},
                {"yellowness", seen.yellowness},
                {"density_g_cm3", alloy.density_g_cm3},
                {"fineness", nullptr},
                {"hallmark", alloy.hallmark},
                {"colour_designation", alloy.colourDesignation},
                {"nickel", nameOf(alloy.nickel)},
                {"plating", nullptr},
                {"care", alloy.care},
                {"status", alloy.evidence == metal::Evidence::measured ? "measured" : "modelled"},
                {"error", alloy.error},
                {"sources", alloy.sources}};
    if (alloy.fineness)
        report["fineness"] = {{"element", alloy.fineness->element}, {"per_mille", alloy.fineness->perMille}};
    if (alloy.plating)
        report["plating"] = {{"element", alloy.plating->element},
                             {"thickness_um", {alloy.plating->thickness_um.first, alloy.plating->thickness_um.second}},
                             {"unplated", alloy.plating->unplated}};
    return report;
}

std::shared_ptr<const metal::Alloy> alloyNamed(const std::filesystem::path& assets, const std::string& id) {
    return scene::lookUp(scene::loadCatalogue(assets).alloys, id, "metal");
}

} // namespace

void addMetal(CLI::App& app, Context& context) {
    addReport(app, context,
              {.command = "metal",
               .purpose = "Print colour, density and fineness of a metal",
               .argument = "ALLOY",
               .argumentHelp = "The metal's id, such as 18k-yellow",
               .examples = kExamples,
               .printText = [](const auto& assets, const auto& id) { printText(*alloyNamed(assets, id)); },
               .json = [](const auto& assets, const auto& id) { return asJson(*alloyNamed(assets, id)); }});
}

} // namespace vitrine::cli
