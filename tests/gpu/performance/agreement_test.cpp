#include "base/json.h"
#include "gpu/gpu_fixture.h"
#include "gpu_shares.h"
#include "performance/face_up.h"
#include "performance/isotropic.h"
#include "performance/light_return.h"
#include "performance/sampling.h"
#include "solids.h"

#include <cmath>

// Every figure of `vitrine gem`, by the stone tracing that still and live view share, against the double-precision
// tracer: another precision, another way of carrying wavelengths. The rays start at the same places, so that their
// common noise does not hide a difference.

namespace vitrine::performance {
namespace {

using onGpu::StoneShares;

constexpr int kSets = 16;
constexpr int kRaysOnCrown = 1 << 15, kLooks = 1 << 14; // in a set: as many as bring every error under 0.0005

gem::Species diamond() {
    const Json entry = readJson(VITRINE_SOURCE_DIR "/assets/catalogue/gems/diamond.json");
    return gem::readSpecies(JsonPlace(entry, "diamond.json"),
                            gem::readMinerals(VITRINE_SOURCE_DIR "/assets/catalogue/minerals"));
}

// Four wavelengths about a place u of the luminous distribution.
std::array<double, 4> luminousFan(double u) {
    std::array<double, 4> fan;
    for (std::size_t l = 0; l < 4; ++l)
        fan[l] = luminousWavelength_nm(std::fmod(u + 0.25 * static_cast<double>(l), 1.0));
    return fan;
}

int heroOf(double u) {
    return std::min(static_cast<int>(4.0 * u), 3);
}

class Agreement : public gpu::GpuTest, public ::testing::WithParamInterface<NamedSolid> {
  protected:
    std::vector<StoneShares> onGpu(const gem::Solid& solid, const std::vector<FanRay>& rays,
                                   const glm::dvec3& zenith = {0.0, 1.0, 0.0}) const {
        return sharesOnGpu(device(), solid, diamond(), rays, zenith);
    }
};

Estimate meanShare(const std::vector<std::vector<StoneShares>>& sets, const auto& share) {
    std::vector<double> means;
    for (const std::vector<StoneShares>& set : sets) {
        double sum = 0.0;
        for (const StoneShares& shares : set) sum += share(shares);
        means.push_back(sum / static_cast<double>(set.size()));
    }
    return mean(means);
}

void expectAgreement(const std::string& what, const Estimate& gpu, const Estimate& cpu) {
    constexpr double kLargestError = 0.0005;
    EXPECT_LT(gpu.standardError, kLargestError) << what;
    EXPECT_LT(cpu.standardError, kLargestError) << what;
    // Three standard errors; where both are exact (glare seen from above), single precision is what remains.
    EXPECT_NEAR(gpu.value, cpu.value, 3.0 * std::hypot(gpu.standardError, cpu.standardError) + 2e-6) << what;
}

// Light of a hemisphere on the crown.
std::vector<FanRay> raysOnCrown(const gem::Solid& solid, int set) {
    std::vector<int> crown;
    for (int i = 0; i < static_cast<int>(solid.facets().size()); ++i)
        if (solid.facets()[static_cast<std::size_t>(i)].plane.normal.y > 1e-6) crown.push_back(i);
    const FaceSampler faces = FaceSampler::byArea(solid, crown);
    const EvenPoints points(set);
    std::vector<FanRay> rays;
    for (int i = 0; i < kRaysOnCrown; ++i) {
        const EvenPoints::Point x = points.at(i);
        const FaceSampler::Sample place = faces.at(x[0], x[1]);
        const glm::dvec3& normal = solid.facets()[static_cast<std::size_t>(place.facet)].plane.normal;
        const glm::dvec3 from = cosineDirection(normal, x[2], x[3]);
        if (from.y > 0.0) rays.push_back({{place.point, -from, place.facet}, luminousFan(x[4]), heroOf(x[5])});
    }
    return rays;
}

// An eye above, at the same places for each of two fans.
struct Looks {
    std::vector<FanRay> first, second, lines; // lines: F and C
};

Looks looksFromAbove(const gem::Solid& solid, int set) {
    const FaceSampler faces = FaceSampler::asSeenFrom(solid, {0.0, 1.0, 0.0});
    const EvenPoints points(set);
    Looks looks;
    for (int i = 0; i < kLooks; ++i) {
        const EvenPoints::Point x = points.at(i);
        const FaceSampler::Sample place = faces.at(x[0], x[1]);
        const Arrival arrival{place.point, {0.0, -1.0, 0.0}, place.facet};
        looks.first.push_back({arrival, luminousFan(x[2]), heroOf(x[3])});
        looks.second.push_back({arrival, luminousFan(x[4]), heroOf(x[5])});
        looks.lines.push_back({arrival, {486.1, 656.3, 486.1, 656.3}, 0});
    }
    return looks;
}

// An eye at the zenith of a hemisphere that the tilted stone sees from aside.
std::vector<FanRay> looksFrom(const gem::Solid& solid, const glm::dvec3& zenith, int set) {
    const FaceSampler faces = FaceSampler::asSeenFrom(solid, zenith);
    const EvenPoints points(set);
    std::vector<FanRay> rays;
    for (int i = 0; i < kLooks; ++i) {
        const EvenPoints::Point x = points.at(i);
        const FaceSampler::Sample place = faces.at(x[0], x[1]);
        rays.push_back({{place.point, -zenith, place.facet}, luminousFan(x[2]), heroOf(x[3])});
    }
    return rays;
}

double ofHemisphere(const StoneShares& s) {
    return static_cast<double>(s.green) + s.red + s.blue;
}

double brightness(const StoneShares& s) {
    return static_cast<double>(s.green) + s.red + s.glareBesideHead;
}

// One figure a set of rays, of two looks at the same places.
template <class OfSet>
Estimate figure(const std::vector<std::vector<StoneShares>>& first, const std::vector<std::vector<StoneShares>>& second,
                const OfSet& ofSet) {
    std::vector<double> figures;
    for (std::size_t i = 0; i < first.size(); ++i) figures.push_back(ofSet(first[i], second[i]));
    return mean(figures);
}

double contrastOf(const std::vector<StoneShares>& first, const std::vector<StoneShares>& second) {
    double sum = 0.0, product = 0.0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        sum += 0.5 * (brightness(first[i]) + brightness(second[i]));
        product += brightness(first[i]) * brightness(second[i]);
    }
    const auto n = static_cast<double>(first.size());
    return std::sqrt(product / n - sum * sum / (n * n)) / (sum / n);
}

double fireOf(const std::vector<StoneShares>& lines) {
    double weight = 0.0, angle = 0.0;
    for (const StoneShares& s : lines) {
        weight += s.spreadWeight;
        angle += s.spread;
    }
    return degrees(angle / weight);
}

TEST_P(Agreement, OfWhatTheCrownDoesWithAHemispheresLight) {
    const gem::Solid& solid = GetParam().solid;
    std::vector<std::vector<StoneShares>> gpu;
    for (int set = 0; set < kSets; ++set) gpu.push_back(onGpu(solid, raysOnCrown(solid, set)));
    const LightReturn cpu = lightReturn(solid, isotropicLight(solid, diamond()), {.rays = kRaysOnCrown});
    expectAgreement("glare", meanShare(gpu, [](const StoneShares& s) { return s.glare; }), cpu.glare);
    expectAgreement("light return", meanShare(gpu, [](const StoneShares& s) { return s.returned; }), cpu.lightReturn);
    expectAgreement("weighted light return", meanShare(gpu, [](const StoneShares& s) { return s.weighted; }),
                    cpu.weightedLightReturn);
    expectAgreement("leakage", meanShare(gpu, [](const StoneShares& s) { return s.leaked; }), cpu.leakage);
    EXPECT_LT(meanShare(gpu, [](const StoneShares& s) { return s.residue; }).value, 2e-4);
}

TEST_P(Agreement, OfWhatIsSeenFromAbove) {
    const gem::Solid& solid = GetParam().solid;
    std::vector<std::vector<StoneShares>> first, second, lines;
    for (int set = 0; set < kSets; ++set) {
        const Looks looks = looksFromAbove(solid, set);
        first.push_back(onGpu(solid, looks.first));
        second.push_back(onGpu(solid, looks.second));
        lines.push_back(onGpu(solid, looks.lines));
    }
    const FaceUp cpu = faceUp(solid, isotropicLight(solid, diamond()), {.rays = kLooks});
    expectAgreement("green", meanShare(first, [](const StoneShares& s) { return s.green; }), cpu.green);
    expectAgreement("red", meanShare(first, [](const StoneShares& s) { return s.red; }), cpu.red);
    expectAgreement("blue", meanShare(first, [](const StoneShares& s) { return s.blue; }), cpu.blue);
    expectAgreement("leak", meanShare(first, [](const StoneShares& s) { return s.below; }), cpu.leak);
    expectAgreement("radiance", meanShare(first, ofHemisphere), cpu.radiance);
    expectAgreement("brightness", meanShare(first, brightness), cpu.brightness);
    expectAgreement("contrast", figure(first, second, contrastOf), cpu.contrast);
    expectAgreement("fire", figure(lines, lines, [](const auto& set, const auto&) { return fireOf(set); }),
                    cpu.fire_deg);
}

TEST_P(Agreement, OfTheTiltCurve) {
    const gem::Solid& solid = GetParam().solid;
    const std::array tilts_deg{-20.0, 5.0, 35.0};
    const std::vector<TiltPoint> cpu =
        tiltCurve(solid, isotropicLight(solid, diamond()), tilts_deg, {.rays = kLooks, .repetitions = kSets});
    ASSERT_EQ(cpu.size(), tilts_deg.size());
    for (const TiltPoint& point : cpu) {
        const glm::dvec3 zenith(0.0, std::cos(radians(point.tilt_deg)), std::sin(radians(point.tilt_deg)));
        std::vector<std::vector<StoneShares>> gpu;
        for (int set = 0; set < kSets; ++set) gpu.push_back(onGpu(solid, looksFrom(solid, zenith, set), zenith));
        expectAgreement("radiance tilted by " + std::to_string(point.tilt_deg) + " degrees",
                        meanShare(gpu, ofHemisphere), point.radiance);
    }
}

INSTANTIATE_TEST_SUITE_P(Stones, Agreement, ::testing::ValuesIn(comparedSolids()),
                         [](const auto& test) { return test.param.name; });

} // namespace
} // namespace vitrine::performance
