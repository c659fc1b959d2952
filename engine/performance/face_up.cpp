#include "performance/face_up.h"

#include "performance/sampling.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::performance {
namespace {

constexpr double kFraunhoferF_nm = 486.1, kFraunhoferC_nm = 656.3;

// What one ray from the eye sees, by where its light comes from.
struct Sight {
    std::array<double, 4> zone{}; // from inside
    double glare = 0.0;           // of the hemisphere
    double glareBesideHead = 0.0;
    double absorbed = 0.0, residue = 0.0;

    double from(AsetZone z) const { return zone[static_cast<std::size_t>(z)]; }
    double brightness() const { return from(AsetZone::green) + from(AsetZone::red) + glareBesideHead; }
};

Sight sightOf(const RayLight& light) {
    Sight sight{.absorbed = light.absorbed, .residue = light.residue};
    for (const Meeting& meeting : light.meetings)
        if (meeting.leaving > 0.0) sight.zone[static_cast<std::size_t>(asetZone(meeting.direction))] += meeting.leaving;
    const AsetZone glare = asetZone(light.mirrored);
    sight.glare = glare == AsetZone::leak ? 0.0 : light.reflected;
    sight.glareBesideHead = glare == AsetZone::blue ? 0.0 : sight.glare;
    return sight;
}

struct Spread {
    double weight = 0.0, angle = 0.0; // the angle times its weight
};

// As long as both wavelengths meet the same facets, what leaves at one of them is one beam, spread into colours.
void addSpread(Spread& spread, const RayLight& f, const RayLight& c) {
    for (std::size_t i = 0; i < std::min(f.meetings.size(), c.meetings.size()); ++i) {
        const Meeting &a = f.meetings[i], &b = c.meetings[i];
        if (a.facet != b.facet) return;
        const double weight = std::min(a.leaving, b.leaving);
        if (weight <= 0.0 || a.direction.y <= 0.0 || b.direction.y <= 0.0) continue;
        spread.weight += weight;
        // By the chord: the cosine of a small angle has lost its digits.
        spread.angle += weight * 2.0 * std::asin(std::min(0.5 * glm::length(a.direction - b.direction), 1.0));
    }
}

// The sums over one set of rays.
struct Sums {
    int rays = 0;
    Sight sight;
    double brightnessProduct = 0.0; // of two wavelengths drawn apart: the square of their mean over wavelengths
    Spread spread;
};

void add(Sums& sums, const Sight& one, const Sight& other) {
    sums.rays += 2;
    for (const Sight* sight : {&one, &other}) {
        for (std::size_t i = 0; i < sight->zone.size(); ++i) sums.sight.zone[i] += sight->zone[i];
        sums.sight.glare += sight->glare;
        sums.sight.glareBesideHead += sight->glareBesideHead;
        sums.sight.absorbed += sight->absorbed;
        sums.sight.residue += sight->residue;
    }
    sums.brightnessProduct += 2.0 * one.brightness() * other.brightness();
}

Sums look(const FaceSampler& faces, const LightOfRay& light, int set, int rays) {
    const EvenPoints points(set);
    RayLight first, second;
    Sums sums;
    for (int i = 0; i < rays; ++i) {
        const EvenPoints::Point x = points.at(i);
        const FaceSampler::Sample place = faces.at(x[0], x[1]);
        const auto trace = [&](double wavelength_nm, int choices, RayLight& traced) {
            light({place.point, {0.0, -1.0, 0.0}, place.facet, wavelength_nm, choicesOf(set, 2 * i + choices)}, traced);
        };
        trace(luminousWavelength_nm(x[2]), 0, first);
        trace(luminousWavelength_nm(x[3]), 1, second);
        add(sums, sightOf(first), sightOf(second));
        trace(kFraunhoferF_nm, 0, first);
        trace(kFraunhoferC_nm, 0, second);
        addSpread(sums.spread, first, second);
    }
    return sums;
}

double contrastOf(const Sums& sums) {
    const double mean = sums.sight.brightness() / sums.rays;
    return mean > 0.0 ? std::sqrt(std::max(sums.brightnessProduct / sums.rays - mean * mean, 0.0)) / mean : 0.0;
}

} // namespace

