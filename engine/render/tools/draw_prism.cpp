// Draws docs/gallery/physics/prism.png: white light from a slit, taken apart by a prism of cubic zirconia, in air that
// scatters a little, and beside it the screen on which it falls. Every ray is the tracer's, every colour the
// pipeline's:
//
//   vitrine_draw_prism ASSETS FILE.png
//
// All is seen along the edge of the prism and turned so that the deviated light goes to the right.
#include "base/error.h"
#include "gem/prism.h"
#include "gem/trace.h"
#include "optics/cie.h"
#include "render/picture.h"
#include "scene/catalogue.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace {

using namespace vitrine;

constexpr int kWidth = 960, kHeight = 320;
constexpr double kScale = 4.0;                                                     // pixels a mm
constexpr int kPrismX = 150, kPrismY = 165, kScreenLeft = 850, kScreenRight = 935; // pixels
constexpr double kSlit_mm = 0.5;
constexpr double kMiddle_nm = 540.0; // of the spectrum: which goes straight to the right
constexpr double kScatter = 9.0;     // light of the air beside a beam of one slit's width, of white paper in that beam
constexpr double kPaper = 60.0;      // exposure of the screen

// Light that is gathered in the plane of the picture, XYZ.
class Plate {
  public:
    Plate() : xyz_(kWidth, kHeight, 3) {}

    void add(glm::dvec2 at, const glm::dvec3& light) {
        const glm::dvec2 corner = glm::floor(at - 0.5), f = at - 0.5 - corner;
        for (const int dy : {0, 1})
            for (const int dx : {0, 1}) {
                const int x = static_cast<int>(corner.x) + dx, y = static_cast<int>(corner.y) + dy;
                if (x < 0 || y < 0 || x >= kWidth || y >= kHeight) continue;
                const glm::dvec3 share = light * (dx ? f.x : 1.0 - f.x) * (dy ? f.y : 1.0 - f.y);
                for (int c = 0; c < 3; ++c) xyz_.pixel(x, y)[c] += static_cast<float>(share[c]);
            }
    }

    // What a beam of that much light a unit of length leaves on its way.
    void addLine(glm::dvec2 from, glm::dvec2 to, const glm::dvec3& light) {
        constexpr double step = 0.5;
        const double length = glm::distance(from, to);
        const int steps = std::max(static_cast<int>(length / step), 1);
        for (int i = 0; i < steps; ++i) add(glm::mix(from, to, (i + 0.5) / steps), light * (length / steps));
    }

    const FloatImage& xyz() const { return xyz_; }

  private:
    FloatImage xyz_;
};

// The experiment, and how it lies in the picture.
struct Bench {
    gem::Solid solid;
    glm::dvec3 from{0.0}; // direction of the light before the prism
    glm::dvec3 onto{0.0}; // where it falls on the first face
    double turn = 0.0;    // by which the picture is turned

    glm::dvec2 onPlate(const glm::dvec3& p) const {
        const double c = std::cos(turn), s = std::sin(turn);
        return {kPrismX + kScale * (c * p.x - s * p.y), kPrismY - kScale * (s * p.x + c * p.y)};
    }
};

Bench benchFor(const gem::Species& stone) {
    const gem::Prism prism{.apex_deg = 52.0, .side_mm = 34.0};
    Bench bench{.solid = gem::solidOf(prism), .from = gem::leastDeviatedFrom(prism, stone.ordinary.index(kMiddle_nm))};
    const gem::Polyhedron& body = bench.solid.polyhedron();
    for (const int corner : body.faces[0]) bench.onto += 0.25 * body.vertices[static_cast<std::size_t>(corner)];
    bench.turn = std::atan2(bench.from.y, bench.from.x); // behind the prism it goes as far down as it came up
    return bench;
}

void drawEdges(const Bench& bench, Plate& plate) {
    const glm::dvec3 glow = 0.25 * optics::d65White();
    const gem::Polyhedron& body = bench.solid.polyhedron();
    for (std::size_t face = 0; face < 3;
         ++face) { // the two that refract and the base; their far ends hide behind the near
        std::vector<glm::dvec2> ends;
        for (const int v : body.faces[face])
            if (body.vertices[static_cast<std::size_t>(v)].z > 0.0)
                ends.push_back(bench.onPlate(body.vertices[static_cast<std::size_t>(v)]));
        plate.addLine(ends.at(0), ends.at(1), glow);
    }
}

// One ray of one wavelength, `aside` from the slit's middle, to the screen.
void drawRay(const Bench& bench, const gem::Medium& medium, double aside_mm, const glm::dvec3& light, Plate& plate) {
    constexpr double away_mm = 150.0;
    const glm::dvec3 across(-bench.from.y, bench.from.x, 0.0);
    const gem::Ray ray{bench.onto + across * aside_mm - bench.from * away_mm, bench.from};
    const auto refracted = gem::refractedTwice(bench.solid, medium, ray);
    if (!refracted) return;
    const glm::dvec3 air = kScatter / (kScale * kSlit_mm) * light;
    const glm::dvec2 in = bench.onPlate(refracted->in), out = bench.onPlate(refracted->out);
    plate.addLine(bench.onPlate(ray.origin), in, air);
    plate.addLine(in, out, refracted->share * air);
    const glm::dvec2 way = bench.onPlate(refracted->out + refracted->direction) - out;
    const glm::dvec2 onScreen = out + way * ((kScreenLeft - out.x) / way.x);
    plate.addLine(out, onScreen, refracted->share * air);
    for (int x = kScreenLeft; x < kScreenRight; ++x)
        plate.add({x + 0.5, onScreen.y}, kPaper / (kScale * kSlit_mm) * refracted->share * light);
}

FloatImage drawn(const gem::Species& stone) {
    constexpr int wavelengths = 1600, rays = 8; // of each
    const Bench bench = benchFor(stone);
    Plate plate;
    drawEdges(bench, plate);
    double luminance = 0.0; // of the lamp: what all rays together are to come to is 1
    for (int nm = 380; nm <= 780; ++nm) luminance += optics::d65(nm) * optics::xyzBar(nm).y;
    const double part = 400.0 / (luminance * wavelengths * rays);
    for (int i = 0; i < wavelengths; ++i) {
        const double nm = 380.0 + 400.0 * (i + 0.5) / wavelengths;
        const gem::Medium medium = gem::mediumAt(stone, nm);
        const glm::dvec3 light = part * optics::d65(nm) * optics::xyzBar(nm);
        for (int k = 0; k < rays; ++k) {
            const double golden = 0.6180339887 * i, place = (k + golden - std::floor(golden)) / rays;
            drawRay(bench, medium, kSlit_mm * (place - 0.5), light, plate);
        }
    }
    return plate.xyz();
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "usage: vitrine_draw_prism ASSETS FILE.png\n");
        return 2;
    }
    try {
        const scene::Catalogue catalogue = scene::loadCatalogue(argv[1]);
        const FloatImage xyz = drawn(*catalogue.species.at("cubic-zirconia"));
        writeFileAtomically(argv[2], encodePng(render::develop(xyz, {.bloom = 0.1})));
        return 0;
    } catch (const Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 2;
    }
}
