#include "gem/gemcad_binary.h"

#include "base/error.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <fmt/format.h>

namespace vitrine::gem {
namespace {

// GemCad's binary form, little-endian. Of every facet: its normal (of any length), the number of its tier, its name
// and, after a tab, the tier's instruction in a string with its length before it; then, as long as a word before says
// so, its corners. Behind the last facet: a zero, four bytes, folds, mirror, teeth, index of refraction, four bytes,
// offset; then strings, headers up to an empty one, and footnotes. As documented by the readers of such files.

constexpr std::size_t kMostFacets = 4096, kMostCorners = 1024;
constexpr int kMostTiers = 4096;
constexpr double kSame = 1e-6; // of angles in degrees, distances and teeth

class Reader {
  public:
    Reader(std::span<const std::uint8_t> bytes, std::string file) : bytes_(bytes), file_(std::move(file)) {}

    GemCadDesign read() {
        while (!atTrailer()) {
            if (facets_.size() >= kMostFacets) fail(fmt::format("more than {} facets", kMostFacets));
            facets_.push_back(readFacet());
        }
        readTrailer();
        if (facets_.empty()) fail("the design has no facet");
        for (const Facet& facet : facets_) add(facet);
        return std::move(design_);
    }

  private:
    struct Facet {
        glm::dvec3 normal{0.0}; // unit, upright
        double distance = 0.0;
        int tier = 0;
        std::string name, instruction;
    };

    [[noreturn]] void fail(std::string problem) const {
        throw Error({.file = file_,
                     .place = fmt::format("byte {}", at_),
                     .problem = std::move(problem),
                     .remedy = "a design that GemCad has saved, as .asc or .gem"});
    }

    template <class T>
    T peek(std::size_t at) const {
        static_assert(std::endian::native == std::endian::little);
        T value;
        if (at + sizeof(T) > bytes_.size()) fail("the file ends in the middle of a record");
        std::memcpy(&value, bytes_.data() + at, sizeof(T));
        return value;
    }
    template <class T>
    T take() {
        const T value = peek<T>(at_);
        at_ += sizeof(T);
        return value;
    }
    std::string takeString() {
        const std::size_t length = take<std::uint8_t>();
        if (at_ + length > bytes_.size()) fail("the file ends in the middle of a text");
        std::string text(reinterpret_cast<const char*>(bytes_.data() + at_), length);
        at_ += length;
        return text;
    }
    glm::dvec3 takePoint() {
        glm::dvec3 p(0.0);
        for (int axis = 0; axis < 3; ++axis) p[axis] = take<double>();
        for (int axis = 0; axis < 3; ++axis)
            if (!std::isfinite(p[axis]) || std::abs(p[axis]) > 1e6) fail("a coordinate is no length");
        return {-p.x, p.z, p.y}; // its table is at +Z
    }

    // A facet begins with a normal, of which no part is this.
    bool atTrailer() const {
        if (at_ + 20 > bytes_.size()) fail("the file ends before its symmetry and index wheel");
        const auto folds = peek<std::int32_t>(at_ + 8), mirror = peek<std::int32_t>(at_ + 12),
                   gear = peek<std::int32_t>(at_ + 16);
        return peek<std::int32_t>(at_) == 0 && folds > 0 && folds <= 1000 && (mirror == 0 || mirror == 1) &&
               gear != 0 && std::abs(gear) <= 1000;
    }

    Facet readFacet() {
        Facet facet;
        facet.normal = takePoint();
        if (!(glm::length(facet.normal) > 1e-9)) fail("a facet has no normal");
        facet.normal = glm::normalize(facet.normal);
        facet.tier = take<std::int32_t>();
        if (facet.tier < 0 || facet.tier > kMostTiers) fail(fmt::format("{} is no number of a tier", facet.tier));
        const std::string text = takeString();
        const auto tab = text.find('\t');
        facet.name = text.substr(0, tab);
        facet.instruction = tab == std::string::npos ? "" : text.substr(tab + 1);
        std::size_t corners = 0;
        for (auto more = take<std::int32_t>(); more != 0; more = take<std::int32_t>()) {
            if (++corners > kMostCorners) fail(fmt::format("a facet of more than {} corners", kMostCorners));
            facet.distance += glm::dot(facet.normal, takePoint());
        }
        if (corners < 3) fail("a facet has fewer than three corners");
        facet.distance /= static_cast<double>(corners);
        return facet;
    }

    void readTrailer() {
        at_ += 8;
        design_.symmetry = take<std::int32_t>();
        design_.mirror = take<std::int32_t>() == 1;
        design_.gear = take<std::int32_t>();
        design_.refractiveIndex = take<double>();
        if (!(design_.refractiveIndex > 1.0 && design_.refractiveIndex < 5.0)) fail("the index of refraction is none");
        at_ += 4;
        design_.offset = take<double>();
        if (!std::isfinite(design_.offset) || std::abs(design_.offset) > 1000.0)
            fail("the offset of the wheel is none");
        bool headers = true;
        while (at_ < bytes_.size()) {
            const std::string line = takeString();
            if (line == "preform") break;
            if (line.empty())
                headers = false;
            else
                (headers ? design_.headers : design_.footers).push_back(line);
        }
    }

    // Where the wheel stands: see planeOf().
    double indexAt(double azimuth_deg) const {
        const double teeth = std::abs(design_.gear), index = design_.offset + azimuth_deg * design_.gear / 360.0;
        const double turned = index - teeth * std::floor(index / teeth);
        return turned < kSame || teeth - turned < kSame ? teeth : turned; // the last tooth is the first
    }

    void add(const Facet& facet) {
        const double flat = std::hypot(facet.normal.x, facet.normal.z);
        const double angle_deg =
            flat < 1e-9 ? std::copysign(0.0, facet.normal.y)
                        : std::copysign(degrees(std::atan2(flat, std::abs(facet.normal.y))), facet.normal.y);
        GemCadTier* tier = design_.tiers.empty() ? nullptr : &design_.tiers.back();
        const bool same = tier != nullptr && lastTier_ == facet.tier &&
                          std::abs(std::abs(tier->angle_deg) - std::abs(angle_deg)) < kSame &&
                          std::abs(tier->distance - facet.distance) < kSame;
        if (!same) {
            design_.tiers.push_back(
                {.angle_deg = angle_deg, .distance = facet.distance, .facets = {}, .instructions = facet.instruction});
            tier = &design_.tiers.back();
        }
        lastTier_ = facet.tier;
        const double azimuth = flat < 1e-9 ? 0.0 : degrees(std::atan2(facet.normal.x, facet.normal.z));
        tier->facets.push_back({.index = indexAt(azimuth), .name = facet.name});
    }

    std::span<const std::uint8_t> bytes_;
    std::string file_;
    std::size_t at_ = 0;
    int lastTier_ = -1;
    std::vector<Facet> facets_;
    GemCadDesign design_;
};

} // namespace

GemCadDesign readGemCadBinary(std::span<const std::uint8_t> bytes, const std::string& file) {
    return Reader(bytes, file).read();
}

} // namespace vitrine::gem
