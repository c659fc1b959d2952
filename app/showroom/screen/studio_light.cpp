#include "screen/studio_light.h"

#include "base/json.h"
#include "render/surroundings.h"

namespace vitrine::showroom {

StudioLight readStudioLight(const std::filesystem::path& assets, const scene::Piece& piece) {
    const std::filesystem::path file = assets / "studios" / "studio.json";
    const Json entry = readJson(file);
    StudioLight light{.studio = scene::readStudio(JsonPlace(entry, file.string())), .picture = {}};
    const scene::Bounds box = scene::bounds(piece);
    const double radius = 0.5 * glm::length(box.greatest - box.least);
    render::Surroundings surroundings;
    surroundings.studio = scene::placed(light.studio, 0.0, 0.5 * (box.least + box.greatest), radius);
    surroundings.groundHeight_mm = box.least.y - 1e-4 * radius;
    light.picture.white = render::whiteOf(surroundings);
    return light;
}

} // namespace vitrine::showroom
