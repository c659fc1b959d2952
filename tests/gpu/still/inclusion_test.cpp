// Stones with inclusions in the still, against a walk in double precision.
#include "still_fixture.h"

#include "gem/clarity.h"
#include "gem/trace.h"
#include "optics/spectrum.h"
#include "shared/cpp.h"

#include <cmath>
#include <random>

namespace vitrine::render {
namespace {

class IncludedStill : public StillTest {};

const scene::Camera kWithin = cameraOnto({0, 0, 0}, 3.6); // nothing but the stone is seen
constexpr int kSize = 48;

using gem::Inclusion;

Inclusion grain(const glm::dvec3& centre, double radius_mm, double albedo) {
    return {.centre = centre, .radius_mm = radius_mm, .albedo = albedo};
}

Inclusion feather(const glm::dvec3& centre, double radius_mm, const glm::dvec3& normal) {
    return {.kind = Inclusion::Kind::feather,
            .centre = centre,
            .radius_mm = radius_mm,
            .normal = glm::normalize(normal),
            .phase = 0.3};
}

scene::Piece included(std::vector<Inclusion> inclusions, const std::string& species = "diamond") {
    scene::Piece piece = bareStone(catalogueSpecies(species));
    piece.stones[0].inclusions = std::move(inclusions);
    return piece;
}

// Dark and white grains, one behind another, and two feathers that cross the ways to them.
std::vector<Inclusion> aLot(double darkest) {
    return {grain({0.3, 0.2, 0.4}, 0.35, darkest),       grain({0.5, -0.4, 0.5}, 0.3, 1.0),
            grain({-0.8, -0.3, -0.2}, 0.4, darkest),     grain({-0.2, 0.45, -0.9}, 0.25, 0.5),
            feather({-0.5, 0.1, 0.3}, 0.9, {0.3, 1, 0}), feather({0.2, -0.9, -0.3}, 0.8, {1, 0.2, 0.5})};
}

class Walk {
  public:
    Walk(const scene::Stone& stone, double index) : stone_(stone), index_(index) {}

    // Of uniform light what comes back along a ray from outside.
    double returned(gem::Ray ray) {
        const auto entry = gem::findEntry(*stone_.solid, ray);
        if (!entry) return 1.0;
        const glm::dvec3 n = normal(entry->facet);
        const double outer = shared64::fresnelDielectric(std::min(-glm::dot(ray.direction, n), 1.0), index_);
        ray = {ray.origin + ray.direction * entry->distance_mm,
               shared64::refractDirection(ray.direction, n, 1.0 / index_)};
        return outer + (1.0 - outer) * throughInside(ray, entry->facet);
    }

  private:
    glm::dvec3 normal(int facet) const { return stone_.solid->facets()[static_cast<std::size_t>(facet)].plane.normal; }
    double die() { return std::uniform_real_distribution<>(0.0, 1.0)(generator_); }

    double throughInside(gem::Ray ray, int facet) {
        double light = 1.0;
        for (int hit = 0; hit < 4096; ++hit) {
            const gem::FacetHit next = gem::findExit(*stone_.solid, ray, facet);
            if (const auto met = drawInclusion(ray, next.distance_mm)) {
                light *= met->albedo;
                ray = {met->at, shared64::evenDirection({die(), die()})};
                facet = -1;
                continue;
            }
            facet = next.facet;
            const glm::dvec3 n = normal(facet);
            const double along = glm::dot(ray.direction, n);
            const double kept = shared64::fresnelDielectric(std::min(along, 1.0), 1.0 / index_);
            if (die() >= kept) return light;
            ray = {ray.origin + ray.direction * next.distance_mm, glm::normalize(ray.direction - 2.0 * along * n)};
        }
        return light;
    }

    struct Met {
        glm::dvec3 at;
        double albedo;
    };

    // In the order of the way, each with its share.
    std::optional<Met> drawInclusion(const gem::Ray& ray, double length) {
        struct Ahead {
            double at;
            const Inclusion* inclusion;
        };
        std::vector<Ahead> ahead;
        for (const Inclusion& each : stone_.inclusions) {
            const glm::dvec3 m = each.centre - ray.origin;
            const bool isGrain = each.kind == Inclusion::Kind::grain;
            const double at =
                isGrain ? glm::dot(m, ray.direction) : glm::dot(m, each.normal) / glm::dot(ray.direction, each.normal);
            if (at > 1e-5 && at < length) ahead.push_back({at, &each});
        }
        std::ranges::sort(ahead, {}, &Ahead::at);
        for (const auto& [at, inclusion] : ahead) {
            const glm::dvec3 p = ray.origin + at * ray.direction, beside = p - inclusion->centre;
            if (inclusion->kind == Inclusion::Kind::grain) {
                if (glm::length(beside) < inclusion->radius_mm) return Met{inclusion->centre, inclusion->albedo};
            } else if (die() < shareOfFeather(*inclusion, beside, ray.direction)) {
                return Met{p, 1.0};
            }
        }
        return {};
    }

