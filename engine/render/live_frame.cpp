#include "render/live_frame.h"

#include "render/still_frame.h"
#include "shared/cpp.h"

#include <cmath>
#include <glm/gtc/packing.hpp>

namespace vitrine::render {
namespace {

// Near and far planes about the piece as this camera sees it.
void describeDepth(shared32::LiveConstants& live, const LivePiece& piece, const scene::Camera& camera) {
    const scene::CameraFrame eye = scene::frameOf(camera);
    const double radius = 0.5 * glm::length(piece.bounds().greatest - piece.bounds().least);
    const double depth = glm::dot(piece.centre() - eye.eye, eye.forward);
    const double near = std::max(depth - 1.05 * radius, 0.02 * radius);
    live.nearPlane = static_cast<float>(near);
    live.farPlane = static_cast<float>(std::max(depth + 1.05 * radius, 2.0 * near));
}

void describeWavelengths(shared32::LiveConstants& live, const SpectralTable& table, std::uint32_t row) {
    const glm::vec4* texels = &table.texels[std::size_t{table.stride} * row];
    glm::mat3 xyz(0.0f);
    for (std::size_t l = 0; l < LIVE_WAVES; ++l) {
        live.laneWeight[l] = texels[l];
        live.laneBasis[l] = texels[LIVE_WAVES + l];
        for (int c = 0; c < 3; ++c) xyz[c] += glm::vec3(texels[l]) * texels[LIVE_WAVES + l][c];
    }
    live.xyzRed = xyz[0];
    live.xyzGreen = xyz[1];
    live.xyzBlue = xyz[2];
    live.alloyTable = table.stride * row + table.alloyOffset;
    live.enamelTable = table.stride * row + table.enamelOffset;
    live.speciesTable = table.stride * row + table.speciesOffset;
}

} // namespace

LiveFrameData describeFrame(const LivePiece& piece, const scene::Camera& camera, const Surroundings& surroundings,
                            const LiveFrameSettings& settings) {
    LiveFrameData data{};
    shared32::StillFrame& frame = data.frame;
    describeCamera(frame, camera, {.width = settings.width, .height = settings.height});
    describeSurroundings(frame, surroundings);
    const SceneDress& dress = piece.dress();
    frame.topLevelRoot = piece.scene().root;
    frame.stoneSpecies = dress.layout().stoneSpecies;
    frame.surfaceRecords = dress.layout().surfaces;
    frame.lightRecords = dress.layout().lights;
    frame.stoneCount = static_cast<std::uint32_t>(piece.scene().stones.size());
    frame.groundExtent = static_cast<float>(piece.groundExtent_mm());
    frame.tailRadiance = piece.tail();

    shared32::LiveConstants& live = data.live;
    describeDepth(live, piece, camera);
    describeWavelengths(live, piece.spectral(), settings.row);
    live.groundReach = static_cast<float>(piece.groundReach_mm());
    live.groundCentre = piece.centre();
    live.groundSine = static_cast<float>(std::sin(surroundings.turn));
    live.groundCosine = static_cast<float>(std::cos(surroundings.turn));
    live.jitter = settings.jitter;
    live.lightSpread = 0.25f * 3.14159265f / static_cast<float>(std::max(piece.scene().nearSize, 1u));
    live.hero = settings.hero;
    live.nearField = settings.nearField ? 1.0f : 0.0f;
    return data;
}

bool refractsDoubly(const LivePiece& piece, std::size_t stone) {
    const glm::uvec4& record = piece.dress().texels()[piece.dress().layout().stoneSpecies + stone];
    return record.y != 0 || record.z != 0 || record.w != 0;
}

bool refractsDoubly(const LivePiece& piece) {
    for (std::size_t s = 0; s < piece.scene().stones.size(); ++s)
        if (refractsDoubly(piece, s)) return true;
    return false;
}

shared32::LiveStone describeStone(const LivePiece& piece, std::size_t stone, const StoneDraw& how, StoneRay ray) {
    const LiveStoneEntry& entry = piece.scene().stones[stone];
    const LiveCut& cut = piece.scene().cuts[entry.cut];
    const SpectralTable& table = piece.spectral();
    const glm::uvec4& record = piece.dress().texels()[piece.dress().layout().stoneSpecies + stone];
    const glm::vec4* ordinary = &table.texels[std::size_t{table.stride} * how.row + table.speciesOffset +
                                              std::size_t{record.x} * 2 * LIVE_WAVES];
    const glm::vec3 axis(glm::uintBitsToFloat(glm::uvec3(record.y, record.z, record.w)));
    const glm::vec3 row2 = glm::cross(entry.row0, entry.row1), d = glm::normalize(entry.centre - glm::vec3(how.eye));
    const glm::vec3 inStone(glm::dot(entry.row0, d), glm::dot(entry.row1, d), glm::dot(row2, d));
    shared32::LiveStone draw{};
    const bool extraordinary = ray == StoneRay::extraordinary;
    for (std::size_t l = 0; l < LIVE_WAVES; ++l) {
        const glm::vec4 &o = ordinary[l], &e = extraordinary ? ordinary[LIVE_WAVES + l] : o;
        draw.ior[l] = shared32::extraordinaryIndex(o.x, e.x, shared32::crystalViewedAt(axis, inStone, o.x));
        draw.absorption[l] = glm::packHalf2x16(glm::vec2(o.y, o.z) * entry.width_mm);
        draw.dichroism[l] = glm::packHalf2x16(glm::vec2(e.y - o.y, e.z - o.z) * entry.width_mm);
    }
    const float o = ordinary[how.hero].x, e = extraordinary ? ordinary[LIVE_WAVES + how.hero].x : o;
    draw.axis = axis;
    draw.flatness = 1.0f / (e * e);
    draw.squeeze = 1.0f / (o * o) - draw.flatness;
    draw.stoneAndHits = static_cast<std::uint32_t>(stone) | static_cast<std::uint32_t>(how.hits) << HITS_SHIFT |
                        (ray == StoneRay::only ? 0u : HALF_LIGHT);
    draw.firstPlane = cut.firstPlane;
    draw.planeCount = cut.planeCount;
    return draw;
}

} // namespace vitrine::render
