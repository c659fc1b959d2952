#include "gem/fluorescence.h"

#include "gem/chromophore.h"
#include "gem/species.h"

#include <cmath>

namespace vitrine::gem {
namespace {

constexpr double kSlab_mm = 5.0; // in which the catalogue states every colour

// Sums over the nodes of a spectrum, which stand evenly.
template <class Weight>
double total(const optics::Spectrum& spectrum, const Weight& weight) {
    double sum = 0.0;
    for (const double nm : spectrum.wavelengths_nm()) sum += spectrum.at(nm) * weight(nm);
    return sum;
}

double power(const optics::Spectrum& spectrum) {
    return total(spectrum, [](double) { return 1.0; });
}

} // namespace

double Fluorescence::emission_nm() const {
    return total(emission, [](double nm) { return nm; }) / power(emission);
}

double Fluorescence::emittedShare() const {
    // A power of emission at l is that of photons in proportion to l, of which each took one of the exciting light.
    return absorbedShare * quantumYield * excitation_nm / emission_nm();
}

Fluorescence readFluorescence(const JsonPlace& place) {
    place.allowOnly({"status", "excitation_nm", "quantum_yield", "absorbed_share", "emission", "grades", "note"});
    (void)place["status"].oneOf({"measured", "modelled"});
    Fluorescence f;
    f.excitation_nm = place["excitation_nm"].number(315.0, 400.0);
    f.quantumYield = place["quantum_yield"].number(0.0, 1.0);
    const std::vector<Chromophore> centres = readChromophores(place["emission"], Rays::one);
    for (const Chromophore& centre : centres)
        for (const Feature& feature : centre.features)
            if (feature.shape != Feature::Shape::band || feature.at_nm <= f.excitation_nm)
                place["emission"].fail("is no band of lower photon energy than the light that excites it",
                                       "bands with centre_nm above excitation_nm (Stokes)");
    f.emission = curveOf(centres, 0);
    if (!(power(f.emission) > 0.0)) place["emission"].fail("has no power", "a strength above 0");
    if (!place.has("grades")) {
        f.absorbedShare = place["absorbed_share"].number(0.0, 1.0);
        return f;
    }
    place["grades"].allowOnly({"shown", "absorbed_share"});
    for (const auto& [grade, share] : place["grades"]["absorbed_share"].members())
        f.absorbedShareByGrade[grade] = share.number(0.0, 1.0);
    f.grade = place["grades"]["shown"].string();
    f.absorbedShare = place["grades"]["absorbed_share"][f.grade].number(0.0, 1.0);
    return f;
}

std::map<std::string, std::shared_ptr<const Species>>
fluorescenceGrades(const std::shared_ptr<const Species>& species) {
    std::map<std::string, std::shared_ptr<const Species>> grades;
    if (!species->fluorescence) return grades;
    for (const auto& [grade, share] : species->fluorescence->absorbedShareByGrade) {
        auto graded = std::make_shared<Species>(*species);
        graded->fluorescence->grade = grade;
        graded->fluorescence->absorbedShare = share;
        graded->optics = species;
        grades[grade] = grade == species->fluorescence->grade ? species : std::move(graded);
    }
    return grades;
}

const std::shared_ptr<const Species>& opticsOf(const std::shared_ptr<const Species>& species) {
    return species->optics ? species->optics : species;
}

double absorptionOfEmission(const Species& species) {
    if (!species.fluorescence) return 0.0;
    const optics::Spectrum& emission = species.fluorescence->emission;
    const double left = total(emission, [&](double nm) {
        return (2.0 * std::exp(-species.absorptionOrdinary.at(nm) * kSlab_mm) +
                std::exp(-species.absorptionExtraordinary.at(nm) * kSlab_mm)) /
               3.0;
    });
    return -std::log(left / power(emission)) / kSlab_mm;
}

double crownOverVolume(const Solid& solid) {
    const Polyhedron& body = solid.polyhedron();
    double twice = 0.0; // both sides, and twice the triangles
    for (const std::vector<int>& face : body.faces)
        for (std::size_t i = 2; i < face.size(); ++i) {
            const auto corner = [&](std::size_t k) { return body.vertices[static_cast<std::size_t>(face[k])]; };
            twice += std::abs(glm::cross(corner(i - 1) - corner(0), corner(i) - corner(0)).y);
        }
    return 0.25 * twice / body.volume();
}

} // namespace vitrine::gem
