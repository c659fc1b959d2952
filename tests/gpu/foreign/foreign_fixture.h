#pragma once
// Pieces of glTF materials whose pictures are known.
#include "../still/still_fixture.h"

namespace vitrine::render {

/// glTF's white, matt and not varnished, so that each test changes only what it is about.
part::Material matt(const glm::dvec3& colour = glm::dvec3(1.0));
/// Lets everything through, smooth; a volume where thickness_mm is over 0.
part::Material glass(double ior, double thickness_mm = 1.0);

void addForeign(scene::Piece& piece, scene::Mesh mesh, part::Material material);

/// A square of 10 mm in the plane z = 0 that faces +Z, its texture upright: (0, 0) at the top left, `repeats` times.
scene::Mesh square(float repeats = 1.0f);
/// From straight ahead, so that `height_mm` of the square fill the picture.
scene::Camera ahead(double height_mm);

part::TextureRef nearest(int image, part::Sampler::Wrap wrap = part::Sampler::Wrap::repeat);

/// Linear Rec.709 of a pixel, or of the mean of the pixels that the piece covers wholly.
glm::dvec3 pixelColour(const StillPicture& picture, int x, int y);
glm::dvec3 meanColour(const StillPicture& picture);

} // namespace vitrine::render
