#include "scene/dressing.h"

#include "scene/look_up.h"
#include "scene/resolve.h"

namespace vitrine::scene {
namespace {

constexpr double kPolishedRoughness = 0.09; // a mirror polish still spreads a highlight by half a degree

// A slot's metal in the polish that every metal has, or as the design wants it worked.
MetalSurface bareMetalOf(const PartEntry& entry, const std::string& slot, const std::string& alloy,
                         const Catalogue& catalogue, const std::string& file, std::size_t part) {
    const auto place = [&](const char* what) { return fmt::format("/parts/{}/{}/{}", part, what, slot); };
    const auto& known = lookUp(catalogue.alloys, alloy, "alloy", file, place("metals"));
    const auto chosen = entry.finishes.find(slot);
    if (chosen == entry.finishes.end()) return {.alloy = known, .roughness = kPolishedRoughness};
    metal::Finish finish = lookUp(catalogue.finishes, chosen->second.id, "finish", file, place("finishes"));
    finish.marks.scale_mm = chosen->second.scale_mm.value_or(finish.marks.scale_mm);
    finish.marks.depth_mm = chosen->second.depth_mm.value_or(finish.marks.depth_mm);
    if (chosen->second.hairlines) finish.hairlines = chosen->second.hairlines;
    return worked(known, finish);
}

// The same beneath its enamel, if it has any.
MetalSurface metalOf(const PartEntry& entry, const std::string& slot, const std::string& alloy,
                     const Catalogue& catalogue, const std::string& file, std::size_t part) {
    MetalSurface metal = bareMetalOf(entry, slot, alloy, catalogue, file, part);
    if (const auto chosen = entry.enamels.find(slot); chosen != entry.enamels.end()) {
        const auto& enamel = lookUp(catalogue.enamels, chosen->second.id, "enamel", file,
                                    fmt::format("/parts/{}/enamels/{}", part, slot));
        metal.coat = enamel::Coat{.enamel = enamel, .depth_mm = chosen->second.depth_mm.value_or(enamel->depth_mm)};
    }
    return metal;
}

} // namespace

MetalSurface worked(std::shared_ptr<const metal::Alloy> alloy, const metal::Finish& finish) {
    MetalSurface metal{.alloy = std::move(alloy), .roughness = finish.roughness()};
    if (!finish.plain()) metal.finish = finish;
    return metal;
}

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
                 .model = metalOf(configuration.parts[i], slot, alloy, catalogue, configuration.file, i)});
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
