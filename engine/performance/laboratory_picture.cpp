#include "performance/laboratory_picture.h"

#include "gem/trace.h"
#include "optics/cie.h"
#include "optics/colour.h"
#include "optics/wavelengths.h"
#include "performance/estimate.h"
#include "performance/sampling.h"
#include "shared/cpp.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

namespace vitrine::performance {
namespace {

constexpr double kMargin = 1.06; // the picture's side, of the stone's largest extent

// One ray of the pattern that every pixel uses: where in the pixel, at which wavelength, and what it counts. The same
// everywhere, so that equal light gives equal pixels.
struct PatternRay {
    double x = 0.0, y = 0.0;
    double wavelength_nm = 550.0;
    glm::dvec3 weight{0.0}; ///< linear Rec.709 of one unit of white light
};

std::vector<PatternRay> pixelPattern(int samples) {
    const auto comb = optics::WavelengthSampling().comb(samples, 0.5);
    const glm::dmat3 rgb = optics::rgbFromXyz(optics::kRec709);
    const EvenPoints points(0);
    std::vector<PatternRay> pattern;
    for (int i = 0; i < samples; ++i) {
        const EvenPoints::Point p = points.at(i);
        const auto wave = std::min(static_cast<std::size_t>(p[2] * samples), comb.size() - 1);
        pattern.push_back({p[0], p[1], comb[wave].wavelength_nm, rgb * comb[wave].weightXyz});
    }
    return pattern;
}

glm::dvec3 lookAround(const Viewer& viewer, const glm::dvec3& direction, double side) {
    const double elevation = degrees(std::asin(std::clamp(direction.y * side, -1.0, 1.0)));
    return viewer.light(elevation, degrees(std::atan2(direction.x, direction.z)));
}

// What one ray sees, as the colour of white light.
glm::dvec3 lookThrough(const gem::Solid& solid, const LightOfRay& light, const Viewer& viewer, const gem::Ray& ray,
                       double wavelength_nm, RayLight& traced) {
    const auto entry = gem::findEntry(solid, ray);
    if (!entry) return viewer.background;
    const double side = -ray.direction.y; // +1 for an eye above
    light({ray.origin + ray.direction * entry->distance_mm, ray.direction, entry->facet, wavelength_nm}, traced);
    glm::dvec3 seen(0.0);
    if (viewer.glare == Glare::seen) seen += traced.reflected * lookAround(viewer, traced.mirrored, side);
    for (const Meeting& meeting : traced.meetings)
        if (meeting.leaving > 0.0) seen += meeting.leaving * lookAround(viewer, meeting.direction, side);
    return seen;
}

struct Frame {
    glm::dvec3 centre{0.0};
    double pixel_mm = 0.0, eye_mm = 0.0;
    double side = 1.0;

    gem::Ray ray(double x, double y, double half) const {
        // Turned over about Z, X runs the other way.
        return {{centre.x + side * (x - half) * pixel_mm, centre.y + side * eye_mm, centre.z + (y - half) * pixel_mm},
                {0.0, -side, 0.0}};
    }
};

Frame frameOf(const gem::Solid& solid, const Viewer& viewer, int pixels) {
    const glm::dvec3 least = solid.polyhedron().least(), greatest = solid.polyhedron().greatest();
    const glm::dvec3 extent = greatest - least;
    return {.centre = 0.5 * (least + greatest),
            .pixel_mm = kMargin * std::max(extent.x, extent.z) / pixels,
            .eye_mm = extent.y,
            .side = viewer.face == Face::table ? 1.0 : -1.0};
}

void write(const glm::dvec3& linear, std::uint8_t* pixel) {
    for (int c = 0; c < 3; ++c)
        pixel[c] = static_cast<std::uint8_t>(std::lround(255.0 * shared64::srgbFromLinear(linear[c])));
}

} // namespace

ByteImage drawLaboratoryPicture(const gem::Solid& solid, const LightOfRay& light, const Viewer& viewer,
                                const PictureSize& size, const PictureProgress& progress) {
    const std::vector<PatternRay> pattern = pixelPattern(size.samples);
    const Frame frame = frameOf(solid, viewer, size.side);
    ByteImage picture(size.side, size.side, 3);
    std::atomic<int> rows{0};
    const auto caller = std::this_thread::get_id();
    repeat(size.side, [&](int y) {
        RayLight traced;
        for (int x = 0; x < size.side; ++x) {
            glm::dvec3 sum(0.0);
            for (const PatternRay& p : pattern) {
                const glm::dvec3 seen = lookThrough(solid, light, viewer, frame.ray(x + p.x, y + p.y, 0.5 * size.side),
                                                    p.wavelength_nm, traced);
                sum += p.weight * seen;
            }
            write(sum, picture.pixel(x, y));
        }
        ++rows;
        if (std::this_thread::get_id() == caller) progress(static_cast<double>(rows) / size.side);
    });
    return picture;
}

ByteImage sideBySide(const ByteImage& left, const ByteImage& right) {
    ByteImage both(left.width + right.width, left.height, left.channels);
    for (int y = 0; y < left.height; ++y) {
        std::copy_n(left.pixel(0, y), left.width * left.channels, both.pixel(0, y));
        std::copy_n(right.pixel(0, y), right.width * right.channels, both.pixel(left.width, y));
    }
    return both;
}

} // namespace vitrine::performance
