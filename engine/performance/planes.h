#pragma once
#include "gem/solid.h"

#include <vector>

namespace vitrine::performance {

/// The planes of a solid, laid out for the search that all tracing consists of. The upright planes of a girdle, a third
/// of a brilliant, come last and are searched only by rays that come near them.
class Planes {
  public:
    explicit Planes(const gem::Solid& solid);

    struct Next {
        int facet = -1;
        double distance_mm = 0.0;
    };
    /// The facet that a ray from a point inside meets next, `current` left out. Distances are held at 0 or more.
    Next next(const glm::dvec3& point, const glm::dvec3& direction, int current) const;
    const glm::dvec3& normal(int facet) const { return normals_[static_cast<std::size_t>(facet)]; }

  private:
    struct Nearest {
        double nearness = 0.0; ///< 1 / distance
        std::size_t slot = 0;
    };
    Nearest search(std::size_t from, std::size_t to, const glm::dvec3& point, const glm::dvec3& direction,
                   std::size_t without, Nearest nearest) const;

    std::vector<double> x_, y_, z_, distance_; // slots: by eights, the last of each part filled up with far planes
    std::vector<int> facetOfSlot_;
    std::vector<std::size_t> slotOfFacet_;
    std::vector<glm::dvec3> normals_;
    std::size_t upright_ = 0;     // the first slot of the upright planes
    double uprightRadius2_ = 0.0; // squared distance from the axis within which no upright plane cuts
};

} // namespace vitrine::performance
