// A prism of gem crystal: how far it turns each wavelength, and the colours that it lays side by side.
#include "base/error.h"
#include "catalogue.h"
#include "gem/prism.h"
#include "optics/cie.h"
#include "optics/colour.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace vitrine::physics {
namespace {

using gem::Prism;

constexpr double kRedEnd_nm = 680.0, kVioletEnd_nm = 410.0;

// An apex for each stone at which all of the spectrum gets out: 2 asin(1 / n) is 48, 54 and 80 degrees.
struct Piece {
    const char* stone;
    double apex_deg;
};
void PrintTo(const Piece& piece, std::ostream* out) {
    *out << piece.stone;
}

class Spectroscope : public ::testing::TestWithParam<Piece> {
  protected:
    // Of a thin beam that falls on the middle of the face as yellow light has to for the least deviation.
    double deviationAt(double wavelength_nm) const {
        const gem::Medium medium = gem::mediumAt(stone_, wavelength_nm);
        const auto light = gem::refractedTwice(solid_, medium, beam_);
        EXPECT_TRUE(light.has_value()) << wavelength_nm << " nm";
        return light ? gem::deviation_deg(beam_, *light) : 0.0;
    }

    const gem::Species stone_ = species(GetParam().stone);
    const Prism prism_{.apex_deg = GetParam().apex_deg};
    const gem::Solid solid_ = gem::solidOf(prism_);
    const glm::dvec3 from_ = gem::leastDeviatedFrom(prism_, stone_.ordinary.index(580.0));
    const gem::Ray beam_{glm::dvec3(-3.0, 0.0, 0.0) - 50.0 * from_, from_};
};

// Snell's law at one face and then at the other: asin(sin A sqrt(n^2 - sin^2 i) - cos A sin i) + i - A (Born & Wolf,
// Principles of Optics, 4.7.2).
TEST_P(Spectroscope, TurnsEachWavelengthAsSnellsLawTwiceOver) {
    const double A = radians(prism_.apex_deg), i = std::atan2(from_.y, from_.x) + 0.5 * A;
    for (double nm = kVioletEnd_nm; nm <= kRedEnd_nm; nm += 10.0) {
        const double n = stone_.ordinary.index(nm), sine = std::sin(i);
        const double out = std::asin(std::sin(A) * std::sqrt(n * n - sine * sine) - std::cos(A) * sine);
        EXPECT_NEAR(deviationAt(nm), degrees(i + out - A), 1e-9) << nm << " nm";
    }
}

TEST_P(Spectroscope, TurnsShorterWavesFurther) {
    for (double nm = kRedEnd_nm; nm > kVioletEnd_nm; nm -= 1.0)
        EXPECT_GT(deviationAt(nm - 1.0), deviationAt(nm)) << nm << " nm";
}

// The hue of light: its angle about D65's white in u'v', from red towards yellow and green.
double hueOf(const glm::dvec3& xyz) {
    const auto uv = [](const glm::dvec3& c) {
        return glm::dvec2(4.0 * c.x, 9.0 * c.y) / (c.x + 15.0 * c.y + 3.0 * c.z);
    };
    const glm::dvec2 away = uv(xyz) - uv(optics::d65White());
    const double turn = degrees(std::atan2(away.y, away.x));
    return turn < -45.0 ? turn + 360.0 : turn; // purples, which no spectrum has, lie where the count begins
}

// The seven names of the spectrum by the wavelengths at which one ends and the next begins, as tables of it have them
// (thoughtco.com, The Visible Light Spectrum).
std::string nameOf(double hue) {
    static const std::pair<const char*, double> ends_nm[] = {{"red", 625.0},   {"orange", 590.0}, {"yellow", 565.0},
                                                             {"green", 520.0}, {"cyan", 500.0},   {"blue", 435.0}};
    for (const auto& [name, end_nm] : ends_nm)
        if (hue < hueOf(optics::xyzBar(end_nm))) return name;
    return "violet";
}

// White light through a slit, on a screen of sixty stripes of equal angle, each of which gathers what falls on it.
TEST_P(Spectroscope, ShowsRedOrangeYellowGreenCyanBlueViolet) {
    constexpr int stripes = 60;
    const double first = deviationAt(kRedEnd_nm), last = deviationAt(kVioletEnd_nm);
    std::vector<glm::dvec3> screen(stripes, glm::dvec3(0.0));
    for (double nm = kVioletEnd_nm; nm <= kRedEnd_nm; nm += 0.125) {
        const double place = (deviationAt(nm) - first) / (last - first);
        const auto stripe = static_cast<std::size_t>(std::clamp(static_cast<int>(place * stripes), 0, stripes - 1));
        screen[stripe] += optics::d65(nm) * optics::xyzBar(nm);
    }
    std::vector<std::string> names;
    double before = -90.0;
    for (const glm::dvec3& xyz : screen) {
        const double hue = hueOf(xyz);
        EXPECT_GT(hue, before);
        before = hue;
        if (names.empty() || names.back() != nameOf(hue)) names.push_back(nameOf(hue));
    }
    EXPECT_EQ(names, (std::vector<std::string>{"red", "orange", "yellow", "green", "cyan", "blue", "violet"}));
}

INSTANTIATE_TEST_SUITE_P(Of, Spectroscope,
                         ::testing::Values(Piece{"diamond", 44.0}, Piece{"cubic-zirconia", 50.0},
                                           Piece{"rock-crystal", 60.0}),
                         [](const auto& piece) {
                             std::string name = piece.param.stone;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST(PrismShape, RefusesAnApexThatLetsNothingOut) {
    EXPECT_NO_THROW(gem::leastDeviatedFrom({.apex_deg = 48.0}, 2.417));
    EXPECT_THROW(gem::leastDeviatedFrom({.apex_deg = 60.0}, 2.417), Error);
}

} // namespace
} // namespace vitrine::physics
