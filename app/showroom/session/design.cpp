#include "session/design.h"

#include "base/error.h"
#include "part/reader.h"
#include "scene/assemble.h"
#include "scene/foreign.h"
#include "scene/look_up.h"
#include "scene/opaque.h"
#include "scene/resolve.h"

#include <algorithm>
#include <cctype>

namespace vitrine::showroom {
namespace {

std::string extensionOf(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

Opened openModel(const std::filesystem::path& file, std::shared_ptr<const scene::Catalogue> catalogue) {
    scene::ForeignSettings settings;
    for (const auto& [id, species] : catalogue->species) settings.species.push_back(species);
    auto piece = std::make_shared<const scene::Piece>(scene::pieceFromModel(part::readModel(file), settings));
    ModelChoice choice;
    for (const scene::Stone& stone : piece->stones) choice.species[stone.seat] = stone.species->id;
    return {.source = {.catalogue = std::move(catalogue), .model = std::move(piece)},
            .design = std::move(choice),
            .name = file.stem().string()};
}

// A model may bring species of its own, which no catalogue has.
std::shared_ptr<const gem::Species> speciesOf(const scene::Stone& stone, const ModelChoice& choice,
                                              const Source& source) {
    const auto chosen = choice.species.find(stone.seat);
    if (chosen == choice.species.end() || chosen->second == stone.species->id) return stone.species;
    return scene::lookUp(source.catalogue->species, chosen->second, "species");
}

// What is left of a design when one does not look at what it is made of.
scene::Configuration bare(scene::Configuration configuration) {
    for (scene::PartEntry& entry : configuration.parts) {
        for (auto& [slot, alloy] : entry.metals) alloy.clear();
        entry.finishes.clear();
        for (auto& [seat, stone] : entry.stones) stone.species.clear();
    }
    return configuration;
}

const gem::CutBody& bodyOf(const scene::StoneChoice& stone, const scene::Catalogue& catalogue) {
    const auto& species = scene::lookUp(catalogue.species, stone.species, "species");
    return scene::lookUp(catalogue.cuts, stone.cut, "cut")->cut.bodyFor(species->indexGroup);
}

scene::StoneShape shapeOf(const scene::StoneChoice& stone, const scene::Catalogue& catalogue) {
    return scene::shapeOf(*scene::lookUp(catalogue.species, stone.species, "species"));
}

// Of two designs of one form. What becomes opaque is shown by its surface, no longer by the way of light through it.
bool cutAlike(const scene::Configuration& a, const scene::Configuration& b, const scene::Catalogue& catalogue) {
    for (std::size_t i = 0; i < a.parts.size(); ++i)
        for (const auto& [seat, stone] : a.parts[i].stones) {
            const scene::StoneChoice& other = b.parts[i].stones.at(seat);
            if (&bodyOf(stone, catalogue) != &bodyOf(other, catalogue) ||
                shapeOf(stone, catalogue) != shapeOf(other, catalogue))
                return false;
        }
    return true;
}

} // namespace

Opened open(const std::filesystem::path& file, const std::filesystem::path& assets) {
    auto catalogue = std::make_shared<const scene::Catalogue>(scene::loadCatalogue(assets));
    const std::string extension = extensionOf(file);
    if (extension == ".glb" || extension == ".gltf") return openModel(file, std::move(catalogue));
    if (extension != ".json")
        throw Error({.file = file.string(),
                     .problem = "is neither a design nor a model",
                     .remedy = "a .json, .glb or .gltf file"});
    scene::Configuration configuration = scene::readConfiguration(file);
    std::string name = configuration.name;
    return {.source = {.catalogue = std::move(catalogue), .model = nullptr},
            .design = std::move(configuration),
            .name = std::move(name)};
}

scene::Piece pieceOf(const Design& design, const Source& source) {
    if (const auto* configuration = std::get_if<scene::Configuration>(&design))
        return scene::assemble(*configuration, *source.catalogue);
    scene::Piece piece = *source.model;
    for (scene::Stone& stone : piece.stones) stone.species = speciesOf(stone, std::get<ModelChoice>(design), source);
    return piece;
}

scene::Dressing dressingOf(const Design& design, const Source& source) {
    if (const auto* configuration = std::get_if<scene::Configuration>(&design))
        return scene::dressingOf(*configuration, *source.catalogue);
    scene::Dressing dressing{.surfaces = source.model->surfaces, .stones = {}};
    for (const scene::Stone& stone : source.model->stones)
        dressing.stones.push_back(speciesOf(stone, std::get<ModelChoice>(design), source));
    return dressing;
}

bool sameForm(const Design& a, const Design& b) {
    if (a.index() != b.index()) return false;
    const auto* first = std::get_if<scene::Configuration>(&a);
    return first == nullptr || bare(*first) == bare(std::get<scene::Configuration>(b));
}

bool sameGeometry(const Design& a, const Design& b, const Source& source) {
    if (!sameForm(a, b)) return false;
    const auto* first = std::get_if<scene::Configuration>(&a);
    if (first == nullptr) return scene::sameShapes(dressingOf(a, source), dressingOf(b, source));
    return cutAlike(*first, std::get<scene::Configuration>(b), *source.catalogue);
}

std::optional<std::string> refusalOf(const Design& design, const Source& source) {
    const auto* configuration = std::get_if<scene::Configuration>(&design);
    if (configuration == nullptr) return std::nullopt;
    try {
        const auto parts = scene::resolveParts(*configuration, *source.catalogue);
        const part::ValueGraph values = scene::resolveValues(*configuration, *source.catalogue, parts);
        for (const scene::ResolvedPart& resolved : parts)
            for (const part::Violation& violation : part::findViolations(resolved.choice, values))
                if (violation.grade == part::Grade::refuse) return violation.message;
    } catch (const Error& problem) {
        return problem.parts().problem;
    }
    return std::nullopt;
}

} // namespace vitrine::showroom