AsetZone asetZone(const glm::dvec3& direction) {
    static const double red = std::sin(radians(kAsetRed_deg)), blue = std::sin(radians(kAsetBlue_deg));
    if (direction.y < 0.0) return AsetZone::leak;
    return direction.y < red ? AsetZone::green : direction.y < blue ? AsetZone::red : AsetZone::blue;
}

FaceUp faceUp(const gem::Solid& solid, const LightOfRay& light, const RaySets& sets) {
    const FaceSampler faces = FaceSampler::asSeenFrom(solid, {0.0, 1.0, 0.0});
    std::vector<Sums> all(static_cast<std::size_t>(sets.repetitions));
    repeat(sets.repetitions, [&](int set) { all[static_cast<std::size_t>(set)] = look(faces, light, set, sets.rays); });

    const auto figure = [&](const auto& ofSums) {
        std::vector<double> figures;
        for (const Sums& sums : all) figures.push_back(ofSums(sums));
        return mean(figures);
    };
    const auto zone = [&](AsetZone z) { return figure([z](const Sums& s) { return s.sight.from(z) / s.rays; }); };
    return {.green = zone(AsetZone::green),
            .red = zone(AsetZone::red),
            .blue = zone(AsetZone::blue),
            .leak = zone(AsetZone::leak),
            .radiance = figure([](const Sums& s) {
                return (s.sight.from(AsetZone::green) + s.sight.from(AsetZone::red) + s.sight.from(AsetZone::blue)) /
                       s.rays;
            }),
            .glare = figure([](const Sums& s) { return s.sight.glare / s.rays; }),
            .brightness = figure([](const Sums& s) { return s.sight.brightness() / s.rays; }),
            .contrast = figure(contrastOf),
            .fire_deg = figure(
                [](const Sums& s) { return s.spread.weight > 0.0 ? degrees(s.spread.angle / s.spread.weight) : 0.0; }),
            .absorbed = figure([](const Sums& s) { return s.sight.absorbed / s.rays; }),
            .residue = figure([](const Sums& s) { return s.sight.residue / s.rays; })};
}

namespace {

// The radiance of one view: an eye at the zenith of the hemisphere, which the stone sees from aside.
double radianceFrom(const FaceSampler& faces, const glm::dvec3& zenith, const LightOfRay& light, int set, int rays) {
    const EvenPoints points(set);
    RayLight traced;
    double sum = 0.0;
    for (int i = 0; i < rays; ++i) {
        const EvenPoints::Point x = points.at(i);
        const FaceSampler::Sample place = faces.at(x[0], x[1]);
        light({place.point, -zenith, place.facet, luminousWavelength_nm(x[2]), choicesOf(set, i)}, traced);
        for (const Meeting& meeting : traced.meetings)
            if (glm::dot(meeting.direction, zenith) > 0.0) sum += meeting.leaving;
    }
    return sum / rays;
}

} // namespace

std::vector<TiltPoint> tiltCurve(const gem::Solid& solid, const LightOfRay& light, std::span<const double> tilts_deg,
                                 const RaySets& sets) {
    std::vector<TiltPoint> curve;
    for (const double tilt_deg : tilts_deg) {
        const double tilt = radians(tilt_deg);
        const glm::dvec3 zenith(0.0, std::cos(tilt), std::sin(tilt));
        const FaceSampler faces = FaceSampler::asSeenFrom(solid, zenith);
        std::vector<double> radiances(static_cast<std::size_t>(sets.repetitions));
        repeat(sets.repetitions, [&](int set) {
            radiances[static_cast<std::size_t>(set)] = radianceFrom(faces, zenith, light, set, sets.rays);
        });
        curve.push_back({tilt_deg, mean(radiances)});
    }
    return curve;
}

} // namespace vitrine::performance
