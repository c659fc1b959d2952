#pragma once
#include "base/math.h"

#include <string>
#include <string_view>
#include <vector>

namespace vitrine::gem {

/// The points x with dot(normal, x) <= distance. Unit normal, pointing out of the stone.
struct HalfSpace {
    glm::dvec3 normal{0.0, 1.0, 0.0};
    double distance = 0.0;
};

enum class FacetKind {
    table,
    bezel,
    star,
    upperHalf,
    crownStep,
    girdle,
    pavilionMain,
    lowerHalf,
    pavilionStep,
    culet,
    other
};
/// What a cutter calls it: "lower half". Empty for `other`.
std::string_view nameOf(FacetKind kind);

struct Facet {
    HalfSpace plane;
    FacetKind kind = FacetKind::other;
};

/// The boundary of a bounded intersection of half-spaces, made by clipping in double precision.
struct Polyhedron {
    std::vector<glm::dvec3> vertices;
    std::vector<std::vector<int>> faces; ///< one vertex loop a plane, in its order, anticlockwise seen from outside;
                                         ///< empty where a plane bounds nothing
    double volume() const;               ///< in the cube of the unit of length
    double area() const;
    glm::dvec3 least() const; ///< corners of the axis-aligned box
    glm::dvec3 greatest() const;
};

/// One convex cell of a stone: its facets. Stone frame: y = 0 mid-girdle, +Y the table, length along Z, width along X.
class Solid {
  public:
    /// Throws vitrine::Error unless the planes bound a body, every plane is a face of over 1e-6 of the area, and no two
    /// planes lie within 0.01 degrees of each other; the message names the facets.
    explicit Solid(std::vector<Facet> facets);

    const std::vector<Facet>& facets() const { return facets_; }
    const Polyhedron& polyhedron() const { return polyhedron_; }
    /// The indices of the facets that share an edge with facet i.
    const std::vector<int>& neighbours(int i) const { return neighbours_[static_cast<std::size_t>(i)]; }
    /// 4 V / A: the mean length of a chord through a convex body (Cauchy).
    double meanChord() const;
    /// Along X.
    double width() const { return polyhedron_.greatest().x - polyhedron_.least().x; }
    /// Every length multiplied by `factor`.
    Solid scaled(double factor) const;

  private:
    std::vector<Facet> facets_;
    Polyhedron polyhedron_;
    std::vector<std::vector<int>> neighbours_;
};

/// The weight in metric carats (0.2 g) of a solid given in mm.
double carat(const Solid& solid, double density_g_cm3);

} // namespace vitrine::gem
