#include "performance/sampling.h"

#include "optics/cie.h"
#include "optics/spectrum.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace vitrine::performance {
namespace {

constexpr std::size_t kBits = 32;
using Directions = std::array<std::array<std::uint32_t, kBits>, EvenPoints::kDimensions>;

// A primitive polynomial over {0, 1} of a degree, its inner coefficients as bits, and the first numbers m_k.
struct Polynomial {
    unsigned degree = 1, inner = 0;
    std::array<std::uint32_t, 4> first{};
};
// Of the second dimension and those that follow (Joe & Kuo 2008, Constructing Sobol sequences with better
// two-dimensional projections).
constexpr std::array<Polynomial, EvenPoints::kDimensions - 1> kPolynomials{
    {{1, 0, {1}}, {2, 1, {1, 3}}, {3, 1, {1, 3, 1}}, {3, 2, {1, 1, 1}}, {4, 1, {1, 1, 3, 3}}}};

Directions sobolDirections() {
    Directions v{};
    for (std::size_t k = 0; k < kBits; ++k) v[0][k] = 1u << (kBits - 1 - k); // van der Corput
    for (std::size_t j = 1; j < v.size(); ++j) {
        const Polynomial& p = kPolynomials[j - 1];
        for (std::size_t k = 0; k < kBits; ++k) {
            if (k < p.degree) {
                v[j][k] = p.first[k] << (kBits - 1 - k);
                continue;
            }
            v[j][k] = v[j][k - p.degree] ^ (v[j][k - p.degree] >> p.degree);
            for (unsigned i = 1; i < p.degree; ++i)
                if ((p.inner >> (p.degree - 1 - i)) & 1u) v[j][k] ^= v[j][k - i];
        }
    }
    return v;
}

// The sums of D65 V(lambda) from one nanometre to the next, 0 to 1.
std::vector<double> luminousSums() {
    std::vector<double> sums{0.0};
    for (double nm = optics::kShortestWavelength_nm; nm < optics::kLongestWavelength_nm; nm += 1.0)
        sums.push_back(sums.back() + optics::d65(nm + 0.5) * optics::xyzBar(nm + 0.5).y);
    for (double& sum : sums) sum /= sums.back();
    return sums;
}

} // namespace

EvenPoints::EvenPoints(int set) {
    std::mt19937 random(static_cast<std::uint32_t>(set) + 1u);
    for (std::uint32_t& shift : shift_) shift = static_cast<std::uint32_t>(random());
}

EvenPoints::Point EvenPoints::at(int i) const {
    static const Directions directions = sobolDirections();
    Point point;
    for (std::size_t j = 0; j < kDimensions; ++j) {
        std::uint32_t bits = shift_[j];
        for (std::uint32_t rest = static_cast<std::uint32_t>(i), k = 0; rest != 0; rest >>= 1, ++k)
            if (rest & 1u) bits ^= directions[j][k];
        point[j] = (bits + 0.5) * 0x1p-32;
    }
    return point;
}

void FaceSampler::add(const gem::Solid& solid, int facet, double weight) {
    const gem::Polyhedron& body = solid.polyhedron();
    const std::vector<int>& loop = body.faces[static_cast<std::size_t>(facet)];
    const auto corner = [&](std::size_t i) { return body.vertices[static_cast<std::size_t>(loop[i])]; };
    for (std::size_t i = 2; i < loop.size(); ++i) {
        const Triangle triangle{.facet = facet, .a = corner(0), .b = corner(i - 1), .c = corner(i)};
        const double area = 0.5 * glm::length(glm::cross(triangle.b - triangle.a, triangle.c - triangle.a));
        triangles_.push_back(triangle);
        upTo_.push_back((upTo_.empty() ? 0.0 : upTo_.back()) + weight * area);
    }
}

FaceSampler FaceSampler::byArea(const gem::Solid& solid, std::span<const int> facets) {
    FaceSampler sampler;
    for (const int facet : facets) sampler.add(solid, facet, 1.0);
    return sampler;
}

FaceSampler FaceSampler::asSeenFrom(const gem::Solid& solid, const glm::dvec3& eye) {
    FaceSampler sampler;
    for (std::size_t i = 0; i < solid.facets().size(); ++i) {
        const double cosine = glm::dot(solid.facets()[i].plane.normal, eye);
        if (cosine > 1e-12) sampler.add(solid, static_cast<int>(i), cosine);
    }
    return sampler;
}

FaceSampler::Sample FaceSampler::at(double u, double v) const {
    const double place = u * upTo_.back();
    const auto found = std::upper_bound(upTo_.begin(), upTo_.end() - 1, place);
    const auto i = static_cast<std::size_t>(found - upTo_.begin());
    const double before = i == 0 ? 0.0 : upTo_[i - 1];
    // What chose the triangle is used again within it, so that points stay even in two dimensions.
    const double within = std::clamp((place - before) / (upTo_[i] - before), 0.0, 1.0);
    const double root = std::sqrt(within);
    const Triangle& t = triangles_[i];
    return {t.facet, t.a * (1.0 - root) + (t.b * (1.0 - v) + t.c * v) * root};
}

glm::dvec3 cosineDirection(const glm::dvec3& normal, double u, double v) {
    const glm::dvec3 other = std::abs(normal.y) < 0.9 ? glm::dvec3(0, 1, 0) : glm::dvec3(1, 0, 0);
    const glm::dvec3 across = glm::normalize(glm::cross(other, normal)), along = glm::cross(normal, across);
    const double radius = std::sqrt(u), angle = 2.0 * kPi * v;
    return glm::normalize(across * (radius * std::cos(angle)) + along * (radius * std::sin(angle)) +
                          normal * std::sqrt(std::max(1.0 - u, 0.0)));
}

double luminousWavelength_nm(double u) {
    static const std::vector<double> sums = luminousSums();
    const auto above = std::upper_bound(sums.begin() + 1, sums.end() - 1, u);
    const double least = *(above - 1), width = *above - least;
    return optics::kShortestWavelength_nm + static_cast<double>(above - 1 - sums.begin()) +
           (width > 0.0 ? std::clamp((u - least) / width, 0.0, 1.0) : 0.5);
}

} // namespace vitrine::performance
