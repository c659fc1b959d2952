#pragma once
#include "base/math.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace vitrine::performance {

/// Light on its way to a facet, from outside. Unit direction; mm, stone frame.
struct Arrival {
    glm::dvec3 point{0.0}; ///< on the facet
    glm::dvec3 direction{0.0, -1.0, 0.0};
    int facet = 0;
    double wavelength_nm = 550.0;
    /// Draws which way light goes where it has several. Rays that are to be told apart by their wavelength alone have
    /// the same, those that are to be independent another.
    std::uint32_t choices = 0;
};

/// A facet that light meets from inside.
struct Meeting {
    int facet = 0;
    double leaving = 0.0;      ///< share of the arriving light that gets out here; 0 under total reflection
    glm::dvec3 direction{0.0}; ///< unit, in which it leaves; zero under total reflection
};

/// What becomes of one unit of light. Reflected, all that leaves, absorbed and residue add up to 1.
struct RayLight {
    double reflected = 0.0; ///< at the first surface: glare
    glm::dvec3 mirrored{0.0};
    std::vector<Meeting> meetings; ///< in order
    double absorbed = 0.0;
    double residue = 0.0; ///< still inside when the tracing ended
};

/// The light of a ray: all that a metric knows of a stone's optics. Where light divides inside, as in a crystal, it is
/// that of one way, drawn so that the mean over many is all of it. It works forwards from a lamp and backwards from an
/// eye alike (Helmholtz). The second argument is overwritten, its memory kept, so that no ray allocates.
using LightOfRay = std::function<void(const Arrival&, RayLight&)>;

} // namespace vitrine::performance
