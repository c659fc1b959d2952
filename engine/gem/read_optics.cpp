#include "gem/read_optics.h"

#include "optics/entry.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace vitrine::gem {
namespace {

double optional(const JsonPlace& entry, const std::string& key, double least, double most, double otherwise) {
    return entry.has(key) ? entry[key].number(least, most) : otherwise;
}

// Napierian 1/mm for one of the published unit: absorbance is decadic, T = 10^-A.
double perMillimetre(const JsonPlace& unit) {
    const std::string name = unit.oneOf({"napierian/mm", "napierian/cm", "absorbance/mm", "absorbance/cm"});
    const double decadic = name.starts_with("absorbance") ? std::log(10.0) : 1.0;
    return name.ends_with("/cm") ? decadic / 10.0 : decadic;
}

bool positive(const Species& species) { // gamma is further from beta than alpha is
    const auto index = [&](int i) { return species.principal[i].index(optics::kSodiumD_nm); };
    return index(2) - index(1) >= index(1) - index(0);
}

// The two principal indices that lie closer together become the ordinary ray, in the middle between them.
void takeNearestUniaxial(Species& species) {
    const int lone = positive(species) ? 2 : 0, other = 2 - lone;
    const double gap =
        species.principal[other].index(optics::kSodiumD_nm) - species.principal[1].index(optics::kSodiumD_nm);
    species.ordinary = species.principal[1].shifted(0.5 * gap);
    species.extraordinary = species.principal[lone];
}

// The mean of two transmittances over a millimetre, as an absorption.
optics::Spectrum meanAbsorption(const optics::Spectrum& a, const optics::Spectrum& b) {
    std::vector<double> values;
    for (const double l : a.wavelengths_nm())
        values.push_back(-std::log(0.5 * (std::exp(-a.at(l)) + std::exp(-b.at(l)))));
    return optics::Spectrum(a.wavelengths_nm(), std::move(values));
}

glm::dvec3 readDirection(const JsonPlace& place) {
    const glm::dvec3 v(place[0].number(-1.0, 1.0), place[1].number(-1.0, 1.0), place[2].number(-1.0, 1.0));
    if (place.size() != 3 || glm::length(v) < 0.1) place.fail("is not a direction", "three numbers, not all zero");
    return glm::normalize(v);
}

// Any right-handed frame whose third axis is given.
glm::dmat3 frameAbout(const glm::dvec3& z) {
    const glm::dvec3 aside = std::abs(z.x) < 0.9 ? glm::dvec3(1.0, 0.0, 0.0) : glm::dvec3(0.0, 0.0, 1.0);
    const glm::dvec3 x = glm::normalize(aside - glm::dot(aside, z) * z);
    return {x, glm::cross(z, x), z};
}

void readTarget(const JsonPlace& target) {
    target.allowOnly({"slab_mm", "L", "a", "b", "within"});
    (void)target["slab_mm"].number(0.1, 100.0);
    (void)target["L"].number(0.0, 100.0);
    (void)target["a"].number(-150.0, 150.0);
    (void)target["b"].number(-150.0, 150.0);
    (void)target["within"].number(0.0, 20.0);
}

// Where the curves come from: a modelled one must say what colour it was made for.
void readStatus(const JsonPlace& place, const std::string& what, Species& species) {
    optics::checkValidity(place);
    if (place["status"].oneOf({"measured", "modelled"}) == "measured") return;
    readTarget(place["target"]);
    species.reservations.push_back(
        fmt::format("{} is modelled from {} and scaled to a colour: L* {}, a* {}, b* {}", what,
                    place.has("chromophores") ? "bands at published centres" : "a shape", place["target"]["L"].number(),
                    place["target"]["a"].number(), place["target"]["b"].number()));
}

} // namespace

Rays raysOf(OpticCharacter character) {
    return character == OpticCharacter::isotropic  ? Rays::one
           : character == OpticCharacter::uniaxial ? Rays::two
                                                   : Rays::three;
}

void readIndices(const Layers& entry, Species& species) {
    const JsonPlace index = entry["index"];
    const double scale = optional(entry.entry(), "dispersion_scale", 0.0, 10.0, 1.0);
    const double offset = optional(entry.entry(), "index_offset", -1.0, 1.0, 0.0);
    const auto read = [&](const char* ray) {
        if (index[ray].has("extrapolated"))
            species.reservations.push_back(
                fmt::format("index of {} ray is extrapolated: {}", ray, index[ray]["extrapolated"]["reason"].string()));
        return optics::readDispersion(index[ray]).scaled(scale).shifted(offset);
    };
    if (index.has("x")) {
        index.allowOnly({"x", "y", "z"});
        species.character = OpticCharacter::biaxial;
        species.principal = {read("x"), read("y"), read("z")};
        for (int i = 0; i < 2; ++i)
            if (species.principal[i].index(optics::kSodiumD_nm) > species.principal[i + 1].index(optics::kSodiumD_nm))
                index.fail("does not grow from x to z at 589.3 nm", "alpha as x, beta as y, gamma as z");
        takeNearestUniaxial(species);
        return;
    }
    index.allowOnly({"ordinary", "extraordinary"});
    species.character = index.has("extraordinary") ? OpticCharacter::uniaxial : OpticCharacter::isotropic;
    species.ordinary = read("ordinary");
    species.extraordinary = species.isotropic() ? species.ordinary : read("extraordinary");
    species.principal = {species.ordinary, species.ordinary, species.extraordinary};
}

