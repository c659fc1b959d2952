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
};

/// What is constant over a frame of the live view, as its shaders read it.
struct LiveFrameData {
    shared32::StillFrame frame;
    shared32::LiveConstants live;
};
LiveFrameData describeFrame(const LivePiece& piece, const scene::Camera& camera, const Surroundings& surroundings,
                            const LiveFrameSettings& settings);

/// What is pushed for the draw of a stone.
shared32::LiveStone describeStone(const LivePiece& piece, std::size_t stone, std::uint32_t row, int hits);

} // namespace vitrine::render
