#include "render/scene_dress.h"

#include "base/error.h"
#include "enamel/escape.h"
#include "render/pack_words.h"
#include "render/still_frame.h"
#include "shared/cpp.h"
#include "shared/still_layout_cpp.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <glm/gtc/packing.hpp>

namespace vitrine::render {
namespace {

constexpr float kLeastRoughness = 0.03f; // a perfect mirror has no density to weigh samples by

template <class T>
std::uint32_t placeOf(const std::vector<std::shared_ptr<const T>>& list, const std::shared_ptr<const T>& item) {
    const auto found = std::find(list.begin(), list.end(), item);
    if (found == list.end())
        throw Error({.problem = "a material is worn that was not announced",
                     .remedy = "put every metal and species that a swap may ask for into the palette"});
    return static_cast<std::uint32_t>(found - list.begin());
}

// One as rough along as across has the albedo of any metal.
bool grooved(const metal::Finish& finish) {
    return finish.alpha.x != finish.alpha.y;
}

// Where the albedo of the finish's roughnesses begins among the tables; 0 where the common one is its own.
std::uint32_t albedoOf(const Materials& materials, const metal::Finish& finish) {
    const auto found = std::ranges::find(materials.grooves, finish.alpha);
    const bool tabulated = !grooved(finish) || found != materials.grooves.end();
    const bool laid = !finish.hairlines || (materials.reliefs >> RELIEFS_HAIRLINES & 1) != 0;
    if (!tabulated || !laid || (materials.reliefs >> static_cast<int>(finish.marks.kind) & 1) == 0)
        throw Error({.problem = "a finish is worn that was not announced: " + finish.id,
                     .remedy = "put every finish that a swap may ask for into the palette"});
    return grooved(finish) ? firstTexelOfGrooves(static_cast<std::size_t>(found - materials.grooves.begin())) : 0u;
}

// What lies over a metal of that roughness: ENAMEL_LAYER and ENAMEL_ESCAPE of its record.
void writeCoat(const enamel::Coat& coat, double metalRoughness, const Materials& materials,
               std::array<glm::uvec4, METAL_TEXELS>& record) {
    const enamel::Enamel& enamel = *coat.enamel;
    const enamel::Escape escape = enamel::escapeOf(enamel.index, metalRoughness * metalRoughness);
    record[0].x = SURFACE_ENAMEL;
    record[0].w |= enamel.kind == enamel::Kind::opaque ? ENAMEL_OPAQUE : 0u;
    record[ENAMEL_LAYER] = {placeOf(materials.enamels, coat.enamel), bits(static_cast<float>(coat.depth_mm)),
                            bits(static_cast<float>(enamel.roughness)), bits(static_cast<float>(escape.trapped))};
    for (std::size_t node = 0; node < escape.share.size(); ++node)
        record[ENAMEL_ESCAPE + node / 4][static_cast<int>(node % 4)] = bits(static_cast<float>(escape.share[node]));
}

void writeHairlines(const metal::HairlineMarks& marks, std::array<glm::uvec4, METAL_TEXELS>& record) {
    const double chance = std::min(shared64::hairlineChance(marks.perMm2, marks.length_mm), 1.0);
    record[0].w |= HAIRLINES;
    record[HAIRLINE_RECORD] = {bits(static_cast<float>(marks.width_mm)), bits(static_cast<float>(marks.slope)),
                               bits(static_cast<float>(shared64::kHairlineCell * marks.length_mm)),
                               static_cast<std::uint32_t>(marks.seed) |
                                   static_cast<std::uint32_t>(std::lround(chance * 0xffff)) << 16};
}

double powerOf(const scene::StudioLight& light) {
    return light.halfU * light.halfV * (1.0 - 0.5 * light.falloff) *
           (light.radiance.x + light.radiance.y + light.radiance.z);
}

} // namespace

glm::uvec4 stoneRecord(const gem::Species& species, std::uint32_t place) {
    const glm::vec3 axis = species.isotropic() ? glm::vec3(0.0f) : glm::vec3(species.opticAxis);
    return {place, bits(axis.x), bits(axis.y), bits(axis.z)};
}

std::array<glm::uvec4, METAL_TEXELS> metalRecord(const scene::MetalSurface& metal, std::uint32_t alloy,
                                                 const Materials& materials) {
    std::array<glm::uvec4, METAL_TEXELS> record{};
    const double roughness = metal.finish ? metal.finish->roughness() : metal.roughness;
    record[0] = {SURFACE_METAL, bits(std::max(static_cast<float>(roughness), kLeastRoughness)), alloy, 0u};
    if (metal.coat) writeCoat(*metal.coat, roughness, materials, record);
    if (!metal.finish) return record;
    const metal::ToolMarks& marks = metal.finish->marks;
    record[0].w |= WORKED | static_cast<std::uint32_t>(marks.kind);
    record[1] = {bits(static_cast<float>(metal.finish->alpha.x)), bits(static_cast<float>(metal.finish->alpha.y)),
                 albedoOf(materials, *metal.finish), 0u};
    record[2] = bits(static_cast<float>(marks.scale_mm), static_cast<float>(marks.depth_mm),
                     static_cast<float>(marks.stretch), static_cast<float>(marks.patina));
    if (metal.finish->hairlines) writeHairlines(*metal.finish->hairlines, record);
    const metal::ReliefMoments& moments = metal.finish->moments;
    record[3] = bits(glm::vec3(moments.slope, moments.height), static_cast<float>(moments.patina));
    return record;
}

std::array<glm::uvec4, BODY_TEXELS> bodyRecord(const gem::Species& species, std::uint32_t place) {
    const auto& nacre = species.body->nacre;
    const auto& play = species.body->play;
    std::array<glm::uvec4, BODY_TEXELS> record{};
    record[0] = {SURFACE_BODY, bits(nacre ? static_cast<float>(nacre->roughness) : kLeastRoughness), place,
                 play ? BODY_PLAYS : 0u};
    if (!play) return record;
    record[1] = bits(static_cast<float>(play->sphere_nm.first), static_cast<float>(play->sphere_nm.second),
                     static_cast<float>(play->grain_mm), static_cast<float>(play->strength));
    record[2] = bits(static_cast<float>(radians(play->spread_deg)), static_cast<float>(play->band), 0.0f, 0.0f);
    return record;
}

void addFinish(Materials& materials, const metal::Finish& finish) {
    materials.reliefs |= 1 | 1 << static_cast<int>(finish.marks.kind) | (finish.hairlines ? 1 << RELIEFS_HAIRLINES : 0);
    if (grooved(finish) && std::ranges::find(materials.grooves, finish.alpha) == materials.grooves.end())
        materials.grooves.push_back(finish.alpha);
}

SceneDress::SceneDress(const SceneOutline& outline, std::span<const glm::uvec4> first, std::size_t lights)
    : materials_(outline.materials), glows_(outline.glows) {
    layout_.glows = outline.stoneCount;
    layout_.surfaces = 2 * outline.stoneCount;
    layout_.lights = layout_.surfaces + outline.surfaceCount * SURFACE_TEXELS;
    layout_.texels = layout_.lights + static_cast<std::uint32_t>(lights) * LIGHT_TEXELS;
    assert(first.size() == layout_.lights);
    texels_.assign(first.begin(), first.end());
    texels_.resize(std::max(layout_.texels, 1u));
}

void SceneDress::wear(const scene::Dressing& dressing) {
    const std::size_t surfaces = (layout_.lights - layout_.surfaces) / SURFACE_TEXELS;
    const auto isOpaque = [](const auto& species) { return species->body.has_value(); };
    const auto opaque = static_cast<std::size_t>(std::ranges::count_if(dressing.stones, isOpaque));
    if (dressing.stones.size() - opaque != glows_.size() || dressing.surfaces.size() + opaque != surfaces)
        throw Error({.problem = "a dressing is for another piece", .remedy = "take it from the piece that is shown"});
    const auto everyPlace = [&](const auto& write) {
        std::size_t stone = layout_.stoneSpecies, surface = layout_.surfaces;
        for (const scene::Surface& each : dressing.surfaces) {
            if (const auto* metal = std::get_if<scene::MetalSurface>(&each.model))
                write(surface, metalRecord(*metal, placeOf(materials_.alloys, metal->alloy), materials_));
            surface += SURFACE_TEXELS;
        }
        // In the order of scene::withBodies.
        for (const auto& species : dressing.stones) {
            const std::uint32_t place = placeOf(materials_.species, gem::opticsOf(species));
            if (isOpaque(species)) {
                write(surface, bodyRecord(*species, place));
                surface += SURFACE_TEXELS;
            } else {
                write(stone++, std::array{stoneRecord(*species, place)});
            }
        }
    };
    everyPlace([](std::size_t, const auto&) {}); // all are known before the first is written
    everyPlace([&](std::size_t at, const auto& record) {
        std::ranges::copy(record, texels_.begin() + static_cast<std::ptrdiff_t>(at));
    });
    auto glow = glows_.begin();
    for (const auto& species : dressing.stones)
        if (!isOpaque(species)) (glow++)->take(*species);
}

void SceneDress::excite(const scene::Studio& studio, const LightUnits& units) {
    glm::uvec4* texel = &texels_[layout_.glows];
    for (const StoneGlow& glow : glows_) {
        const double irradiance =
            glow.shines() ? ultravioletIrradiance(studio, units, glow.place, glm::normalize(glow.crown)) : 0.0;
        const glm::vec3 rgb(units.rgbFromXyz * glow.xyz * irradiance);
        const std::uint32_t optics = glm::packHalf2x16(glm::vec2(glow.index, glow.absorption));
        *texel++ = {bits(rgb.x), bits(rgb.y), bits(rgb.z), optics};
    }
}

bool SceneDress::canShine() const {
    return std::ranges::any_of(glows_, &StoneGlow::shines);
}

bool SceneDress::isWorked() const {
    for (std::size_t at = layout_.surfaces; at < layout_.lights; at += SURFACE_TEXELS)
        if (texels_[at].x == SURFACE_METAL && (texels_[at].w & WORKED) != 0) return true;
    return false;
}

void SceneDress::light(std::span<const scene::StudioLight> lights) {
    assert(lights.size() * LIGHT_TEXELS <= layout_.texels - layout_.lights);
    double total = 0.0;
    for (const scene::StudioLight& light : lights) total += powerOf(light);
    glm::uvec4* texel = &texels_[std::min<std::size_t>(layout_.lights, texels_.size() - 1)];
    for (const scene::StudioLight& light : lights) {
        const bool rectangle = light.shape == scene::StudioLight::Shape::rectangle;
        const double packed = std::floor(light.innerRadius * 1024.0) + std::min(light.falloff, 0.999);
        const double chance = total > 0.0 ? powerOf(light) / total : 0.0;
        *texel++ = bits(glm::vec3(light.centre), static_cast<float>(chance));
        *texel++ = bits(glm::vec3(light.axisU), static_cast<float>(rectangle ? light.halfU : -light.halfU));
        *texel++ = bits(glm::vec3(light.axisV), static_cast<float>(light.halfV));
        *texel++ = bits(glm::vec3(light.radiance), static_cast<float>(packed));
    }
}

} // namespace vitrine::render