    double shareOfFeather(const Inclusion& feather, const glm::dvec3& beside, const glm::dvec3& direction) const {
        const glm::dvec3 n = feather.normal;
        const glm::dvec3 u =
            glm::normalize(glm::cross(n, std::abs(n.y) < 0.7 ? glm::dvec3(0, 1, 0) : glm::dvec3(1, 0, 0)));
        const double x = glm::dot(u, beside) / feather.radius_mm,
                     y = glm::dot(glm::cross(n, u), beside) / feather.radius_mm;
        return shared64::featherOpen(x, y, feather.phase) *
               shared64::gapReflectance(std::min(std::abs(glm::dot(direction, n)), 1.0), 1.0 / index_);
    }

    const scene::Stone& stone_;
    double index_;
    std::mt19937_64 generator_{5};
};

struct Share {
    double mean = 0.0, standardError = 0.0;
};

// Of the picture's mean pixel.
Share returnedInAll(const scene::Stone& stone) {
    const scene::CameraFrame frame = scene::frameOf(kWithin);
    const double half = std::tan(0.5 * kWithin.verticalField);
    Walk walk(stone, stone.species->ordinary.index(optics::kSodiumD_nm));
    constexpr int kAcross = 500;
    double sum = 0.0, squares = 0.0;
    for (int i = 0; i < kAcross * kAcross; ++i) {
        const double across = (2.0 * (i % kAcross + 0.5) / kAcross - 1.0) * half;
        const double up = (1.0 - 2.0 * (static_cast<double>(i / kAcross) + 0.5) / kAcross) * half;
        const double light =
            walk.returned({frame.eye, glm::normalize(frame.forward + frame.right * across + frame.up * up)});
        sum += light;
        squares += light * light;
    }
    constexpr double count = static_cast<double>(kAcross) * kAcross;
    const double mean = sum / count;
    return {.mean = mean, .standardError = std::sqrt((squares / count - mean * mean) / count)};
}

Mean meanOf(const StillPicture& picture) {
    return meanWithin(picture, whollyCovered(picture));
}

StillSettings through(int samples) {
    return {.width = kSize, .height = kSize, .samples = samples, .hitLimit = 512, .filterRadius = 0.0};
}

TEST_F(IncludedStill, LosesNothingToWhatIsWhite) {
    const Mean mean = meanOf(render(included(aLot(1.0)), kWithin, uniformLight(), through(64)).picture);
    EXPECT_EQ(mean.pixels, kSize * kSize);
    // All but the grain of albedo 0.5, which is white here.
    std::vector<Inclusion> white = aLot(1.0);
    white[3].albedo = 1.0;
    const Mean furnace = meanOf(render(included(white), kWithin, uniformLight(), through(64)).picture);
    EXPECT_NEAR(furnace.xyz.y, 1.0, 0.005);
    EXPECT_LT(mean.xyz.y, furnace.xyz.y - 5.0 * mean.standardError) << "and the test would see a loss";
}

TEST_F(IncludedStill, TakesWhatTheDoublePrecisionWalkDoes) {
    for (const double darkest : {0.0, 0.04}) {
        const scene::Piece piece = included(aLot(darkest));
        const Mean mean = meanOf(render(piece, kWithin, uniformLight(), through(256)).picture);
        const Share truth = returnedInAll(piece.stones[0]);
        EXPECT_LT(truth.standardError, 0.002);
        EXPECT_LT(truth.mean, 0.95) << "the inclusions take something";
        const double error = std::hypot(truth.standardError, mean.standardError);
        EXPECT_NEAR(mean.xyz.y, truth.mean, 3.0 * error + 0.002);
    }
}

// A wavelength that passes a grain by must not be darkened by it, nor lightened by those that meet it.
TEST_F(IncludedStill, DependsNotOnHowManyWavelengthsShareAPath) {
    StillSettings one = through(512), many = through(128);
    one.wavelengths = 1;
    many.wavelengths = 16;
    const scene::Piece piece = included(aLot(0.0));
    const Mean alone = meanOf(render(piece, kWithin, smallStudio(), one).picture);
    const Mean shared = meanOf(render(piece, kWithin, smallStudio(), many).picture);
    const double error = std::hypot(alone.standardError, shared.standardError);
    EXPECT_LT(error, 0.02 * shared.xyz.y);
    for (int channel = 0; channel < 3; ++channel)
        EXPECT_NEAR(alone.xyz[channel], shared.xyz[channel], 4.0 * error) << channel;
}

TEST_F(IncludedStill, ShowsWhatIsInIt) {
    const auto pixels = [&](std::vector<Inclusion> inclusions) {
        return render(included(std::move(inclusions)), kWithin, smallStudio(), through(4)).picture.xyz.data;
    };
    EXPECT_NE(pixels({}), pixels({grain({0, 0, 0}, 0.2, 0.0)}));
}

} // namespace
} // namespace vitrine::render
