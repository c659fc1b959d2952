#include "render/bvh.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <set>

namespace vitrine::render {
namespace {

struct Triangle {
    glm::vec3 a, b, c;
};

struct Line {
    glm::dvec3 origin, direction;
};

using Soup = std::vector<Triangle>;

Soup randomSoup(std::size_t count, float size, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> place(-1.0f, 1.0f);
    const auto point = [&] { return glm::vec3(place(random), place(random), place(random)); };
    Soup soup(count);
    for (Triangle& t : soup) {
        t.a = point();
        t.b = t.a + size * point();
        t.c = t.a + size * point();
    }
    return soup;
}

std::vector<Line> randomLines(int count, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    const auto unit = [&] { return glm::normalize(glm::dvec3(normal(random), normal(random), normal(random))); };
    std::vector<Line> lines;
    for (int i = 0; i < count; ++i) {
        const glm::dvec3 origin = 3.0 * unit();
        lines.push_back({origin, glm::normalize(0.8 * unit() - origin)});
    }
    // Along the axes, where a slab's inverse is infinite.
    for (int axis = 0; axis < 3; ++axis) {
        glm::dvec3 d(0.0), o(0.1, 0.07, -0.03);
        d[axis] = 1.0;
        o[axis] = -3.0;
        lines.push_back({o, d});
    }
    return lines;
}

// Moeller & Trumbore 1997 in double; infinite for a miss.
double distanceTo(const Triangle& t, const Line& line) {
    const glm::dvec3 e1(t.b - t.a), e2(t.c - t.a), s = line.origin - glm::dvec3(t.a);
    const glm::dvec3 p = glm::cross(line.direction, e2), q = glm::cross(s, e1);
    const double determinant = glm::dot(e1, p);
    if (determinant == 0.0) return HUGE_VAL;
    const double u = glm::dot(s, p) / determinant, v = glm::dot(line.direction, q) / determinant;
    const double distance = glm::dot(e2, q) / determinant;
    return u >= 0.0 && v >= 0.0 && u + v <= 1.0 && distance > 0.0 ? distance : HUGE_VAL;
}

bool meets(const Box& box, const Line& line) {
    double near = 0.0, far = HUGE_VAL;
    for (int axis = 0; axis < 3; ++axis) {
        const double a = (box.least[axis] - 1e-6 - line.origin[axis]) / line.direction[axis];
        const double b = (box.greatest[axis] + 1e-6 - line.origin[axis]) / line.direction[axis];
        near = std::max(near, std::min(a, b));
        far = std::min(far, std::max(a, b));
    }
    return near <= far;
}

double nearestByBvh(const Bvh& bvh, const Soup& soup, const Line& line, std::uint32_t reference) {
    if ((reference & Bvh::kLeaf) != 0) {
        const std::uint32_t first = reference & Bvh::kIndex, count = (reference & Bvh::kPair) != 0 ? 2 : 1;
        double nearest = HUGE_VAL;
        for (std::uint32_t i = first; i < first + count; ++i)
            nearest = std::min(nearest, distanceTo(soup[bvh.order[i]], line));
        return nearest;
    }
    const BvhNode& node = bvh.nodes[reference];
    double nearest = HUGE_VAL;
    for (int child = 0; child < 2; ++child)
        if (meets(node.boxes[child], line))
            nearest = std::min(nearest, nearestByBvh(bvh, soup, line, node.children[child]));
    return nearest;
}

int depthBelow(const Bvh& bvh, std::uint32_t reference) {
    if ((reference & Bvh::kLeaf) != 0) return 0;
    const BvhNode& node = bvh.nodes[reference];
    return 1 + std::max(depthBelow(bvh, node.children[0]), depthBelow(bvh, node.children[1]));
}

std::vector<Box> boxesOf(const Soup& soup) {
    std::vector<Box> boxes(soup.size());
    for (std::size_t i = 0; i < soup.size(); ++i)
        for (const glm::vec3& corner : {soup[i].a, soup[i].b, soup[i].c}) boxes[i].include(corner);
    return boxes;
}

void expectBruteForce(const Soup& soup, int lines) {
    const Bvh bvh = buildBvh(boxesOf(soup));
    EXPECT_EQ(std::set<std::uint32_t>(bvh.order.begin(), bvh.order.end()).size(), soup.size());
    EXPECT_EQ(depthBelow(bvh, bvh.root), bvh.depth);
    int hits = 0;
    for (const Line& line : randomLines(lines, 7)) {
        double nearest = HUGE_VAL;
        for (const Triangle& triangle : soup) nearest = std::min(nearest, distanceTo(triangle, line));
        hits += nearest < HUGE_VAL ? 1 : 0;
        ASSERT_EQ(nearestByBvh(bvh, soup, line, bvh.root), nearest);
    }
    EXPECT_GT(hits, 0);
}

TEST(Bvh, FindsWhatBruteForceFindsInATriangleSoup) {
    expectBruteForce(randomSoup(300, 0.5f, 1), 1000);
}

TEST(Bvh, FindsWhatBruteForceFindsAmongTenThousand) {
    expectBruteForce(randomSoup(10000, 0.08f, 2), 150);
}

TEST(Bvh, OfOneTriangleIsALeaf) {
    const Soup one{{{-2, -2, 0}, {2, -2, 0}, {0, 3, 0}}};
    EXPECT_EQ(buildBvh(boxesOf(one)).nodes.size(), 0u);
    expectBruteForce(one, 200);
}

TEST(Bvh, TakesDegenerateTriangles) {
    Soup soup = randomSoup(100, 0.6f, 3);
    for (std::size_t i = 0; i < soup.size(); i += 3) soup[i].c = soup[i].b;                       // a line
    for (std::size_t i = 1; i < soup.size(); i += 6) soup[i] = {soup[i].a, soup[i].a, soup[i].a}; // a point
    expectBruteForce(soup, 500);
}

TEST(Bvh, TakesManyTrianglesAtOnePlace) {
    Soup soup(500, {{-1, -1, 0}, {1, -1, 0}, {0, 1, 0}});
    expectBruteForce(soup, 100);
    EXPECT_LE(buildBvh(boxesOf(soup)).depth, 8); // 256 leaves of two, halved at each level
}

// Each box a tenth of the way to the last: the heuristic alone would cut off one at a time.
std::vector<Box> geometricSeries(int count, float ratio) {
    std::vector<Box> boxes;
    float at = 1e30f;
    for (int i = 0; i < count; ++i, at *= ratio) {
        Box box;
        box.include(glm::vec3(at, 0.0f, 0.0f));
        box.include(glm::vec3(at * (1.0f + 1e-3f), 0.1f * at, 0.1f * at));
        boxes.push_back(box);
    }
    return boxes;
}

TEST(Bvh, KeepsItsDepthLimitForAnyInput) {
    for (const int limit : {8, 12, 32})
        for (const int count : {100, 200, 256}) {
            const Bvh bvh = buildBvh(geometricSeries(count, 0.6f), {.leafSize = 1, .depthLimit = limit});
            EXPECT_LE(bvh.depth, limit) << count;
            EXPECT_EQ(depthBelow(bvh, bvh.root), bvh.depth);
        }
}

TEST(Bvh, FillsALimitThatLeavesNoRoom) {
    const Bvh bvh = buildBvh(geometricSeries(256, 0.7f), {.leafSize = 1, .depthLimit = 8});
    EXPECT_EQ(bvh.depth, 8);
    EXPECT_EQ(bvh.nodes.size(), 255u);
}

} // namespace
} // namespace vitrine::render
