#pragma once
#include "gem/cabochon.h"
#include "gem/trace.h"

namespace vitrine::gem {

/// A cabochon as light meets it: its three exact surfaces at their size, with no facet in place of a curve. Facet ids
/// are those of `Surface`. Stone frame, mm.
class Dome {
  public:
    enum Surface { top = 0, band = 1, base = 2 };

    /// Throws vitrine::Error for proportions that make no stone.
    Dome(const Cabochon& cabochon, double width_mm);

    /// Where a ray from outside enters, if it does.
    std::optional<FacetHit> findEntry(const Ray& ray) const;
    /// What a ray from inside, or from the surface inwards, meets next. Distances are held at 0 or more.
    FacetHit findExit(const Ray& ray) const;
    /// Of the surface `facet` at a point on it: unit, out of the stone.
    glm::dvec3 outwardAt(int facet, const glm::dvec3& point) const;
    /// 4 V / A (Cauchy).
    double meanChord() const { return meanChord_; }

  private:
    glm::dvec3 axes(int facet) const; // half axes of the ellipsoid, or of the cylinder with an infinite one along Y
    double middle(int facet) const;   // its height
    FacetHit meet(int facet, const Ray& ray, double side) const;
    int surfaceAt(double y) const;
    double area() const;

    Cabochon size_; // every length in mm, `length` along Z
    double width_mm_;
    double meanChord_;
};

} // namespace vitrine::gem
