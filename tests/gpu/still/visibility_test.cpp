#include "still_fixture.h"

#include "gem/trace.h"

#include <cmath>

namespace vitrine::render {
namespace {

class Visibility : public StillTest {};

glm::dmat4 placement(const glm::dvec3& at, double turn) {
    return glm::translate(glm::dmat4(1.0), at) *
           glm::mat4_cast(glm::angleAxis(turn, glm::normalize(glm::dvec3(0.4, 0.2, 1.0))));
}

// Long bars across each other and stones between them: boxes that overlap, so that rays pass many and hit few.
scene::Piece thicket() {
    scene::Piece piece;
    addMetal(piece, box({-6.0f, -0.2f, -0.15f}, {6.0f, 0.2f, 0.15f}), perfectBlack(), 0.3);
    addMetal(piece, sphere(1.1, 10), perfectBlack(), 0.3);
    piece.instances.clear();
    for (int i = 0; i < 14; ++i)
        piece.instances.push_back(
            {.mesh = i % 5 == 4 ? 1 : 0,
             .surface = 0,
             .worldFromMesh = placement({std::sin(2.1 * i) * 2.5, std::cos(1.3 * i) * 2.5, 0.6 * i - 4.0}, 0.9 * i)});
    const auto solid = brilliant(1.6);
    const auto species = catalogueSpecies("diamond");
    for (int i = 0; i < 5; ++i)
        piece.stones.push_back({.seat = "seat",
                                .species = species,
                                .solid = solid,
                                .worldFromStone = placement({1.9 * i - 3.8, 1.0 - 0.4 * i, 2.0 - i}, i)});
    return piece;
}

struct Nearest {
    double t = 1e30;
    int stone = 0; // + 1
};

Nearest bruteForce(const scene::Piece& piece, const gem::Ray& ray) {
    Nearest nearest;
    for (const scene::Instance& instance : piece.instances) {
        const scene::Mesh& mesh = piece.meshes[static_cast<std::size_t>(instance.mesh)];
        const glm::dmat4 meshFromWorld = glm::inverse(instance.worldFromMesh);
        const glm::dvec3 o(meshFromWorld * glm::dvec4(ray.origin, 1.0));
        const glm::dvec3 d(meshFromWorld * glm::dvec4(ray.direction, 0.0));
        for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
            const glm::dvec3 v0(mesh.positions[mesh.indices[i]]);
            const glm::dvec3 e1 = glm::dvec3(mesh.positions[mesh.indices[i + 1]]) - v0;
            const glm::dvec3 e2 = glm::dvec3(mesh.positions[mesh.indices[i + 2]]) - v0;
            const glm::dvec3 p = glm::cross(d, e2), s = o - v0, q = glm::cross(s, e1);
            const double scale = 1.0 / glm::dot(e1, p), t = glm::dot(e2, q) * scale;
            const double u = glm::dot(s, p) * scale, v = glm::dot(d, q) * scale;
            if (u >= 0.0 && v >= 0.0 && u + v <= 1.0 && t > 0.0 && t < nearest.t) nearest = {.t = t};
        }
    }
    for (std::size_t i = 0; i < piece.stones.size(); ++i) {
        const glm::dmat4 stoneFromWorld = glm::inverse(piece.stones[i].worldFromStone);
        const auto entry =
            gem::findEntry(*piece.stones[i].solid, {glm::dvec3(stoneFromWorld * glm::dvec4(ray.origin, 1.0)),
                                                    glm::dvec3(stoneFromWorld * glm::dvec4(ray.direction, 0.0))});
        if (entry && entry->distance_mm < nearest.t)
            nearest = {.t = entry->distance_mm, .stone = static_cast<int>(i) + 1};
    }
    return nearest;
}

// The middle of every pixel against every triangle and every stone, in double precision.
TEST_F(Visibility, OfManyInstancesIsWhatBruteForceFinds) {
    const scene::Piece piece = thicket();
    const scene::Camera camera = cameraOnto({0, 0, 0}, 12.0, 25.0, 40.0);
    constexpr int kSize = 128;
    const Rendered rendered =
        render(piece, camera, uniformLight(),
               {.width = kSize, .height = kSize, .samples = 1, .filterRadius = 0.0, .instruments = true});
    const scene::CameraFrame frame = scene::frameOf(camera);
    const double half = std::tan(0.5 * camera.verticalField);
    const FloatImage& stones = rendered.picture.instruments.at("stone-id");
    int wrong = 0, covered = 0;
    for (int y = 0; y < kSize; ++y)
        for (int x = 0; x < kSize; ++x) {
            const double across = (2.0 * (x + 0.5) / kSize - 1.0) * half, up = (1.0 - 2.0 * (y + 0.5) / kSize) * half;
            const Nearest truth =
                bruteForce(piece, {frame.eye, glm::normalize(frame.forward + frame.right * across + frame.up * up)});
            const float coverage = *rendered.picture.coverage.pixel(x, y);
            covered += truth.t < 1e30 ? 1 : 0;
            if (coverage != (truth.t < 1e30 ? 1.0f : 0.0f) ||
                (truth.stone > 0 && *stones.pixel(x, y) != static_cast<float>(truth.stone)))
                ++wrong;
        }
    EXPECT_GT(covered, kSize * kSize / 4);
    EXPECT_LT(covered, kSize * kSize * 3 / 4);
    EXPECT_LE(wrong, 3); // middles within single precision of an outline
}

} // namespace
} // namespace vitrine::render
