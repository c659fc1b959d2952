#include "gem/clarity.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace vitrine::gem {
namespace {

constexpr int kMostOfASort = 64;
constexpr double kLargest_um = 5000.0;
constexpr int kGrainsOfACrystal = 5;
constexpr double kDarkShare = 0.5; // of the crystals: sulphides and graphite beside colourless minerals
constexpr double kDarkAlbedo = 0.04;
constexpr double kRoom = 0.6; // of the way from a place to the nearest facet: what an inclusion there may take
constexpr int kTries = 64;

// The same everywhere: the standard fixes the generator's numbers, not those of its distributions.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : generator_(seed) {}
    double next() { return static_cast<double>(generator_() >> 11) * 0x1p-53; }
    double between(double least, double most) { return least + (most - least) * next(); }
    int count(int least, int most) { return std::min(most, least + static_cast<int>(next() * (most - least + 1))); }
    glm::dvec3 direction() {
        const double y = between(-1.0, 1.0), azimuth = between(0.0, 2.0 * kPi), ring = std::sqrt(1.0 - y * y);
        return {ring * std::cos(azimuth), y, ring * std::sin(azimuth)};
    }

  private:
    std::mt19937_64 generator_;
};

double depthWithin(const Solid& solid, const glm::dvec3& p) {
    double depth = 1e30;
    for (const Facet& facet : solid.facets())
        depth = std::min(depth, facet.plane.distance - glm::dot(facet.plane.normal, p));
    return depth;
}

struct Place {
    glm::dvec3 centre{0.0};
    double radius_mm = 0.0;
};

// Anywhere alike where there is room for it; in a stone too small for it, the roomiest of the places tried.
Place findPlace(const Solid& solid, double radius_mm, Dice& dice) {
    const glm::dvec3 least = solid.polyhedron().least(), greatest = solid.polyhedron().greatest();
    Place best;
    for (int i = 0; i < kTries || best.radius_mm <= 0.0; ++i) {
        const glm::dvec3 p(dice.between(least.x, greatest.x), dice.between(least.y, greatest.y),
                           dice.between(least.z, greatest.z));
        const double room = kRoom * depthWithin(solid, p);
        if (room >= radius_mm) return {p, radius_mm};
        if (room > best.radius_mm) best = {p, room};
    }
    return best;
}

template <class Add>
void forEachOf(const InclusionCount& of, const Solid& solid, Dice& dice, const Add& add) {
    const int count = dice.count(of.least, of.most);
    for (int i = 0; i < count; ++i) {
        // Small ones are the more frequent.
        const double grown = dice.next();
        const double diameter_um = of.least_um * std::pow(of.most_um / of.least_um, grown);
        add(findPlace(solid, 0.5e-3 * diameter_um, dice));
    }
}

InclusionCount readCount(const JsonPlace& place) {
    place.allowOnly({"count", "diameter_um"});
    const auto pair = [](const JsonPlace& values) {
        if (values.elements().size() != 2) values.fail("is no pair", "[least, most]");
        return values;
    };
    const JsonPlace count = pair(place["count"]), size = pair(place["diameter_um"]);
    InclusionCount read;
    read.least = static_cast<int>(count[0].integer(0, kMostOfASort));
    read.most = static_cast<int>(count[1].integer(read.least, kMostOfASort));
    read.least_um = size[0].number(0.1, kLargest_um);
    read.most_um = size[1].number(read.least_um, kLargest_um);
    return read;
}

ClarityGrade readGrade(const JsonPlace& place) {
    place.allowOnly({"id", "label", "meaning", "pinpoints", "crystals", "feathers"});
    ClarityGrade grade{.id = place["id"].string(),
                       .label = place["label"].string(),
                       .meaning = place["meaning"].string(),
                       .pinpoints = {},
                       .crystals = {},
                       .feathers = {}};
    if (place.has("pinpoints")) grade.pinpoints = readCount(place["pinpoints"]);
    if (place.has("crystals")) grade.crystals = readCount(place["crystals"]);
    if (place.has("feathers")) grade.feathers = readCount(place["feathers"]);
    return grade;
}

} // namespace

ClarityScale readClarityScale(const JsonPlace& entry) {
    entry.allowOnly({"id", "labels", "status", "minerals", "except", "grades", "note", "sources"});
    (void)entry["status"].oneOf({"modelled"});
    ClarityScale scale{
        .id = entry["id"].string(), .labels = {}, .minerals = {}, .except = {}, .grades = {}, .sources = {}};
    for (const auto& [language, label] : entry["labels"].members()) scale.labels[language] = label.string();
    if (!scale.labels.contains("en")) entry["labels"].fail("has no English label", "\"en\": \"...\"");
    for (const JsonPlace& mineral : entry["minerals"].elements()) scale.minerals.push_back(mineral.string());
    if (entry.has("except"))
        for (const JsonPlace& species : entry["except"].elements()) scale.except.push_back(species.string());
    for (const JsonPlace& grade : entry["grades"].elements()) {
        scale.grades.push_back(readGrade(grade));
        const auto same = [&](const ClarityGrade& g) { return g.id == scale.grades.back().id; };
        if (std::ranges::count_if(scale.grades, same) > 1) grade["id"].fail("two grades have this id");
    }
    if (scale.grades.empty()) entry["grades"].fail("the scale has no grade");
    for (const auto& [field, source] : entry["sources"].members()) scale.sources[field] = source.string();
    for (const char* field : {"grades", "inclusions"})
        if (!scale.sources.contains(field)) entry["sources"].fail("has no source for \"" + std::string(field) + "\"");
    return scale;
}

std::vector<Inclusion> inclusionsOf(const ClarityGrade& grade, const Solid& solid, std::uint64_t seed) {
    Dice dice(seed);
    std::vector<Inclusion> inclusions;
    const auto addGrain = [&](const glm::dvec3& centre, double radius_mm, double albedo) {
        inclusions.push_back({.centre = centre, .radius_mm = radius_mm, .albedo = albedo});
    };
    forEachOf(grade.pinpoints, solid, dice, [&](const Place& place) { addGrain(place.centre, place.radius_mm, 1.0); });
    forEachOf(grade.crystals, solid, dice, [&](const Place& place) {
        // A lump, not a ball.
        const double albedo = dice.next() < kDarkShare ? kDarkAlbedo : 1.0;
        for (int i = 0; i < kGrainsOfACrystal; ++i) {
            const double share = dice.between(0.35, 0.6);
            addGrain(place.centre + (1.0 - share) * dice.next() * place.radius_mm * dice.direction(),
                     share * place.radius_mm, albedo);
        }
    });
    forEachOf(grade.feathers, solid, dice, [&](const Place& place) {
        inclusions.push_back({.kind = Inclusion::Kind::feather,
                              .centre = place.centre,
                              .radius_mm = place.radius_mm,
                              .normal = dice.direction(),
                              .phase = dice.next()});
    });
    return inclusions;
}

} // namespace vitrine::gem
