#pragma once
// Small pieces, studios and cameras whose pictures are known, and the still that is to make them.
#include "gem/round_brilliant.h"
#include "gpu/gpu_fixture.h"
#include "render/compare.h"
#include "render/still.h"

namespace vitrine::render {

struct Rendered {
    StillPicture picture;
    StillStatistics statistics;
};

/// A device under validation on which stills are made; none may count a sample that is no number.
class StillTest : public gpu::GpuTest {
  protected:
    Rendered render(const scene::Piece& piece, const scene::Camera& camera, const Surroundings& surroundings,
                    const StillSettings& settings) const;
};

// Materials.
std::shared_ptr<const gem::Species> catalogueSpecies(const std::string& id);
std::shared_ptr<const metal::Alloy> catalogueAlloy(const std::string& id);
std::shared_ptr<const metal::Alloy> perfectMirror(); ///< reflects over 99.99 % at every angle
std::shared_ptr<const metal::Alloy> perfectBlack();  ///< of the index of air: reflects nothing

// Pieces. A brilliant of that diameter lies at the origin with its table up.
std::shared_ptr<const gem::Solid> brilliant(double diameter_mm);
scene::Piece bareStone(std::shared_ptr<const gem::Species> species, double diameter_mm = 6.5);
/// A cabochon there, its dome up.
scene::Piece bareCabochon(std::shared_ptr<const gem::Species> species, const gem::Cabochon& cut, double width_mm = 6.5);
scene::Mesh sphere(double radius_mm, int rings = 48);
scene::Mesh box(const glm::vec3& least, const glm::vec3& greatest);
void addMetal(scene::Piece& piece, scene::Mesh mesh, std::shared_ptr<const metal::Alloy> alloy, double roughness);

// Light.
Surroundings uniformLight(double radiance = 1.0);
/// Two soft cards, a ring and a flag before a dim dome: structure enough to tell stones apart, no point-like lamp.
Surroundings smallStudio();

// Cameras: from above, slightly turned, so that no symmetry hides a mistake.
scene::Camera cameraOnto(const glm::dvec3& target, double height_mm, double elevation_deg = 62.0,
                         double azimuth_deg = 17.0);

// Figures.
NoisyPicture noisy(const StillPicture& picture); ///< XYZ and the variance of Y
/// 1 where every ray of the pixel met the piece.
FloatImage whollyCovered(const StillPicture& picture);
struct Mean {
    glm::dvec3 xyz{0.0};
    double standardError = 0.0; ///< of Y
    int pixels = 0;
};
Mean meanWithin(const StillPicture& picture, const FloatImage& mask);

} // namespace vitrine::render
