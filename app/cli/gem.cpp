#include "gem.h"

#include "assets.h"
#include "base/error.h"
#include "base/png.h"
#include "gem_options.h"
#include "gem_report.h"
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
std::vector<std::string> reasonsNotToTrace(const gem::Recipe& recipe, const gem::Species& species) {
    std::vector<std::string> reasons;
    if (species.body)
        reasons.push_back(fmt::format("{} is opaque: no light goes through it, so that light return, face-up radiance, "
                                      "ASET, fire and tilt do not apply.",
                                      labelOf(species.labels)));
    if (std::holds_alternative<gem::Cabochon>(recipe))
        reasons.push_back("It has no facets and no table: a laboratory's figures are defined for faceted stones.");
    return reasons;
}

double volumeOf(const gem::Recipe& recipe, const gem::Solid& solid, double width_mm) {
    const auto* cabochon = std::get_if<gem::Cabochon>(&recipe);
    return cabochon ? gem::volume(*cabochon) * width_mm * width_mm * width_mm : solid.polyhedron().volume();
}

GemReport described(const GemOptions& options, const gem::Cut& cut, const gem::Species& species,
                    const gem::Recipe& recipe, const gem::Solid& solid) {
    constexpr double kMilligramsPerCarat = 200.0; // mm3 x g/cm3 is mg
    const auto* cabochon = std::get_if<gem::Cabochon>(&recipe);
    const double volume_mm3 = volumeOf(recipe, solid, options.diameter_mm);
    return {.cut = labelOf(cut.labels),
            .species = labelOf(species.labels),
            .diameter_mm = options.diameter_mm,
            .facets = cabochon ? 0 : polishedFacets(solid),
            .planes = cabochon ? 0 : static_cast<int>(solid.facets().size()),
            .proportions = cabochon ? gem::proportionsOf(*cabochon) : gem::measureProportions(solid),
            .volume_mm3 = volume_mm3,
            .carats = volume_mm3 * species.density_g_cm3 / kMilligramsPerCarat,
            .soldByMomme = gem::usualStyle(species) == gem::Style::pearl};
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
    const scene::Catalogue catalogue = scene::loadCatalogue(assetsFolder(context.assets));
    const gem::Cut& cut = scene::lookUp(catalogue.cuts, options.cut, "cut")->cut;
    const gem::Species& species = *scene::lookUp(catalogue.species, options.species, "species");
    const gem::Recipe recipe = recipeFor(options, cut, species);
    const gem::Solid solid = gem::build(recipe).scaled(options.diameter_mm);

    GemReport report = described(options, cut, species, recipe, solid);
    report.notes = reasonsNotToTrace(recipe, species);
    if (report.notes.empty()) {
        trace(report, species, solid);
    } else if (wantsPictures(options)) {
        throw Error({.place = "--aset, --ideal-scope, --hearts-and-arrows, --face-up",
                     .problem = report.notes.front(),
                     .remedy = "a transparent species in a faceted cut, such as round-brilliant"});
    }
    if (options.form == GemForm::text) {
        printText(report);
    } else {
        Json json = asJson(report);
        if (options.form == GemForm::jsonWithDetails) json["details"] = detailsOf(report);
        fmt::print("{}\n", json.dump(2));
    }
    writeLaboratoryPictures(options, solid, species);
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
