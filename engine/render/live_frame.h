#pragma once
#include "render/live_piece.h"
#include "scene/camera.h"
#include "shared/live_layout_cpp.h"

namespace vitrine::render {

struct LiveFrameSettings {
    int width = 1, height = 1; ///< of the traced picture
    glm::vec2 jitter{0.0f};    ///< of its samples from the pixels' middles, pixels
    std::uint32_t row = 0;     ///< of the spectral table: which rotation of the wavelengths
    std::uint32_t hero = LIVE_WAVES / 2;
    bool nearField = true;
    bool unseen = false; ///< drawn with every pipeline that the piece may come to need
};

/// What is constant over a frame of the live view, as its shaders read it.
struct LiveFrameData {
    shared32::StillFrame frame;
    shared32::LiveConstants live;
};
LiveFrameData describeFrame(const LivePiece& piece, const scene::Camera& camera, const Surroundings& surroundings,
                            const LiveFrameSettings& settings);

/// Which of a stone's rays a draw follows, and with how much of the light.
enum class StoneRay { only, ordinary, extraordinary };

/// How a stone is drawn.
struct StoneDraw {
    glm::dvec3 eye{0.0}; ///< world, mm: the extraordinary ray's index goes by where the stone is seen from
    std::uint32_t row = 0;
    std::uint32_t hero = LIVE_WAVES / 2;
    int hits = 8;
    bool bothRays = true; ///< a doubly refracting stone is drawn once for each
};

/// Whether a stone, or any, refracts doubly as the piece is dressed now.
bool refractsDoubly(const LivePiece& piece, std::size_t stone);
bool refractsDoubly(const LivePiece& piece);

/// What is pushed for the draw of a stone.
shared32::LiveStone describeStone(const LivePiece& piece, std::size_t stone, const StoneDraw& draw, StoneRay ray);

} // namespace vitrine::render
