#pragma once
#include "gem/solid.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace vitrine::performance {

/// Points that fill a cube evenly: the first 2^k of them are a net of Sobol' (1967), six dimensions with the direction
/// numbers of Joe & Kuo (2008). Each set is the same net under another random digital shift, hence another fair sample.
class EvenPoints {
  public:
    static constexpr std::size_t kDimensions = 6;
    using Point = std::array<double, kDimensions>;

    explicit EvenPoints(int set);
    Point at(int i) const;

  private:
    std::array<std::uint32_t, kDimensions> shift_{};
};

/// Arrival::choices for ray i of a set.
constexpr std::uint32_t choicesOf(int set, int i) {
    return static_cast<std::uint32_t>(set) << 20 | static_cast<std::uint32_t>(i);
}

/// A point on one of some faces of a solid, evenly by area or by area seen from a direction.
class FaceSampler {
  public:
    struct Sample {
        int facet = 0;
        glm::dvec3 point{0.0};
    };

    /// Every face by its area.
    static FaceSampler byArea(const gem::Solid& solid, std::span<const int> facets);
    /// Every face that looks towards `eye`, a unit direction, by the area that is seen from there.
    static FaceSampler asSeenFrom(const gem::Solid& solid, const glm::dvec3& eye);

    Sample at(double u, double v) const;

  private:
    struct Triangle {
        int facet = 0;
        glm::dvec3 a{0.0}, b{0.0}, c{0.0};
    };
    void add(const gem::Solid& solid, int facet, double weight);

    std::vector<Triangle> triangles_;
    std::vector<double> upTo_; // sums of the weights
};

/// A unit direction about `normal`, in proportion to its cosine to it.
glm::dvec3 cosineDirection(const glm::dvec3& normal, double u, double v);

/// The wavelength below which a share u of the light lies as the eye judges it: D65 times V(lambda).
double luminousWavelength_nm(double u);

} // namespace vitrine::performance
