#include "gem/body_optics.h"
#include "optics/cie.h"
#include "still_fixture.h"

#include <cmath>

namespace vitrine::render {
namespace {

class BodyStill : public StillTest {};

void addBody(scene::Piece& piece, scene::Mesh mesh, std::shared_ptr<const gem::Species> species) {
    const int index = static_cast<int>(piece.meshes.size()), surface = static_cast<int>(piece.surfaces.size());
    piece.meshes.push_back(std::move(mesh));
    piece.surfaces.push_back({"body", scene::BodySurface{std::move(species)}});
    piece.instances.push_back({.mesh = index, .surface = surface});
}

// The same stone with a body that absorbs nothing.
std::shared_ptr<const gem::Species> bleached(const std::string& id) {
    gem::Species species = *catalogueSpecies(id);
    species.body->reflectance = optics::Spectrum({380.0, 780.0}, {1.0, 1.0});
    return std::make_shared<const gem::Species>(std::move(species));
}

// Luminance under uniform light of radiance 1, at the cosine of the view with the face.
double luminanceOf(const gem::Species& species, double cosine) {
    const gem::BodyOptics optics(species);
    const auto surface = [&](double c, double nm) {
        if (!optics.layered()) return shared64::fresnelDielectric(c, species.ordinary.index(nm));
        const double place = shared64::bodyTableCoordinate(c);
        const int low = std::min(static_cast<int>(place), shared64::kBodyNodes - 2);
        return std::lerp(optics.surfaceAlbedo(low, nm), optics.surfaceAlbedo(low + 1, nm), place - low);
    };
    return optics::xyzUnderD65([&](double nm) {
               constexpr int kSteps = 64;
               double sum = surface(cosine, nm);
               for (int i = 0; i < kSteps; ++i) {
                   const double c = (i + 0.5) / kSteps;
                   sum += 2.0 * kPi * c / kSteps *
                          shared64::bodyScattering(optics.coupling(nm), surface(cosine, nm), surface(c, nm));
               }
               return sum;
           })
        .y;
}

// White furnace: polished or nacreous, a stone that absorbs nothing cannot be told from uniform light.
TEST_F(BodyStill, ThatAbsorbsNothingIsInvisibleInUniformLight) {
    for (const char* id : {"onyx", "white-opal", "white-pearl", "black-pearl"}) {
        scene::Piece piece;
        addBody(piece, sphere(5.0), bleached(id));
        const Rendered rendered = render(piece, cameraOnto({0, 0, 0}, 11.0), uniformLight(),
                                         {.width = 48, .height = 48, .samples = 128, .bounceLimit = 60});
        EXPECT_NEAR(meanWithin(rendered.picture, whollyCovered(rendered.picture)).xyz.y, 1.0, 0.01) << id;
    }
}

// What a face shows at an angle is the lobe of shaders/shared/body.glsl in double precision, weighed as the eye does.
TEST_F(BodyStill, ShowsWhatTheLobeInDoublePrecisionSays) {
    for (const char* id : {"onyx", "turquoise", "golden-pearl"})
        for (const double elevation_deg : {90.0, 35.0}) {
            scene::Piece piece;
            const auto stone = catalogueSpecies(id);
            addBody(piece, box({-6.0f, -1.0f, -6.0f}, {6.0f, 0.0f, 6.0f}), stone);
            scene::Camera camera = cameraOnto({0, 0, 0}, 2.0, elevation_deg);
            camera.projection = scene::Projection::orthographic;
            const Rendered rendered =
                render(piece, camera, uniformLight(), {.width = 24, .height = 24, .samples = 256, .bounceLimit = 8});
            const Mean mean = meanWithin(rendered.picture, whollyCovered(rendered.picture));
            EXPECT_NEAR(mean.xyz.y, luminanceOf(*stone, std::sin(radians(elevation_deg))), 0.006)
                << id << " at " << elevation_deg;
        }
}

} // namespace
} // namespace vitrine::render
