#include "gem_stone.h"

#include "base/error.h"
#include "gem/gemcad_read.h"
#include "gem/gemcad_reangle.h"
#include "gem/gemcad_stone.h"
#include "gem/gemcad_write.h"
#include "scene/look_up.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace vitrine::cli {
namespace {

std::string titleOf(const gem::GemCadDesign& design, const std::string& file) {
    return design.headers.empty() || design.headers.front().empty() ? std::filesystem::path(file).stem().string()
                                                                    : design.headers.front();
}

gem::GemCadDesign reangled(const gem::GemCadDesign& design, const GemOptions& options, const gem::Species& species,
                           std::vector<std::string>& notes) {
    const double index = species.ordinary.index(optics::kSodiumD_nm);
    const gem::Reangled found = gem::reangled(design, index, options.cut);
    notes.push_back(fmt::format("Re-angled from index {:.3f} to {:.3f}: tangents of the pavilion times {:.4f}, of the "
                                "crown times {:.4f}.",
                                design.refractiveIndex, index, found.pavilionRatio, found.crownRatio));
    return found.design;
}

void noteWindow(const gem::GemCadDesign& design, const gem::Species& species, std::vector<std::string>& notes) {
    if (species.body) return;
    const double flattest_deg = gem::flattestPavilion_deg(design);
    const double critical_deg = gem::criticalAngle_deg(species.ordinary.index(optics::kSodiumD_nm));
    if (flattest_deg < critical_deg)
        notes.push_back(
            fmt::format("The flattest pavilion facets, {:.2f} deg, lie below the species' critical angle of "
                        "{:.2f} deg: the stone has a window there; --reangle changes the angles.",
                        flattest_deg, critical_deg));
}

GemStone stoneOfFile(const GemOptions& options, const gem::Species& species) {
    refuseProportions(options.brilliant, "a design of a file");
    gem::GemCadDesign design = gem::readGemCadFile(options.cut);
    std::vector<std::string> notes;
    if (options.reangle) design = reangled(design, options, species, notes);
    const gem::GemCadStone cut = gem::stoneOf(design, options.cut);
    noteWindow(design, species, notes);
    if (!cut.cutAway.empty())
        notes.push_back(
            fmt::format("Left out, because nothing remains of facets of: {}.", fmt::join(cut.cutAway, ", ")));
    return {.label = titleOf(design, options.cut),
            .cabochon = {},
            .solid = cut.solid.scaled(options.diameter_mm),
            .design = std::move(design),
            .notes = std::move(notes)};
}

} // namespace

GemStone stoneFor(const GemOptions& options, const scene::Catalogue& catalogue, const gem::Species& species) {
    if (gem::isNameOfGemCadFile(options.cut)) return stoneOfFile(options, species);
    const gem::Cut& cut = scene::lookUp(catalogue.cuts, options.cut, "cut")->cut;
    if (options.reangle)
        throw Error({.place = "--reangle",
                     .problem = fmt::format("the {} already has the angles for {}", cut.id, species.id),
                     .remedy = "leave this out, or give a design FILE.asc"});
    const gem::Recipe recipe = recipeFor(options, cut, species);
    GemStone stone{.label = cut.labels.at("en"),
                   .cabochon = {},
                   .solid = gem::build(recipe).scaled(options.diameter_mm),
                   .design = {},
                   .notes = {}};
    if (const auto* cabochon = std::get_if<gem::Cabochon>(&recipe)) stone.cabochon = *cabochon;
    return stone;
}

std::string exportedDesign(GemStone& stone, const gem::Species& species) {
    if (stone.design) return gem::writeGemCad(*stone.design);
    if (stone.cabochon)
        throw Error({.place = "--export",
                     .problem = "a stone without facets has no design",
                     .remedy = "a faceted cut, such as round-brilliant"});
    const gem::GemCadDesign design = gem::designOf(stone.solid.scaled(1.0 / stone.solid.width()), stone.label,
                                                   species.ordinary.index(optics::kSodiumD_nm));
    if (!gem::isOnTeeth(design))
        stone.notes.push_back(fmt::format(
            "Exported on a gear of {} teeth with fractional indices: no usual gear has a tooth for every facet.",
            design.gear));
    return gem::writeGemCad(design);
}

} // namespace vitrine::cli
