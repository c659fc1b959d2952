#include "screen/pick.h"

#include <algorithm>
#include <cmath>

namespace vitrine::showroom {
namespace {

struct Ray {
    glm::dvec3 origin;
    glm::dvec3 direction; // any length; depths are in parts of it
};

Ray rayThrough(const scene::Camera& camera, const glm::dvec2& picture_px, const glm::dvec2& at_px) {
    const scene::CameraFrame frame = scene::frameOf(camera);
    const double halfHeight = std::tan(0.5 * camera.verticalField);
    const glm::dvec2 plane = (2.0 * at_px - picture_px) / picture_px.y * halfHeight;
    return {frame.eye, glm::normalize(frame.forward + plane.x * frame.right - plane.y * frame.up)};
}

// Lengths are kept by no matrix that scales, but depths along the ray are.
Ray inFrameOf(const glm::dmat4& worldFromThing, const Ray& ray) {
    const glm::dmat4 thingFromWorld = glm::inverse(worldFromThing);
    return {glm::dvec3(thingFromWorld * glm::dvec4(ray.origin, 1.0)), glm::dmat3(thingFromWorld) * ray.direction};
}

// Where the ray goes into a convex body; HUGE_VAL where it passes by.
double depthOfSolid(const gem::Solid& solid, const Ray& ray) {
    double enters = 0.0, leaves = HUGE_VAL;
    for (const gem::Facet& facet : solid.facets()) {
        const double towards = glm::dot(facet.plane.normal, ray.direction);
        const double above = glm::dot(facet.plane.normal, ray.origin) - facet.plane.distance;
        if (towards < 0.0)
            enters = std::max(enters, -above / towards);
        else if (towards > 0.0)
            leaves = std::min(leaves, -above / towards);
        else if (above > 0.0)
            return HUGE_VAL;
    }
    return enters < leaves ? enters : HUGE_VAL;
}

// By Cramer's rule; HUGE_VAL where the ray passes by.
double depthOfTriangle(const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& c, const Ray& ray) {
    const glm::dvec3 toB = b - a, toC = c - a, normal = glm::cross(toB, toC);
    const double facing = -glm::dot(ray.direction, normal);
    if (facing == 0.0) return HUGE_VAL;
    const glm::dvec3 from = ray.origin - a, turn = glm::cross(from, ray.direction);
    const double depth = glm::dot(from, normal) / facing;
    const double u = glm::dot(toC, turn) / facing, v = -glm::dot(toB, turn) / facing;
    return depth > 0.0 && u >= 0.0 && v >= 0.0 && u + v <= 1.0 ? depth : HUGE_VAL;
}

double depthOfMesh(const scene::Mesh& mesh, const Ray& ray) {
    double depth = HUGE_VAL;
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const auto corner = [&](std::size_t k) { return glm::dvec3(mesh.positions[mesh.indices[i + k]]); };
        depth = std::min(depth, depthOfTriangle(corner(0), corner(1), corner(2), ray));
    }
    return depth;
}

// Of what is no stone.
double depthOfMetal(const scene::Piece& piece, const Ray& ray) {
    double depth = HUGE_VAL;
    for (const scene::Instance& instance : piece.instances) {
        const auto& model = piece.surfaces[static_cast<std::size_t>(instance.surface)].model;
        if (std::holds_alternative<scene::BodySurface>(model)) continue;
        depth = std::min(depth, depthOfMesh(piece.meshes[static_cast<std::size_t>(instance.mesh)],
                                            inFrameOf(instance.worldFromMesh, ray)));
    }
    return depth;
}

StoneBall ballOf(const scene::Piece& piece, std::size_t index) {
    const scene::Stone& stone = piece.stones[index];
    const auto& solid = stone.solid->polyhedron();
    const glm::dvec3 middle = 0.5 * (solid.least() + solid.greatest());
    return {.stone = static_cast<int>(index),
            .centre = glm::dvec3(stone.worldFromStone * glm::dvec4(middle, 1.0)),
            .radius_mm = 0.5 * glm::length(solid.greatest() - solid.least())};
}

} // namespace

std::optional<StoneBall> stoneUnder(const scene::Piece& piece, const scene::Camera& camera,
                                    const glm::dvec2& picture_px, const glm::dvec2& at_px) {
    const Ray ray = rayThrough(camera, picture_px, at_px);
    std::optional<StoneBall> nearest;
    double depth = depthOfMetal(piece, ray);
    for (std::size_t i = 0; i < piece.stones.size(); ++i) {
        const StoneBall ball = ballOf(piece, i);
        const glm::dvec3 towards = ball.centre - ray.origin;
        const double along = glm::dot(towards, ray.direction);
        if (along <= 0.0 || glm::length(towards - along * ray.direction) >= ball.radius_mm) continue;
        // A finger that misses the stone by less than its ball means it too.
        const double seen = depthOfSolid(*piece.stones[i].solid, inFrameOf(piece.stones[i].worldFromStone, ray));
        if (std::min(seen, along) < depth) {
            nearest = ball;
            depth = std::min(seen, along);
        }
    }
    return nearest;
}

} // namespace vitrine::showroom
