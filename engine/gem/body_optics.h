#pragma once
#include "gem/species.h"
#include "shared/cpp.h"

#include <array>

namespace vitrine::gem {

/// What light meets at an opaque stone, for shaders/shared/body.glsl: a polished surface (Fresnel by the index) or a
/// pearl's layers (a lobe of microfacets, tabulated), over a diffuse body.
class BodyOptics {
  public:
    /// `species` has a body. Takes some 50 ms for a pearl.
    explicit BodyOptics(const Species& species);

    /// The polish of a stone is as good as a mirror; nacre spreads its highlight.
    double roughness() const { return roughness_; }
    bool layered() const { return layered_; }
    /// bodyCoupling at a wavelength.
    double coupling(double wavelength_nm) const { return coupling_.at(wavelength_nm); }

    /// At the cosine (node / (kBodyNodes - 1))^2, of pearls: reflectance of a microfacet met at that angle, and the
    /// share of light from that direction that all of them together send back.
    double facetReflectance(int node, double wavelength_nm) const { return at(facets_, node, wavelength_nm); }
    double surfaceAlbedo(int node, double wavelength_nm) const { return at(albedos_, node, wavelength_nm); }

  private:
    using Table = std::array<optics::Spectrum, shared64::kBodyNodes>;
    static double at(const Table& table, int node, double wavelength_nm) {
        return table[static_cast<std::size_t>(node)].at(wavelength_nm);
    }

    double roughness_ = 0.03;
    bool layered_ = false;
    optics::Spectrum coupling_;
    Table facets_, albedos_;
};

/// As shaders/shared/opal.glsl has it, of grains of seed 0.
shared64::Opal opalOf(const PlayOfColour& play, double index);

/// 2 integral of fresnelDielectric * cosine over the cosine: the mean over diffuse light.
double diffuseReflectance(double index);

} // namespace vitrine::gem