void readOrientation(const Layers& entry, Species& species) {
    if (species.isotropic()) return;
    const JsonPlace place = entry["orientation"];
    species.orientationReason = place["reason"].string();
    if (species.character == OpticCharacter::uniaxial) {
        place.allowOnly({"optic_axis", "reason"});
        species.opticAxis = readDirection(place["optic_axis"]);
        species.principalAxes = frameAbout(species.opticAxis);
        return;
    }
    place.allowOnly({"x", "z", "reason"});
    const glm::dvec3 x = readDirection(place["x"]), z = readDirection(place["z"]);
    if (std::abs(glm::dot(x, z)) > 1e-6) place["z"].fail("is not perpendicular to x");
    species.principalAxes = {x, glm::cross(z, x), z};
    species.opticAxis = positive(species) ? z : x;
}

void readAbsorption(const Layers& entry, double scale, Species& species) {
    if (!entry.has("absorption")) return; // colourless
    const JsonPlace absorption = entry["absorption"];
    absorption.allowOnly(
        {"status", "unit", "scale", "valid_nm", "extrapolated", "curves", "chromophores", "target", "note"});
    readStatus(absorption, "absorption", species);
    const double factor = perMillimetre(absorption["unit"]) * optional(absorption, "scale", 0.0, 1e6, 1.0) * scale *
                          optional(entry.entry(), "absorption_scale", 0.0, 1000.0, 1.0);
    const Rays rays = raysOf(species.character);
    const std::vector<std::string> names = namesOf(rays);
    std::vector<optics::Spectrum> curves;
    if (absorption.has("chromophores")) {
        const std::vector<Chromophore> chromophores = readChromophores(absorption["chromophores"], rays);
        for (std::size_t ray = 0; ray < names.size(); ++ray) curves.push_back(curveOf(chromophores, ray));
    } else {
        absorption["curves"].allowOnly(names);
        for (const std::string& name : names) curves.push_back(optics::readCurve(absorption["curves"][name], 0.0, 1e6));
    }
    for (optics::Spectrum& curve : curves) curve = curve.scaled(factor);
    if (rays == Rays::three) {
        species.absorptionPrincipal = {curves[0], curves[1], curves[2]};
        const bool high = positive(species);
        species.absorptionExtraordinary = curves[high ? 2 : 0];
        species.absorptionOrdinary = meanAbsorption(curves[1], curves[high ? 0 : 2]);
    } else {
        species.absorptionOrdinary = curves.front();
        species.absorptionExtraordinary = curves.back();
        species.absorptionPrincipal = {curves.front(), curves.front(), curves.back()};
    }
}

namespace {

Nacre readNacre(const JsonPlace& place) {
    place.allowOnly(
        {"lamina_nm", "lamina_spread_nm", "lamina_index", "sheet_index", "sheet_nm", "overtone", "roughness"});
    return {.lamina_nm = place["lamina_nm"].number(50.0, 2000.0),
            .laminaSpread_nm = place["lamina_spread_nm"].number(0.0, 500.0),
            .laminaIndex = place["lamina_index"].number(1.0, 3.0),
            .sheetIndex = place["sheet_index"].number(1.0, 3.0),
            .sheet_nm = place["sheet_nm"].number(0.0, 500.0),
            .overtone = place["overtone"].number(0.0, 1.0),
            .roughness = place["roughness"].number(0.1, 0.8)};
}

PlayOfColour readPlay(const JsonPlace& place) {
    place.allowOnly({"sphere_nm", "grain_mm", "strength", "spread_deg", "band"});
    const std::vector<JsonPlace> spheres = place["sphere_nm"].elements();
    if (spheres.size() != 2) place["sphere_nm"].fail("is no range", "the least and the greatest diameter");
    const double least = spheres[0].number(100.0, 400.0);
    return {.sphere_nm = {least, spheres[1].number(least, 400.0)},
            .grain_mm = place["grain_mm"].number(0.1, 10.0),
            .strength = place["strength"].number(0.0, 0.8),
            .spread_deg = place["spread_deg"].number(0.6, 20.0),
            .band = place["band"].number(0.005, 0.2)};
}

} // namespace

void readBody(const Layers& entry, Species& species) {
    if (!entry.has("body")) return; // transparent
    const JsonPlace place = entry["body"];
    place.allowOnly(
        {"status", "unit", "valid_nm", "extrapolated", "chromophores", "target", "nacre", "play_of_colour", "note"});
    (void)place["unit"].oneOf({"K/S"});
    readStatus(place, "the body's reflectance", species);
    Body body;
    body.reflectance = thickLayerReflectance(curveOf(readChromophores(place["chromophores"], Rays::one), 0));
    if (place.has("nacre")) body.nacre = readNacre(place["nacre"]);
    if (place.has("play_of_colour")) body.play = readPlay(place["play_of_colour"]);
    // Whoever knows nothing of bodies sees a stone that lets through in 5 mm what this one reflects.
    constexpr double kAlike_mm = 5.0, kLeast = 1e-4;
    std::vector<double> values;
    for (const double reflectance : body.reflectance.values())
        values.push_back(-std::log(std::max(reflectance, kLeast)) / kAlike_mm);
    const optics::Spectrum alike(body.reflectance.wavelengths_nm(), std::move(values));
    species.absorptionOrdinary = species.absorptionExtraordinary = alike;
    species.absorptionPrincipal.fill(alike);
    species.body = std::move(body);
}

} // namespace vitrine::gem
