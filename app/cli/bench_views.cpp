#include "bench_views.h"

#include "base/error.h"
#include "scene/assemble.h"
#include "scene/pave_band.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace vitrine::cli {
namespace {

constexpr double kAzimuth_deg = 20.0, kElevation_deg = 55.0, kPaveElevation_deg = 22.0, kField_deg = 30.0;
constexpr double kPolish = 0.09; // as the metals of a design

double cross(const glm::dvec2& a, const glm::dvec2& b) {
    return a.x * b.y - a.y * b.x;
}

// Andrew's monotone chain.
std::vector<glm::dvec2> hullOf(std::vector<glm::dvec2> points) {
    std::sort(points.begin(), points.end(),
              [](const auto& a, const auto& b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
    std::vector<glm::dvec2> hull;
    for (int pass = 0; pass < 2; ++pass) {
        const std::size_t base = hull.size();
        for (const glm::dvec2& p : points) {
            while (hull.size() >= base + 2 && cross(hull.back() - hull[hull.size() - 2], p - hull.back()) <= 0.0)
                hull.pop_back();
            hull.push_back(p);
        }
        hull.pop_back(); // where the other half begins
        std::reverse(points.begin(), points.end());
    }
    return hull;
}

// The distance at which the stone covers that share of the picture.
double distanceFor(double share, const scene::Stone& stone, scene::Camera camera, double aspect) {
    double near = 5.0, far = 500.0;
    for (int i = 0; i < 60; ++i) {
        camera.distance = 0.5 * (near + far);
        (outlineShare(stone, camera, aspect) > share ? near : far) = camera.distance;
    }
    return camera.distance;
}

BenchView solitaireView(const std::string& name, double share, const std::filesystem::path& assets, double aspect) {
    const scene::Catalogue catalogue = scene::loadCatalogue(assets);
    scene::Configuration design = scene::readConfiguration(assets / "designs" / "solitaire.json");
    for (const char* metal : {"shank=18k-yellow", "head=18k-yellow"}) scene::setMetal(design, catalogue, metal);
    BenchView view{.name = name, .piece = scene::assemble(design, catalogue), .camera = {}};
    const scene::Stone& stone = view.piece.stones.at(0);
    view.camera = {.azimuth = radians(kAzimuth_deg),
                   .elevation = radians(kElevation_deg),
                   .target = glm::dvec3(stone.worldFromStone[3]),
                   .verticalField = radians(kField_deg)};
    view.camera.distance = distanceFor(share, stone, view.camera, aspect);
    return view;
}

BenchView paveView(const std::string& name, const std::filesystem::path& assets, double aspect) {
    const scene::Catalogue catalogue = scene::loadCatalogue(assets);
    BenchView view{.name = name,
                   .piece =
                       scene::paveBand({}, catalogue.alloys.at("18k-yellow"), catalogue.species.at("diamond"), kPolish),
                   .camera = {}};
    view.camera = scene::framed({.azimuth = radians(kAzimuth_deg),
                                 .elevation = radians(kPaveElevation_deg),
                                 .verticalField = radians(kField_deg)},
                                view.piece, aspect);
    return view;
}

} // namespace

double outlineShare(const scene::Stone& stone, const scene::Camera& camera, double aspect) {
    const scene::CameraFrame frame = scene::frameOf(camera);
    std::vector<glm::dvec2> points;
    for (const glm::dvec3& vertex : stone.solid->polyhedron().vertices) {
        const glm::dvec3 p = glm::dvec3(stone.worldFromStone * glm::dvec4(vertex, 1.0)) - frame.eye;
        points.emplace_back(glm::dvec2(glm::dot(p, frame.right), glm::dot(p, frame.up)) / glm::dot(p, frame.forward));
    }
    const std::vector<glm::dvec2> hull = hullOf(std::move(points));
    double area = 0.0;
    for (std::size_t i = 0; i < hull.size(); ++i) area += 0.5 * cross(hull[i], hull[(i + 1) % hull.size()]);
    const double height = 2.0 * std::tan(0.5 * camera.verticalField);
    return area / (height * height * aspect);
}

std::vector<std::string> benchViewNames() {
    return {"solitaire-10", "solitaire-36", "pave-120"};
}

BenchView benchView(const std::string& name, const std::filesystem::path& assets, double aspect) {
    if (name == "solitaire-10") return solitaireView(name, 0.10, assets, aspect);
    if (name == "solitaire-36") return solitaireView(name, 0.36, assets, aspect);
    if (name == "pave-120") return paveView(name, assets, aspect);
    throw Error({.place = "--views",
                 .problem = fmt::format("\"{}\" is no view", name),
                 .remedy = fmt::format("some of {}", fmt::join(benchViewNames(), ", "))});
}

} // namespace vitrine::cli
