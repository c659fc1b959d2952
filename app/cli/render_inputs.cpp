#include "render_inputs.h"

#include "base/error.h"
#include "base/exr.h"
#include "base/hdr.h"
#include "part/reader.h"
#include "scene/assemble.h"
#include "scene/foreign.h"

#include <algorithm>
#include <cctype>

namespace vitrine::cli {
namespace {

scene::Piece designPiece(const RenderOptions& options, const std::filesystem::path& assets) {
    const scene::Catalogue catalogue = scene::loadCatalogue(assets);
    scene::Configuration design = scene::readConfiguration(options.input);
    for (const std::string& assignment : options.metals) scene::setMetal(design, catalogue, assignment);
    for (const std::string& assignment : options.finishes) scene::setFinish(design, catalogue, assignment);
    for (const std::string& assignment : options.enamels) scene::setEnamel(design, catalogue, assignment);
    for (const std::string& assignment : options.stones) scene::setStone(design, catalogue, assignment);
    for (const std::string& assignment : options.parameters) scene::setParameter(design, catalogue, assignment);
    if (!options.variant.empty())
        throw Error(
            {.place = "--variant", .problem = "a design has no material variants", .remedy = "--metal and --stone"});
    return scene::assemble(design, catalogue);
}

scene::Piece modelPiece(const RenderOptions& options, const std::filesystem::path& assets) {
    if (!options.metals.empty() || !options.finishes.empty() || !options.enamels.empty() || !options.parameters.empty())
        throw Error({.file = options.input.string(),
                     .problem = "is a model, which has no slots and no parameters",
                     .remedy = "--metal, --finish, --enamel and --set are for designs; --stone NAME=SPECIES and "
                               "--variant also work here"});
    const scene::Catalogue catalogue = scene::loadCatalogue(assets);
    scene::ForeignSettings settings{.variant = options.variant};
    for (const auto& [id, species] : catalogue.species) settings.species.push_back(species);
    for (const std::string& assignment : options.stones) {
        const std::size_t equals = assignment.find('=');
        const auto found = equals == std::string::npos ? catalogue.species.end()
                                                       : catalogue.species.find(assignment.substr(equals + 1));
        if (found == catalogue.species.end()) {
            std::string known;
            for (const auto& [id, species] : catalogue.species) known += (known.empty() ? "" : ", ") + id;
            throw Error({.place = "--stone",
                         .problem = "\"" + assignment + "\" names no species",
                         .remedy = "NAME=SPECIES with one of " + known});
        }
        settings.stones[assignment.substr(0, equals)] = found->second;
    }
    return scene::pieceFromModel(part::readModel(options.input), settings);
}

scene::Studio studioNamed(const std::string& name, const std::filesystem::path& assets) {
    const std::filesystem::path file = assets / "studios" / (name + ".json");
    if (name.find('/') != std::string::npos || !std::filesystem::exists(file)) {
        std::string known;
        for (const auto& entry : std::filesystem::directory_iterator(assets / "studios"))
            known += (known.empty() ? "" : ", ") + entry.path().stem().string();
        throw Error({.place = "--environment",
                     .problem = "\"" + name + "\" is no studio",
                     .remedy = "an .hdr or .exr file, or one of " + known});
    }
    const Json entry = readJson(file);
    return scene::readStudio(JsonPlace(entry, file.string()));
}

} // namespace

std::string extensionOf(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

scene::Piece pieceOf(const RenderOptions& options, const std::filesystem::path& assets) {
    const std::string extension = extensionOf(options.input);
    if (extension == ".json") return designPiece(options, assets);
    if (extension == ".glb" || extension == ".gltf") return modelPiece(options, assets);
    throw Error({.file = options.input.string(),
                 .problem = "is neither a design nor a model",
                 .remedy = "a .json, .glb or .gltf file"});
}

render::Surroundings surroundingsOf(const RenderOptions& options, const scene::Piece& piece,
                                    const scene::Camera& camera, const std::filesystem::path& assets) {
    const scene::Bounds box = scene::bounds(piece);
    const glm::dvec3 centre = 0.5 * (box.least + box.greatest);
    const double radius = 0.5 * glm::length(box.greatest - box.least);
    render::Surroundings result;
    const std::string extension = extensionOf(options.environment);
    if (extension == ".hdr" || extension == ".exr") {
        result.map =
            render::octahedralFrom(extension == ".hdr" ? readHdr(options.environment)
                                                       : readExr(options.environment).colour(options.environment));
        result.mapRotation = radians(options.environmentRotation_deg);
    } else {
        scene::Studio studio = studioNamed(options.environment, assets);
        result.studio = scene::placed(studio, camera.azimuth, centre, radius, radians(options.environmentRotation_deg));
    }
    result.ground = options.ground.empty() ? options.background != "transparent" : options.ground == "on";
    result.groundHeight_mm = box.least.y - 1e-4 * radius;
    return result;
}

} // namespace vitrine::cli
