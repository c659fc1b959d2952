#include "gem.h"

#include "assets.h"
#include "base/error.h"
#include "base/png.h"
#include "gem_options.h"
#include "gem_report.h"
#include "gem_stone.h"
#include "performance/crystal.h"
#include "performance/isotropic.h"
#include "performance/laboratory_picture.h"
#include "progress.h"
#include "scene/catalogue.h"
#include "scene/look_up.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <memory>

namespace vitrine::cli {
namespace {

constexpr std::array<double, 13> kTilts_deg{-30, -25, -20, -15, -10, -5, 0, 5, 10, 15, 20, 25, 30};

std::string labelOf(const std::map<std::string, std::string>& labels) {
    return labels.at("en");
}

int polishedFacets(const gem::Solid& solid) {
    return static_cast<int>(std::count_if(solid.facets().begin(), solid.facets().end(), [](const gem::Facet& facet) {
        return facet.kind != gem::FacetKind::girdle;
    }));
}

std::vector<std::string> notesOn(const gem::Species& species) {
    std::vector<std::string> notes;
    if (!species.isotropic())
        notes.push_back(
            fmt::format("{} is doubly refracting: the figures are of both its waves, with their polarisation; "
                        "pictures take its ordinary ray for all light.",
                        labelOf(species.labels)));
    if (species.character == gem::OpticCharacter::biaxial)
        notes.push_back("Its three indices are those of the nearest uniaxial crystal.");
    return notes;
}

performance::LightOfRay lightIn(const gem::Solid& solid, const gem::Species& species) {
    return species.isotropic() ? performance::isotropicLight(solid, species)
                               : performance::crystalLight(solid, species);
}

// Why the figures of a laboratory do not apply; empty where they do.
std::vector<std::string> reasonsNotToTrace(const GemStone& stone, const gem::Species& species) {
    std::vector<std::string> reasons;
    if (species.body)
        reasons.push_back(fmt::format("{} is opaque: no light goes through it, so that light return, face-up radiance, "
                                      "ASET, fire and tilt do not apply.",
                                      labelOf(species.labels)));
    if (stone.cabochon)
        reasons.push_back("It has no facets and no table: a laboratory's figures are defined for faceted stones.");
    return reasons;
}

double volumeOf(const GemStone& stone, double width_mm) {
    return stone.cabochon ? gem::volume(*stone.cabochon) * width_mm * width_mm * width_mm
                          : stone.solid.polyhedron().volume();
}

GemReport described(const GemOptions& options, const GemStone& stone, const gem::Species& species) {
    constexpr double kMilligramsPerCarat = 200.0; // mm3 x g/cm3 is mg
    const double volume_mm3 = volumeOf(stone, options.diameter_mm);
    return {.cut = stone.label,
            .species = labelOf(species.labels),
            .diameter_mm = options.diameter_mm,
            .facets = stone.cabochon ? 0 : polishedFacets(stone.solid),
            .planes = stone.cabochon ? 0 : static_cast<int>(stone.solid.facets().size()),
            .proportions = stone.cabochon ? gem::proportionsOf(*stone.cabochon) : gem::measureProportions(stone.solid),
            .volume_mm3 = volume_mm3,
            .carats = volume_mm3 * species.density_g_cm3 / kMilligramsPerCarat,
            .soldByMomme = gem::usualStyle(species) == gem::Style::pearl,
            .design = stone.design};
}

void trace(GemReport& report, const gem::Species& species, const gem::Solid& solid) {
    Progress progress("Measuring");
    progress.show(0.0, "light return");
    const performance::LightOfRay light = lightIn(solid, species);
    report.tracedAs = species.isotropic() ? "isotropic" : "uniaxial crystal";
    report.notes = notesOn(species);
    GemReport::Performance& found = report.performance.emplace();
    found.light = performance::lightReturn(solid, light, {.rays = 1 << 15});
    progress.show(0.35, "face up");
    found.face = performance::faceUp(solid, light, {.rays = 1 << 13});
    progress.show(0.7, "tilted");
    found.tilt = performance::tiltCurve(solid, light, kTilts_deg, {.rays = 1 << 11});
}

void writeLaboratoryPictures(const GemOptions& options, const gem::Solid& solid, const gem::Species& species) {
    // What the eye can tell, of code values: a thousandth.
    const performance::LightOfRay light = performance::isotropicLight(solid, species, {.residue = 1e-3});
    const auto draw = [&](const std::filesystem::path& file, const performance::Viewer& viewer) {
        Progress progress(file.filename().string());
        return performance::drawLaboratoryPicture(solid, light, viewer, {.side = options.pictureSide},
                                                  [&](double done) { progress.show(done, "drawing"); });
    };
    const auto write = [&](const std::filesystem::path& file, const performance::Viewer& viewer) {
        if (!file.empty()) writeFileAtomically(file, encodePng(draw(file, viewer)));
    };
    write(options.aset, performance::asetViewer());
    write(options.idealScope, performance::idealScopeViewer());
    write(options.faceUp, performance::faceUpViewer());
    if (const auto& file = options.heartsAndArrows; !file.empty())
        writeFileAtomically(file, encodePng(performance::sideBySide(draw(file, performance::arrowsViewer()),
                                                                    draw(file, performance::heartsViewer()))));
}

std::array<const std::filesystem::path*, 4> picturesOf(const GemOptions& options) {
    return {&options.aset, &options.idealScope, &options.heartsAndArrows, &options.faceUp};
}

bool wantsPictures(const GemOptions& options) {
    return std::ranges::any_of(picturesOf(options), [](const auto* file) { return !file->empty(); });
}

int run(const GemOptions& options, const Context& context) {
    for (const std::filesystem::path* file : picturesOf(options))
        if (!file->empty()) checkWritable(*file);
    if (!options.exported.empty()) checkWritable(options.exported);
    const scene::Catalogue catalogue = scene::loadCatalogue(assetsFolder(context.assets));
    const gem::Species& species = *scene::lookUp(catalogue.species, options.species, "species");
    GemStone stone = stoneFor(options, catalogue, species);
    if (!options.exported.empty()) writeFileAtomically(options.exported, exportedDesign(stone, species));

    GemReport report = described(options, stone, species);
    report.notes = reasonsNotToTrace(stone, species);
    if (report.notes.empty()) {
        trace(report, species, stone.solid);
    } else if (wantsPictures(options)) {
        throw Error({.place = "--aset, --ideal-scope, --hearts-and-arrows, --face-up",
                     .problem = report.notes.front(),
                     .remedy = "a transparent species in a faceted cut, such as round-brilliant"});
    }
    report.notes.insert(report.notes.end(), stone.notes.begin(), stone.notes.end());
    if (!stone.cabochon)
        for (std::string& odd : gem::oddities(report.proportions)) report.notes.push_back(std::move(odd));
    if (options.form == GemForm::text) {
        printText(report);
    } else {
        Json json = asJson(report);
        if (options.form == GemForm::jsonWithDetails) json["details"] = detailsOf(report);
        fmt::print("{}\n", json.dump(2));
    }
    writeLaboratoryPictures(options, stone.solid, species);
    return 0;
}

} // namespace

void addGem(CLI::App& app, Context& context) {
    const auto options = std::make_shared<GemOptions>();
    CLI::App* command = app.add_subcommand("gem", "Measure what a cut does with light, as a gem laboratory does");
    declare(*command, *options);
    command->callback([options, &context] { context.run = [options, &context] { return run(*options, context); }; });
}

} // namespace vitrine::cli
