#include "species.h"

#include "gem/colour.h"
#include "report.h"
#include "scene/catalogue.h"
#include "scene/look_up.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>

namespace vitrine::cli {
namespace {

constexpr const char* kExamples = R"(
Prints what is known of a stone: its indices of refraction at the Fraunhofer lines B 686.7, C 656.3, D 589.3, F 486.1 and
G 430.8 nm, what follows from them, its colour, what it weighs and withstands, and what must be said when it is sold.

  n                 the ordinary ray; the extraordinary one beside it, or alpha, beta and gamma, where they differ
  dispersion        the index at G less that at B: the fire of a stone
  birefringence     the greatest difference of two rays at D; from about 0.02 on back facets are seen doubled
  critical angle    light that meets a facet at more than that stays inside
  fluorescence      what it shines with under long-wave ultraviolet light, and how strongly such stones do
  colour            CIE L* a* b* under D65 of a slab of 5 mm without its surfaces, or of an opaque stone's body

Stones are modelled where no measured spectrum is at hand, and say so. A diamond takes a colour grade: diamond-h.
Names are listed by `vitrine list gems`.

Examples:
  vitrine species diamond
  vitrine species alexandrite --json

Exit code: 0, or 2 when there is no such stone; the near names are listed.)";

struct Line {
    const char* name;
    double wavelength_nm;
};
constexpr Line kLines[]{{"B", 686.7}, {"C", 656.3}, {"D", 589.3}, {"F", 486.1}, {"G", 430.8}};

struct Ray {
    const char* name; ///< to be read
    const char* key;  ///< in JSON
    const optics::Dispersion* dispersion;
};

std::vector<Ray> raysOf(const gem::Species& species) {
    if (species.isotropic()) return {{"n", "n", &species.ordinary}};
    if (species.character == gem::OpticCharacter::uniaxial)
        return {{"n ordinary", "n", &species.ordinary}, {"n extraordinary", "n_extraordinary", &species.extraordinary}};
    return {{"n alpha", "n_alpha", &species.principal[0]},
            {"n beta", "n_beta", &species.principal[1]},
            {"n gamma", "n_gamma", &species.principal[2]}};
}

double dispersionBG(const optics::Dispersion& dispersion) {
    return dispersion.index(430.8) - dispersion.index(686.7);
}

double criticalAngle_deg(const optics::Dispersion& dispersion) {
    return degrees(std::asin(1.0 / dispersion.index(optics::kSodiumD_nm)));
}

double birefringence(const gem::Species& species) {
    const auto n = [&](std::size_t ray) { return species.principal[ray].index(optics::kSodiumD_nm); };
    return std::abs(n(2) - n(0));
}

std::string characterOf(const gem::Species& species) {
    const auto n = [&](std::size_t ray) { return species.principal[ray].index(optics::kSodiumD_nm); };
    if (species.isotropic()) return "isotropic";
    const bool positive = species.character == gem::OpticCharacter::uniaxial ? n(2) > n(0) : n(2) - n(1) >= n(1) - n(0);
    return gem::nameOf(species.character) + (positive ? " positive" : " negative");
}

void printLine(const std::string& name, const std::string& value) {
    fmt::print("  {:<18} {}\n", name, value);
}

std::string listed(const std::vector<std::string>& words) {
    return words.empty() ? "none" : fmt::format("{}", fmt::join(words, ", "));
}

void printOptics(const gem::Species& species) {
    fmt::print("  {:<18}", "");
    for (const Line& line : kLines) fmt::print(" {:>7}", line.name);
    fmt::print("  {:>10}  {:>14}\n", "dispersion", "critical angle");
    for (const Ray& ray : raysOf(species)) {
        fmt::print("  {:<18}", ray.name);
        for (const Line& line : kLines) fmt::print(" {:7.5f}", ray.dispersion->index(line.wavelength_nm));
        fmt::print("  {:>10.4f}  {:>12.2f} \u00b0\n", dispersionBG(*ray.dispersion),
                   criticalAngle_deg(*ray.dispersion));
    }
    fmt::print("\n");
    printLine("optic character", characterOf(species));
    if (!species.isotropic()) {
        printLine("birefringence", fmt::format("{:.4f}", birefringence(species)));
        printLine("orientation", species.orientationReason);
    }
    const glm::dvec3 lab = gem::labOf(species);
    printLine("colour", fmt::format("L* {:.1f}  a* {:.1f}  b* {:.1f}", lab.x, lab.y, lab.z));
}

std::vector<std::string> strengthsOf(const gem::Fluorescence& fluorescence) {
    std::vector<std::pair<double, std::string>> byShare;
    for (const auto& [grade, share] : fluorescence.absorbedShareByGrade) byShare.emplace_back(share, grade);
    std::ranges::sort(byShare);
    std::vector<std::string> strengths;
    for (const auto& [share, grade] : byShare) strengths.push_back(grade);
    return strengths;
}

void printFluorescence(const gem::Fluorescence& fluorescence) {
    const std::string light =
        fmt::format("light of {:.0f} nm by {:g} nm", fluorescence.emission_nm(), fluorescence.excitation_nm);
    const std::vector<std::string> strengths = strengthsOf(fluorescence);
    printLine("fluorescence", strengths.empty() ? light
                                                : fmt::format("{}, in strengths {}; this is {}", light,
                                                              listed(strengths), fluorescence.grade));
}

Json fluorescenceOf(const gem::Fluorescence& fluorescence) {
    return {{"excitation_nm", fluorescence.excitation_nm},
            {"emission_nm", fluorescence.emission_nm()},
            {"strength", fluorescence.grade},
            {"strengths", strengthsOf(fluorescence)}};
}

void printPlay(const gem::PlayOfColour& play) {
    printLine("play of colour",
              fmt::format("spheres of {:g} to {:g} nm in grains of {:g} mm, which mirror {:.0f} % at their peak",
                          play.sphere_nm.first, play.sphere_nm.second, play.grain_mm, 100.0 * play.strength));
}

Json playOf(const gem::PlayOfColour& play) {
    return {{"sphere_nm", {play.sphere_nm.first, play.sphere_nm.second}},
            {"grain_mm", play.grain_mm},
            {"strength", play.strength}};
}

void printBody(const gem::Body& body) {
    printLine("body", "opaque: no light goes through it; the colour is its body's, the gloss not counted");
    if (body.play) printPlay(*body.play);
    if (!body.nacre) return;
    const gem::Nacre& nacre = *body.nacre;
    printLine("nacre",
              fmt::format("laminae of {:g} nm (+- {:g}), index {:g}; sheets of {:g} nm, index {:g}", nacre.lamina_nm,
                          nacre.laminaSpread_nm, nacre.laminaIndex, nacre.sheet_nm, nacre.sheetIndex));
    printLine("overtone",
              fmt::format("{:g} of the layers' light, spread by a roughness of {:g}", nacre.overtone, nacre.roughness));
}

Json nacreOf(const gem::Nacre& nacre) {
    return {{"lamina_nm", nacre.lamina_nm},      {"lamina_spread_nm", nacre.laminaSpread_nm},
            {"lamina_index", nacre.laminaIndex}, {"sheet_index", nacre.sheetIndex},
            {"sheet_nm", nacre.sheet_nm},        {"overtone", nacre.overtone},
            {"roughness", nacre.roughness}};
}

void printTrade(const gem::Species& species) {
    const gem::Trade& trade = species.trade;
    printLine("origin", gem::nameOf(trade.origin));
    printLine("density", fmt::format("{:.2f} g/cm3 ({:.2f} to {:.2f})", species.density_g_cm3,
                                     species.densityRange_g_cm3.first, species.densityRange_g_cm3.second));
    printLine("hardness", fmt::format("{:g} (Mohs)", trade.wear.mohs));
    printLine("toughness", trade.wear.toughness);
    printLine("cleavage", trade.wear.cleavage);
    printLine("wear", fmt::format("{}: {}", gem::nameOf(trade.wear.use), trade.wear.advice.at("en")));
    printLine("cleaning", fmt::format("ultrasonic {}, steam {}, warm soapy water {}", trade.cleaning.ultrasonic,
                                      trade.cleaning.steam, trade.cleaning.warmSoapyWater));
    printLine("assumed", listed(trade.treatments.assume));
    printLine("to be disclosed", listed(trade.treatments.disclose));
    for (const auto& [market, wording] : trade.wording) printLine("called in " + market, wording);
}

void printText(const gem::Species& species) {
    fmt::print("{}  ({})\n\n", species.labels.at("en"), species.id);
    printOptics(species);
    if (species.body) printBody(*species.body);
    if (species.fluorescence) printFluorescence(*species.fluorescence);
    fmt::print("\n");
    printTrade(species);
    if (!species.reservations.empty()) fmt::print("\n  reservations\n");
    for (const std::string& reservation : species.reservations) fmt::print("  - {}\n", reservation);
    fmt::print("\n  sources\n");
    for (const auto& [field, source] : species.sources) printLine(field, source);
}

Json indicesOf(const optics::Dispersion& dispersion) {
    Json indices = Json::object();
    for (const Line& line : kLines) indices[line.name] = dispersion.index(line.wavelength_nm);
    return indices;
}

Json tradeOf(const gem::Trade& trade) {
    return {{"origin", gem::nameOf(trade.origin)},
            {"hardness_mohs", trade.wear.mohs},
            {"toughness", trade.wear.toughness},
            {"cleavage", trade.wear.cleavage},
            {"wear", gem::nameOf(trade.wear.use)},
            {"advice", trade.wear.advice},
            {"cleaning",
             {{"ultrasonic", trade.cleaning.ultrasonic},
              {"steam", trade.cleaning.steam},
              {"warm_soapy_water", trade.cleaning.warmSoapyWater}}},
            {"treatments", {{"assume", trade.treatments.assume}, {"disclose", trade.treatments.disclose}}},
            {"disclosure", trade.wording}};
}

Json asJson(const gem::Species& species) {
    const glm::dvec3 lab = gem::labOf(species);
    Json report{{"id", species.id},
                {"labels", species.labels},
                {"mineral", species.mineral},
                {"grade", species.grade},
                {"optic_character", characterOf(species)},
                {"n", indicesOf(species.ordinary)},
                {"dispersion", dispersionBG(species.ordinary)},
                {"birefringence", birefringence(species)},
                {"critical_angle_deg", criticalAngle_deg(species.ordinary)},
                {"optic_axis", {species.opticAxis.x, species.opticAxis.y, species.opticAxis.z}},
                {"index_group", gem::nameOf(species.indexGroup)},
                {"opaque", species.body.has_value()},
                {"lab", {lab.x, lab.y, lab.z}},
                {"density_g_cm3", species.density_g_cm3},
                {"reservations", species.reservations},
                {"sources", species.sources}};
    for (const Ray& ray : raysOf(species)) report[ray.key] = indicesOf(*ray.dispersion);
    if (species.isotropic()) report["optic_axis"] = nullptr;
    if (species.fluorescence) report["fluorescence"] = fluorescenceOf(*species.fluorescence);
    if (species.body && species.body->play) report["play_of_colour"] = playOf(*species.body->play);
    if (species.body && species.body->nacre) report["nacre"] = nacreOf(*species.body->nacre);
    report.update(tradeOf(species.trade));
    return report;
}

std::shared_ptr<const gem::Species> speciesNamed(const std::filesystem::path& assets, const std::string& id) {
    return scene::lookUp(scene::loadCatalogue(assets).species, id, "species");
}

} // namespace

void addSpecies(CLI::App& app, Context& context) {
    addReport(app, context,
              {.command = "species",
               .purpose = "Print indices, density and care of a stone",
               .argument = "NAME",
               .argumentHelp = "The stone's id, such as blue-sapphire",
               .examples = kExamples,
               .printText = [](const auto& assets, const auto& id) { printText(*speciesNamed(assets, id)); },
               .json = [](const auto& assets, const auto& id) { return asJson(*speciesNamed(assets, id)); }});
}

} // namespace vitrine::cli
