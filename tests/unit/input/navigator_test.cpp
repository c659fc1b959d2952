#include "input/limit.h"
#include "input/navigator.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>

namespace vitrine::showroom {
namespace {

using enum GestureKind;
constexpr glm::dvec2 kWindow(1280.0, 800.0), kMiddle(640.0, 400.0);
constexpr double kRing_mm = 9.5, kWire_mm = 1.2;

// A plain ring: a torus about Z, and nothing in its middle.
scene::Piece ring() {
    scene::Piece piece;
    scene::Mesh mesh;
    constexpr int around = 96, across = 16;
    for (int i = 0; i < around; ++i)
        for (int j = 0; j < across; ++j) {
            const double u = 2.0 * kPi * i / around, v = 2.0 * kPi * j / across;
            const double r = kRing_mm + kWire_mm * std::cos(v);
            mesh.positions.emplace_back(r * std::cos(u), r * std::sin(u), kWire_mm * std::sin(v));
            const auto at = [&](int a, int b) {
                return static_cast<std::uint32_t>((a % around) * across + b % across);
            };
            for (const std::uint32_t index :
                 {at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j), at(i + 1, j + 1), at(i, j + 1)})
                mesh.indices.push_back(index);
        }
    mesh.normals.resize(mesh.positions.size(), {0, 0, 1});
    piece.meshes.push_back(mesh);
    piece.surfaces.emplace_back();
    piece.instances.push_back({.mesh = 0, .surface = 0});
    return piece;
}

const Extent& ringExtent() {
    static const Extent extent = extentOf(ring());
    return extent;
}

scene::Camera home(glm::dvec2 window_px = kWindow) {
    return scene::framed(scene::namedView("hero"), ring(), window_px.x / window_px.y);
}

Navigator navigator() {
    return {home(), ringExtent(), kWindow};
}

// Where a point of the world is in the picture, pixels.
glm::dvec2 pixelOf(const scene::Camera& camera, const glm::dvec3& point, glm::dvec2 window_px = kWindow) {
    const scene::CameraFrame frame = scene::frameOf(camera);
    const glm::dvec3 r = point - frame.eye;
    const double scale = 0.5 * window_px.y / (std::tan(0.5 * camera.verticalField) * glm::dot(r, frame.forward));
    return 0.5 * window_px + glm::dvec2(glm::dot(r, frame.right), -glm::dot(r, frame.up)) * scale;
}

void expectSame(const scene::Camera& a, const scene::Camera& b, double within = 1e-9) {
    EXPECT_NEAR(std::remainder(a.azimuth - b.azimuth, 2.0 * kPi), 0.0, within);
    EXPECT_NEAR(a.elevation, b.elevation, within);
    EXPECT_NEAR(a.distance, b.distance, within * 100);
    EXPECT_NEAR(a.roll, b.roll, within);
    EXPECT_NEAR(glm::distance(a.target, b.target), 0.0, within * 100);
}

Gesture dragged(glm::dvec2 motion_px, double time_s) {
    return {.kind = orbit, .time_s = time_s, .at_px = kMiddle, .motion_px = motion_px};
}
Gesture thrown(glm::dvec2 velocity_px_s, double time_s) {
    return {.kind = released, .time_s = time_s, .at_px = kMiddle, .velocity_px_s = velocity_px_s};
}

TEST(SoftRange, NeverArrivesAndMovesInPartsAsInOne) {
    const SoftRange range{-1.0, 2.0, 0.5};
    double inParts = 0.3;
    for (int i = 0; i < 1000; ++i) inParts = moved(inParts, 0.003, range);
    EXPECT_NEAR(inParts, moved(0.3, 3.0, range), 1e-12);
    EXPECT_LT(inParts, 2.0);
    EXPECT_EQ(moved(0.0, 0.7, range), 0.7);
    EXPECT_NEAR(moved(inParts, -0.1, range), inParts - 0.1, 1e-12); // back at once
    EXPECT_GT(moved(0.0, -100.0, range), -1.0 - 1e-12);
}

TEST(Extent, SpreadsItsPointsOverTheSurfaceAndLeavesTheHoleEmpty) {
    const Extent& extent = ringExtent();
    EXPECT_NEAR(extent.greatest.x, kRing_mm + kWire_mm, 1e-3);
    EXPECT_GT(extent.points.size(), 300u);
    EXPECT_LT(extent.points.size(), 1200u);
    int quadrants[4] = {};
    for (const glm::dvec3& point : extent.points) {
        const double fromCircle = std::hypot(std::hypot(point.x, point.y) - kRing_mm, point.z);
        EXPECT_NEAR(fromCircle, kWire_mm, 0.1);
        ++quadrants[(point.x > 0 ? 1 : 0) + (point.y > 0 ? 2 : 0)];
    }
    const auto all = static_cast<double>(extent.points.size());
    for (const int points : quadrants) EXPECT_NEAR(points, all / 4.0, 0.05 * all);
}

TEST(Navigator, StartsAtHomeAndRestsThere) {
    const Navigator still = navigator();
    expectSame(still.camera(0.0), home());
    EXPECT_FALSE(still.moving(0.0));
}

TEST(Navigator, ThePieceFollowsTheFinger) {
    Navigator turned = navigator();
    const scene::CameraFrame frame = scene::frameOf(turned.camera(0.0));
    const glm::dvec3 front = turned.camera(0.0).target - 5.0 * frame.forward;
    const glm::dvec2 before = pixelOf(turned.camera(0.0), front);
    turned.apply(dragged({20.0, 0.0}, 0.1));
    EXPECT_GT(pixelOf(turned.camera(0.1), front).x, before.x + 1.0);
    Navigator raised = navigator();
    raised.apply(dragged({0.0, 20.0}, 0.1));
    EXPECT_GT(pixelOf(raised.camera(0.1), front).y, before.y + 1.0);
}

TEST(Navigator, AFingerStopsTheGlide) {
    Navigator gliding = navigator();
    gliding.apply(thrown({2000.0, 300.0}, 1.0));
    EXPECT_TRUE(gliding.moving(1.1));
    const scene::Camera caught = gliding.camera(1.2);
    gliding.apply({.kind = touched, .time_s = 1.2, .at_px = kMiddle});
    EXPECT_FALSE(gliding.moving(1.2));
    expectSame(gliding.camera(5.0), caught);
}

TEST(Navigator, GlidesTheSameWayOnEveryFrameRate) {
    Navigator whole = navigator();
    whole.apply(thrown({2500.0, 400.0}, 0.0));
    for (const double frame_s : {0.004, 0.0167, 0.3}) {
        // A key that turns by nothing makes the navigator start anew from where it is.
        Navigator stepped = navigator();
        stepped.apply(thrown({2500.0, 400.0}, 0.0));
        for (double now = frame_s; now < 1.2; now += frame_s) {
            stepped.turn(0.0, 0.0, now);
            expectSame(stepped.camera(now), whole.camera(now));
        }
    }
    const double way = std::abs(whole.camera(20.0).azimuth - whole.camera(0.0).azimuth);
    const NavigatorSettings settings;
    EXPECT_NEAR(way, 2500.0 * settings.turnPerSide / kWindow.y * settings.glide_s, radians(0.1));
}

TEST(Navigator, GlideSlowsAllTheTimeAndEnds) {
    Navigator gliding = navigator();
    gliding.apply(thrown({3000.0, 0.0}, 0.0));
    double last = gliding.camera(0.0).azimuth, step = 1e9;
    for (double now = 0.02; gliding.moving(now); now += 0.02) {
        ASSERT_LT(now, 5.0);
        const double azimuth = gliding.camera(now).azimuth, now_step = std::abs(azimuth - last);
        EXPECT_LT(now_step, step);
        step = now_step;
        last = azimuth;
    }
    EXPECT_LT(step, radians(0.1)); // nothing is cut off
}

TEST(Navigator, ElevationNeverPassesItsLimits) {
    const NavigatorSettings settings;
    for (const double towards : {1.0, -1.0}) {
        Navigator raised = navigator();
        for (int i = 0; i < 200; ++i) raised.apply(dragged({0.0, 30.0 * towards}, 0.01 * i));
        raised.apply(thrown({0.0, 5e4 * towards}, 2.0));
        for (double now = 2.0; now < 6.0; now += 0.05) {
            EXPECT_LT(raised.camera(now).elevation, settings.mostElevation + 1e-12);
            EXPECT_GT(raised.camera(now).elevation, settings.leastElevation - 1e-12);
        }
        // Back counts at once.
        const double before = raised.camera(6.0).elevation;
        raised.apply(dragged({0.0, -30.0 * towards}, 6.0));
        EXPECT_GT(std::abs(raised.camera(6.0).elevation - before), radians(5.0));
    }
}

// Points of the ring that nothing hides from a finger on them.
std::vector<glm::dvec3> frontPoints(const scene::Camera& camera) {
    const glm::dvec3 forward = scene::frameOf(camera).forward;
    std::vector<glm::dvec3> front;
    for (const glm::dvec3& point : ringExtent().points) {
        const glm::dvec2 at = pixelOf(camera, point);
        if (std::ranges::none_of(ringExtent().points, [&](const glm::dvec3& other) {
                return glm::distance(pixelOf(camera, other), at) < 0.08 * kWindow.y &&
                       glm::dot(other - point, forward) < 0.0;
            }))
            front.push_back(point);
    }
    return front;
}

struct Pinch {
    double zoom, twist;
    glm::dvec2 motion_px;
};

// The fingers' centre on this point of the piece, and moved little by little, as fingers do.
void expectHeld(const Navigator& from, const glm::dvec3& point, const Pinch& pinch) {
    const scene::Camera before = from.camera(0.1);
    const glm::dvec2 at = pixelOf(before, point), to = at + pinch.motion_px;
    Navigator pinched = from;
    constexpr int parts = 10;
    for (int i = 1; i <= parts; ++i)
        pinched.apply({.kind = transform,
                       .time_s = 0.1 + 0.01 * i,
                       .at_px = at + pinch.motion_px * (1.0 * i / parts),
                       .motion_px = pinch.motion_px / (1.0 * parts),
                       .zoom = std::pow(pinch.zoom, 1.0 / parts),
                       .twist = pinch.twist / parts});
    const scene::Camera after = pinched.camera(0.2);
    EXPECT_NEAR(glm::distance(pixelOf(after, point), to), 0.0, 1e-6)
        << at.x << " " << at.y << " " << pinch.zoom << " " << pinch.twist << " " << pinch.motion_px.x;
    // What is beside it is as much farther as the fingers are.
    const glm::dvec3 beside = point + 0.5 * scene::frameOf(before).right;
    EXPECT_NEAR(glm::distance(pixelOf(after, beside), to) / glm::distance(pixelOf(before, beside), at), pinch.zoom,
                1e-3 * pinch.zoom);
    expectSame(from.camera(0.2), before); // a value: no copy has moved it
}

TEST(Navigator, WhatIsBetweenTheFingersStaysBetweenThem) {
    for (const glm::dvec2 turn : {glm::dvec2(50.0, -30.0), glm::dvec2(-200.0, 40.0), glm::dvec2(0.0, 90.0)}) {
        Navigator turned = navigator();
        turned.apply(dragged(turn, 0.0));
        const std::vector<glm::dvec3> held = frontPoints(turned.camera(0.1));
        ASSERT_GE(held.size(), 1u);
        for (const glm::dvec3& point : held)
            for (const double zoom : {0.8, 1.25, 1.7})
                for (const double twist : {0.0, 0.15})
                    for (const glm::dvec2 motion : {glm::dvec2(0.0), glm::dvec2(12.0, -9.0)})
                        expectHeld(turned, point, {zoom, twist, motion});
    }
}

TEST(Navigator, AMiddleThatMovesCarriesThePictureExactly) {
    Navigator panned = navigator();
    const scene::Camera before = panned.camera(0.0);
    panned.apply({.kind = transform, .time_s = 0.1, .at_px = kMiddle + glm::dvec2(25, 10), .motion_px = {25, 10}});
    // In the middle of a ring no metal is held: the target's plane is.
    EXPECT_NEAR(glm::distance(pixelOf(panned.camera(0.1), before.target), kMiddle + glm::dvec2(25, 10)), 0.0, 1e-6);
}

TEST(Navigator, RollIsCappedAndReturnsUprightWithoutSwingingOver) {
    const NavigatorSettings settings;
    Navigator twisted = navigator();
    for (int i = 0; i < 50; ++i)
        twisted.apply({.kind = transform, .time_s = 0.01 * i, .at_px = kMiddle, .twist = radians(4.0)});
    const double most = twisted.camera(0.5).roll;
    EXPECT_GT(most, radians(20.0));
    EXPECT_LT(most, settings.mostRoll);
    EXPECT_FALSE(twisted.moving(0.5)); // it is held
    twisted.apply({.kind = settled, .time_s = 0.6});
    EXPECT_TRUE(twisted.moving(0.6));
    double last = most;
    for (double now = 0.6; now < 1.8; now += 0.01) {
        const double roll = twisted.camera(now).roll;
        EXPECT_LE(roll, last);
        EXPECT_GE(roll, 0.0);
        last = roll;
    }
    EXPECT_EQ(last, 0.0);
    EXPECT_FALSE(twisted.moving(1.8));
}

TEST(Navigator, RollReturnsWhileTheFingerThatStaysOrbits) {
    Navigator orbited = navigator(), left = navigator();
    for (Navigator* each : {&orbited, &left}) {
        each->apply({.kind = transform, .time_s = 0.0, .at_px = kMiddle, .twist = radians(15.0)});
        each->apply({.kind = settled, .time_s = 0.0});
    }
    for (int i = 1; i <= 40; ++i) {
        orbited.apply(dragged({2.0, 0.0}, 0.01 * i));
        EXPECT_NEAR(orbited.camera(0.01 * i).roll, left.camera(0.01 * i).roll, 1e-3);
    }
}

TEST(Navigator, FocusBringsAStoneCloseInUnder400MsAndBackExactly) {
    Navigator focused = navigator();
    focused.apply(dragged({120.0, 20.0}, 0.0));
    const scene::Camera before = focused.camera(0.5);
    const glm::dvec3 stone(0.0, kRing_mm + 2.0, 0.0);
    focused.focus(stone, 1.5, 1.0);
    EXPECT_TRUE(focused.focused());
    EXPECT_TRUE(focused.moving(1.39) || !focused.moving(1.36));
    EXPECT_FALSE(focused.moving(1.4));
    const scene::Camera close = focused.camera(1.4);
    EXPECT_NEAR(glm::distance(pixelOf(close, stone), kMiddle), 0.0, 1.0);
    const glm::dvec2 side = pixelOf(close, stone + 1.5 * scene::frameOf(close).right);
    EXPECT_NEAR(2.0 * glm::distance(side, kMiddle) / kWindow.y, NavigatorSettings{}.focusedSize, 0.02);
    EXPECT_NEAR(close.azimuth, before.azimuth, 1e-9);
    focused.unfocus(2.0);
    EXPECT_FALSE(focused.focused());
    expectSame(focused.camera(2.4), before, 0.0);
}

TEST(Navigator, AnEasedMoveIsSmooth) {
    Navigator eased = navigator();
    eased.apply(dragged({300.0, -60.0}, 0.0));
    eased.focus({0.0, kRing_mm, 0.0}, 1.0, 1.0);
    const double frame = 0.002;
    double step = 0.0;
    for (double now = 1.0; now < 1.4; now += frame) {
        const double way = std::log(eased.camera(now).distance / eased.camera(now + frame).distance);
        EXPECT_NEAR(way, step, 0.002); // no jolt
        EXPECT_GE(way, -1e-12);
        step = way;
    }
}

TEST(Navigator, ResetGoesHomeFromAnywhereByTheShorterWay) {
    Navigator away = navigator();
    for (int i = 0; i < 30; ++i) away.apply(dragged({173.0, 3.0}, 0.01 * i));
    away.apply({.kind = transform, .time_s = 0.4, .at_px = {700, 300}, .zoom = 2.0, .twist = 0.3});
    away.apply({.kind = settled, .time_s = 0.4});
    away.reset(0.5);
    double turned = 0.0;
    for (double now = 0.5; now < 0.9; now += 0.01)
        turned += std::abs(away.camera(now + 0.01).azimuth - away.camera(now).azimuth);
    EXPECT_LE(turned, kPi + 1e-9);
    expectSame(away.camera(2.0), home());
}

TEST(Navigator, KeysGlideToTheirAngleAndAddUp) {
    Navigator keyed = navigator();
    const double from = keyed.camera(0.0).azimuth;
    keyed.turn(radians(15.0), 0.0, 0.0);
    keyed.turn(radians(15.0), 0.0, 0.1);
    EXPECT_NEAR(keyed.camera(5.0).azimuth - from, radians(30.0), radians(0.1));
    const double distance = keyed.camera(5.0).distance;
    keyed.zoom(1.2, 5.0);
    keyed.zoom(1.2, 5.1);
    EXPECT_NEAR(keyed.camera(6.0).distance, distance / 1.44, 1e-6);
}

TEST(Navigator, WhatDoesNotMoveStaysForEver) {
    Navigator any = navigator();
    any.apply(thrown({900.0, -200.0}, 0.0));
    any.turn(0.3, 0.1, 0.1);
    any.apply({.kind = transform, .time_s = 0.2, .at_px = {600, 300}, .zoom = 1.2, .twist = 0.2});
    any.apply({.kind = settled, .time_s = 0.3});
    any.focus({1.0, 2.0, 3.0}, 1.0, 0.4);
    double now = 0.4;
    while (any.moving(now)) now += 0.01;
    EXPECT_LT(now, 2.0);
    expectSame(any.camera(now), any.camera(now + 1000.0), 1e-15);
}

// Whatever hands do, in any order and at any time.
TEST(Navigator, SomeOfThePieceIsAlwaysInThePictureAndTheEyeOutsideIt) {
    const NavigatorSettings settings;
    std::mt19937 random(11);
    const auto uniform = [&](double a, double b) { return std::uniform_real_distribution(a, b)(random); };
    for (const glm::dvec2 window : {kWindow, glm::dvec2(1080.0, 1920.0), glm::dvec2(480.0, 300.0)})
        for (const double field_deg : {15.0, 30.0}) {
            scene::Camera lens = scene::namedView("hero");
            lens.verticalField = radians(field_deg);
            Navigator any(scene::framed(lens, ring(), window.x / window.y), ringExtent(), window);
            double now = 0.0;
            for (int i = 0; i < 1500; ++i) {
                now += uniform(-0.01, 0.1);
                const glm::dvec2 at(uniform(0.0, window.x), uniform(0.0, window.y));
                switch (std::uniform_int_distribution(0, 9)(random)) {
                case 0:
                    any.apply(thrown({uniform(-4000, 4000), uniform(-4000, 4000)}, now));
                    break;
                case 1:
                    any.focus({uniform(-12, 12), uniform(-12, 12), uniform(-2, 2)}, uniform(0.3, 4.0), now);
                    break;
                case 2:
                    any.unfocus(now);
                    break;
                case 3:
                    any.turn(uniform(-2, 2), uniform(-2, 2), now);
                    break;
                case 4:
                    any.zoom(std::exp(uniform(-2, 2)), now);
                    break;
                case 5:
                    any.apply({.kind = settled, .time_s = now});
                    break;
                case 6:
                    any.apply(dragged({uniform(-300, 300), uniform(-300, 300)}, now));
                    break;
                default:
                    any.apply({.kind = transform,
                               .time_s = now,
                               .at_px = at,
                               .motion_px = {uniform(-200, 200), uniform(-200, 200)},
                               .zoom = std::exp(uniform(-0.7, 1.2)),
                               .twist = uniform(-1, 1)});
                }
                const scene::Camera camera = any.camera(now);
                ASSERT_TRUE(std::isfinite(camera.azimuth + camera.elevation + camera.distance + camera.roll +
                                          glm::dot(camera.target, camera.target)));
                ASSERT_LE(std::abs(camera.roll), settings.mostRoll + 1e-12);
                const glm::dvec3 eye = scene::frameOf(camera).eye;
                ASSERT_GT(glm::distance(eye, ringExtent().centre()), ringExtent().radius());
                ASSERT_TRUE(std::ranges::any_of(ringExtent().points,
                                                [&](const glm::dvec3& point) {
                                                    const glm::dvec2 p = pixelOf(camera, point, window);
                                                    return p.x > 0.0 && p.y > 0.0 && p.x < window.x && p.y < window.y;
                                                }))
                    << "step " << i << " window " << window.x << " distance " << camera.distance;
            }
        }
}

TEST(Navigator, AnotherPieceKeepsTheView) {
    Navigator kept = navigator();
    kept.apply(dragged({120.0, 20.0}, 0.0));
    const scene::Camera before = kept.camera(1.0);
    kept.setPiece(home(), ringExtent(), 1.0);
    expectSame(kept.camera(1.0), before);
}

} // namespace
} // namespace vitrine::showroom
