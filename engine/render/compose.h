#pragma once
#include "render/picture.h"
#include "render/still.h"

#include <optional>

namespace vitrine::render {

/// What lies behind the piece in the finished picture.
struct ComposeSettings {
    PictureSettings picture;
    std::optional<glm::dvec3> behind; ///< a display colour, linear; what is seen of it comes out exactly as asked for
    bool transparent = false;         ///< keep the coverage instead; the ground's shadow is black that covers in part
};

/// The 8-bit picture: RGB, or RGBA where it is transparent.
ByteImage composed(const StillPicture& still, const ComposeSettings& settings);

/// Linear Rec.709 and coverage, premultiplied: what an .exr holds.
FloatImage linearLight(const StillPicture& still, const ComposeSettings& settings);

} // namespace vitrine::render
