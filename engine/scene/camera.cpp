#include "scene/camera.h"

#include "base/error.h"
#include "scene/opaque.h"

#include <algorithm>
#include <cmath>

namespace vitrine::scene {
namespace {

constexpr double kMargin = 1.12; // of the piece's extent in the picture

// Points whose convex hull holds the piece: every vertex would be exact, but every vertex is many.
std::vector<glm::dvec3> silhouettePoints(const Piece& piece) {
    std::vector<glm::dvec3> points;
    for (const Instance& instance : piece.instances) {
        const Mesh& mesh = piece.meshes[static_cast<std::size_t>(instance.mesh)];
        const std::size_t step = std::max<std::size_t>(1, mesh.positions.size() / 20000);
        for (std::size_t i = 0; i < mesh.positions.size(); i += step)
            points.emplace_back(instance.worldFromMesh * glm::dvec4(glm::dvec3(mesh.positions[i]), 1.0));
    }
    for (const Stone& stone : piece.stones)
        for (const glm::dvec3& vertex : cornersOf(stone))
            points.emplace_back(stone.worldFromStone * glm::dvec4(vertex, 1.0));
    return points;
}

} // namespace

CameraFrame frameOf(const Camera& camera) {
    const double ca = std::cos(camera.azimuth), sa = std::sin(camera.azimuth);
    const double ce = std::cos(camera.elevation), se = std::sin(camera.elevation);
    const glm::dvec3 outward(sa * ce, se, ca * ce);
    const glm::dvec3 up(-sa * se, ce, -ca * se), right = glm::cross(up, outward);
    const double cr = std::cos(camera.roll), sr = std::sin(camera.roll);
    return {camera.target + camera.distance * outward, cr * right - sr * up, cr * up + sr * right, -outward};
}

Camera namedView(const std::string& name) {
    Camera camera;
    if (name == "hero") return camera;
    camera.azimuth = 0.0;
    if (name == "top")
        camera.elevation = radians(90.0);
    else if (name == "front")
        camera.elevation = radians(4.0);
    else if (name == "side") {
        camera.azimuth = radians(90.0);
        camera.elevation = radians(4.0);
    } else
        throw Error({.place = "--view",
                     .problem = "\"" + name + "\" is not a view",
                     .remedy = "one of hero, top, front, side"});
    return camera;
}

Camera framed(Camera camera, const Piece& piece, double aspect) {
    const std::vector<glm::dvec3> points = silhouettePoints(piece);
    if (points.empty()) return camera;
    const CameraFrame frame = frameOf(camera);
    const double halfHeight = std::tan(0.5 * camera.verticalField), halfWidth = halfHeight * aspect;

    // A point p fits when |p.right| <= halfWidth * (distance - depth) and likewise upwards: each gives the distance a
    // lower bound that is linear in the target, so the sides' extremes settle both.
    glm::dvec3 target = 0.5 * (bounds(piece).least + bounds(piece).greatest);
    double distance = 0.0;
    for (int pass = 0; pass < 16; ++pass) {
        double left = -1e300, right = -1e300, low = -1e300, high = -1e300;
        for (const glm::dvec3& p : points) {
            const glm::dvec3 r = p - target;
            const double x = glm::dot(r, frame.right), y = glm::dot(r, frame.up), depth = -glm::dot(r, frame.forward);
            right = std::max(right, x / halfWidth + depth);
            left = std::max(left, -x / halfWidth + depth);
            high = std::max(high, y / halfHeight + depth);
            low = std::max(low, -y / halfHeight + depth);
        }
        distance = std::max(std::max(left, right), std::max(low, high));
        target += frame.right * (0.5 * (right - left) * halfWidth) + frame.up * (0.5 * (high - low) * halfHeight);
    }
    camera.target = target;
    camera.distance = distance * kMargin;
    return camera;
}

} // namespace vitrine::scene
