#include "scene/dressing.h"

#include "scene/look_up.h"
#include "scene/resolve.h"

namespace vitrine::scene {
namespace {

constexpr double kPolishedRoughness = 0.09; // a mirror polish still spreads a highlight by half a degree

} // namespace

Dressing dressingOf(const Piece& piece) {
    Dressing dressing{.surfaces = piece.surfaces, .stones = {}};
    for (const Stone& stone : piece.stones) dressing.stones.push_back(stone.species);
    return dressing;
}

std::vector<Surface> surfacesOf(const Configuration& configuration, const Catalogue& catalogue) {
    std::vector<Surface> surfaces;
    for (std::size_t i = 0; i < configuration.parts.size(); ++i)
        for (const auto& [slot, alloy] : configuration.parts[i].metals)
            surfaces.push_back(
                {.name = slot,
                 .model = MetalSurface{.alloy = lookUp(catalogue.alloys, alloy, "alloy", configuration.file,
                                                       fmt::format("/parts/{}/metals/{}", i, slot)),
                                       .roughness = kPolishedRoughness}});
    return surfaces;
}

Dressing dressingOf(const Configuration& configuration, const Catalogue& catalogue) {
    Dressing dressing{.surfaces = surfacesOf(configuration, catalogue), .stones = {}};
    // Which seats there are may depend on the values of the design; without meshes to move that is quickly told.
    const std::vector<ResolvedPart> parts = resolveParts(configuration, catalogue);
    const part::ValueGraph values = resolveValues(configuration, catalogue, parts);
    for (const ResolvedPart& resolved : parts)
        for (const auto& [seat, unused] : part::shapePart(resolved.choice, values, resolved.stations).partFromSeat)
            dressing.stones.push_back(resolved.stones.at(seat).species);
    return dressing;
}

} // namespace vitrine::scene
