#include "gem/gemcad.h"

#include "base/error.h"
#include "gem/gemcad_binary.h"
#include "gem/gemcad_read.h"
#include "gem/gemcad_reangle.h"
#include "gem/gemcad_stone.h"
#include "gem/gemcad_write.h"
#include "gem/polyhedron.h"
#include "gem/round_brilliant.h"
#include "gem/step_cut.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

namespace vitrine::gem {
namespace {

constexpr const char* kHead = "GemCad 5.0\ng 96 0.0\ny 4 y\nI 1.54\nH Test\n";
// A square block with a pyramid below and a bevelled table above, by hand: width 2, mains at 45 degrees.
constexpr const char* kSquare = "a -90.000000 1.00000000 96 n G1 24 48 72\n"
                                "a -45.000000 0.84852814 96 n P1 24 48 72 G Meet at the culet.\n"
                                "a 45.000000 0.84852814 96 n C1 24\n"
                                " 48 72\n"
                                "a 0.000000 0.60000000 96 n T\n"
                                "F the end\n";

std::string square() {
    return std::string(kHead) + kSquare;
}

Error refusal(const std::string& text) {
    try {
        (void)stoneOf(readGemCad(text, "d.asc"), "d.asc");
    } catch (const Error& error) {
        EXPECT_EQ(error.parts().file, "d.asc");
        EXPECT_FALSE(error.parts().place.empty()) << error.what();
        EXPECT_FALSE(error.parts().remedy.empty()) << error.what();
        return error;
    }
    ADD_FAILURE() << "accepted: " << text;
    return Error("none");
}

void expectSame(const Solid& a, const Solid& b) {
    ASSERT_EQ(a.facets().size(), b.facets().size());
    EXPECT_NEAR(a.polyhedron().volume(), b.polyhedron().volume(), 1e-9);
    for (const Facet& facet : a.facets()) {
        double nearest = 1.0;
        for (const Facet& other : b.facets())
            nearest = std::min(nearest, glm::length(facet.plane.normal - other.plane.normal) +
                                            std::abs(facet.plane.distance - other.plane.distance));
        EXPECT_LT(nearest, 1e-6);
    }
}

TEST(GemCad, ReadsEveryFieldOfADesign) {
    const GemCadDesign design = readGemCad(square(), "d.asc");
    EXPECT_EQ(design.gear, 96);
    EXPECT_EQ(design.symmetry, 4);
    EXPECT_TRUE(design.mirror);
    EXPECT_EQ(design.refractiveIndex, 1.54);
    EXPECT_EQ(design.headers, std::vector<std::string>{"Test"});
    EXPECT_EQ(design.footers, std::vector<std::string>{"the end"});
    ASSERT_EQ(design.tiers.size(), 4U);
    EXPECT_EQ(design.tiers[1].instructions, "Meet at the culet.");
    EXPECT_EQ(design.tiers[2].name(), "C1");
    EXPECT_EQ(design.tiers[2].facets.size(), 4U);
    EXPECT_TRUE(design.tiers[0].onGirdle());
    EXPECT_TRUE(design.tiers[1].onPavilion());
}

TEST(GemCad, ReadsWindowsLineEndsNamesLikeKeywordsAndLatin1) {
    const GemCadDesign design = readGemCad(
        "GemCad 5.0\r\ng -96 48.0\r\nH caf\xe9\r\na -90.0 1.0 2 n G  94 n n G Meet G\r\n G Fix it.\r\n", "d");
    EXPECT_EQ(design.headers.front(), "caf\xc3\xa9");
    EXPECT_EQ(design.tiers.front().facets[0].name, "G");
    EXPECT_EQ(design.tiers.front().facets[1].name, "n");
    EXPECT_EQ(design.tiers.front().instructions, "Meet G Fix it.");
}

TEST(GemCad, CutsTheStoneThatTheAnglesSay) {
    const GemCadStone stone = stoneOf(readGemCad(square(), "d.asc"), "d.asc");
    EXPECT_EQ(stone.solid.facets().size(), 13U);
    EXPECT_NEAR(stone.solid.width(), 1.0, 1e-12);
    // Planes at 45 degrees that reach the axis at +-1.2: the girdle lies between +-0.2, the table's half-width is 0.6.
    const double girdle = 4.0 * 0.4, pavilion = 4.0 / 3.0, crown = 0.4 / 3.0 * (4.0 + 4.0 * 0.36 + 4.0 * 0.6);
    EXPECT_NEAR(stone.solid.polyhedron().volume(), (girdle + pavilion + crown) / 8.0, 1e-7);
    EXPECT_NEAR(stone.solid.polyhedron().greatest().y, 0.3, 1e-9);
    EXPECT_TRUE(stone.cutAway.empty());
}

TEST(GemCad, CountsAgainstTheClockUnlessTheGearIsNegative) {
    GemCadDesign design{.gear = 96};
    const GemCadTier tier{.angle_deg = -90.0, .distance = 1.0, .facets = {{24.0, ""}}, .instructions = {}};
    EXPECT_EQ(planeOf(design, tier, tier.facets[0]).normal.x, 1.0);
    design.gear = -96;
    EXPECT_EQ(planeOf(design, tier, tier.facets[0]).normal.x, -1.0);
    design.offset = 24.0;
    EXPECT_EQ(planeOf(design, tier, tier.facets[0]).normal.z, 1.0);
}

TEST(GemCad, ReadsOffTheAnglesOfABrilliant) {
    // A plain brilliant of eight mains, by hand: a preform that the mains cut away, and a girdle of sixteen.
    const GemCadDesign design = readGemCad("GemCad 5.0\ng 96 0.0\ny 8 y\nI 1.54\n"
                                           "a -35.0 2.0 96 24 48 72\n"
                                           "a -90.0 1.0 3 n G1 9 15 21 27 33 39 45 51 57 63 69 75 81 87 93\n"
                                           "a -43.0 0.68 96 n P1 12 24 36\n"
                                           " 48 60 72 84 G Meet in a point\n"
                                           "a 35.0 0.62 96 n C1 12  24  36 48 60 72 84 G Leave a girdle\n"
                                           "a 0.0 0.42 96 n T\n",
                                           "d.asc");
    const GemCadStone stone = stoneOf(design, "d.asc");
    EXPECT_EQ(stone.solid.facets().size(), 16U + 8U + 8U + 1U);
    EXPECT_EQ(stone.cutAway.size(), 1U);
    std::size_t i = 0;
    for (std::size_t t = 1; t < design.tiers.size(); ++t)
        for (std::size_t k = 0; k < design.tiers[t].facets.size(); ++k, ++i)
            EXPECT_NEAR(degrees(std::acos(std::abs(stone.solid.facets()[i].plane.normal.y))),
                        std::abs(design.tiers[t].angle_deg), 1e-9);
    // From the table at 0.42 to where the mains meet, at 0.68 / cos 43, in units of the width across corners.
    const glm::dvec3 size = stone.solid.polyhedron().greatest() - stone.solid.polyhedron().least();
    const double width = 2.0 / std::cos(radians(11.25));
    EXPECT_NEAR(size.x, 1.0, 1e-12);
    EXPECT_NEAR(size.y, (0.42 + 0.68 / std::cos(radians(43.0))) / width, 1e-9);
}

TEST(GemCad, ReadsADesignWithoutSymmetryInItsOwnHand) {
    // The square turned into a pinwheel: one corner cut, near index 6, which is neither a fold nor a mirror.
    const GemCadStone stone =
        stoneOf(readGemCad(std::string("GemCad 5.0\ng 96 0.0\ny 1 n\n") + kSquare + "a -90 1.2 6.5 n X\n", "d"), "d");
    const HalfSpace& plane = stone.solid.facets().back().plane;
    EXPECT_NEAR(degrees(std::atan2(plane.normal.x, plane.normal.z)), 6.5 * 3.75, 1e-9);
}

// The binary form, as its readers document it, of the solid as GemCad would hold it.
class Binary {
  public:
    std::vector<std::uint8_t> of(const GemCadDesign& design, const Solid& solid, const std::vector<int>& tiers) {
        for (std::size_t f = 0; f < solid.facets().size(); ++f) {
            putPoint(solid.facets()[f].plane.normal * 3.7); // its length is GemCad's own affair
            put(std::int32_t{tiers[f]});
            putText("F" + std::to_string(f) + "\tCut it");
            put(std::int32_t{1});
            const std::vector<int>& loop = solid.polyhedron().faces[f];
            for (std::size_t i = 0; i < loop.size(); ++i) {
                putPoint(solid.polyhedron().vertices[static_cast<std::size_t>(loop[i])]);
                put(std::int32_t{i + 1 < loop.size()});
            }
        }
        put(std::int32_t{0});
        put(std::int32_t{7});
        put(std::int32_t{design.symmetry});
        put(std::int32_t{design.mirror});
        put(std::int32_t{design.gear});
        put(design.refractiveIndex);
        put(std::int32_t{0});
        put(design.offset);
        for (const std::string& line : design.headers) putText(line);
        putText("");
        for (const std::string& line : design.footers) putText(line);
        return bytes_;
    }

  private:
    template <class T>
    void put(T value) {
        std::array<std::uint8_t, sizeof(T)> raw;
        std::memcpy(raw.data(), &value, sizeof(T));
        bytes_.insert(bytes_.end(), raw.begin(), raw.end());
    }
    void putPoint(const glm::dvec3& p) { // its table is at +Z
        for (const double value : {-p.x, p.z, p.y}) put(value);
    }
    void putText(const std::string& text) {
        put(static_cast<std::uint8_t>(text.size()));
        bytes_.insert(bytes_.end(), text.begin(), text.end());
    }
    std::vector<std::uint8_t> bytes_;
};

TEST(GemCad, ReadsItsBinaryFormAsTheSameStone) {
    for (const Solid& solid : {stepCut({}), roundBrilliant({})}) {
        GemCadDesign design = designOf(solid, "Cut", 1.58);
        design.footers = {"the end"};
        std::vector<int> tiers(solid.facets().size());
        std::iota(tiers.begin(), tiers.end(), 0);
        const GemCadDesign read = readGemCadBinary(Binary().of(design, solid, tiers), "test.gem");
        EXPECT_EQ(read.headers, design.headers);
        EXPECT_EQ(read.footers, design.footers);
        EXPECT_EQ(read.refractiveIndex, 1.58);
        EXPECT_EQ(read.gear, design.gear);
        EXPECT_EQ(read.tiers.front().instructions, "Cut it");
        EXPECT_EQ(read.tiers.front().name(), "F0");
        expectSame(solid, stoneOf(read, "test.gem").solid);
        expectSame(solid, stoneOf(readGemCad(writeGemCad(read), "test.asc"), "test.asc").solid);
    }
}

TEST(GemCad, ReadsOrRefusesABinaryFileThatIsDamaged) {
    const Solid solid = stepCut({});
    const std::vector<std::uint8_t> bytes =
        Binary().of(designOf(solid, "Steps", 1.6), solid, std::vector<int>(solid.facets().size(), 1));
    for (std::size_t length = 0; length + 8 < bytes.size(); length += 7)
        EXPECT_THROW((void)readGemCadBinary(std::span(bytes.data(), length), "test.gem"), Error) << length;
    for (std::size_t at = 0; at < bytes.size(); at += 23) {
        std::vector<std::uint8_t> wrong = bytes;
        wrong[at] ^= 0xff;
        try {
            (void)stoneOf(readGemCadBinary(wrong, "test.gem"), "test.gem");
        } catch (const Error& error) {
            EXPECT_EQ(error.parts().file, "test.gem");
        }
    }
}

class BuiltInCut : public testing::TestWithParam<int> {
  public:
    static Solid solid() {
        switch (GetParam()) {
        case 0:
            return roundBrilliant({});
        case 1:
            return roundBrilliant({.culet = 0.02, .girdleFacets = 64});
        case 2:
            return stepCut({});
        default:
            return stepCut({.length = 1.0,
                            .corner = 0.25,
                            .table = 0.55,
                            .crown_deg = 36,
                            .crownBreak_deg = 6,
                            .crownSteps = 3,
                            .pavilion_deg = 46,
                            .pavilionBreak_deg = 7,
                            .pavilionSteps = 3,
                            .girdle = 0.03});
        }
    }
};

TEST_P(BuiltInCut, ComesBackFromItsFile) {
    const Solid solid = BuiltInCut::solid();
    const GemCadDesign design = designOf(solid, "Cut", 2.417);
    EXPECT_TRUE(isOnTeeth(design));
    EXPECT_TRUE(design.mirror);
    const GemCadDesign again = readGemCad(writeGemCad(design), "d.asc");
    EXPECT_EQ(again, design);
    expectSame(solid, stoneOf(again, "d.asc").solid);
}
INSTANTIATE_TEST_SUITE_P(GemCad, BuiltInCut, testing::Range(0, 4));

TEST(GemCad, ExportsTiersAsACutterCountsThem) {
    const GemCadDesign design = designOf(roundBrilliant({}), "Round brilliant", 2.417);
    EXPECT_EQ(design.gear, 64);
    EXPECT_EQ(design.symmetry, 8);
    EXPECT_EQ(design.tiers.size(), 7U); // girdle, lower halves, mains, upper halves, bezels, stars, table
    EXPECT_EQ(design.tiers.back().name(), "T");
}

TEST(GemCad, WritesFractionsWhereNoGearHasATooth) {
    std::vector<Facet> facets = roundBrilliant({}).facets();
    for (Facet& facet : facets) {
        const glm::dvec3 n = facet.plane.normal;
        facet.plane.normal = {n.x * std::cos(0.1) + n.z * std::sin(0.1), n.y,
                              n.z * std::cos(0.1) - n.x * std::sin(0.1)};
    }
    const Solid solid{std::move(facets)};
    const GemCadDesign design = designOf(solid, "Turned", 2.417);
    EXPECT_FALSE(isOnTeeth(design));
    const GemCadDesign again = readGemCad(writeGemCad(design), "d");
    EXPECT_NEAR(stoneOf(again, "d").solid.polyhedron().volume() * std::pow(solid.width(), 3.0),
                solid.polyhedron().volume(), 1e-6);
}

TEST(GemCad, ReangledKeepsEveryMeet) {
    const GemCadDesign design = designOf(roundBrilliant({}), "Round", 2.417);
    const Solid before = stoneOf(design, "d").solid;
    for (const double index : {1.54, 1.76, 2.15}) {
        const Reangled to = reangled(design, index, "d");
        const Solid after = stoneOf(to.design, "d").solid;
        EXPECT_EQ(after.polyhedron().faces.size(), before.polyhedron().faces.size());
        EXPECT_EQ(after.polyhedron().vertices.size(), before.polyhedron().vertices.size());
        for (std::size_t i = 0; i < before.facets().size(); ++i)
            EXPECT_EQ(after.neighbours(static_cast<int>(i)).size(), before.neighbours(static_cast<int>(i)).size());
        EXPECT_GT(flattestPavilion_deg(to.design), criticalAngle_deg(index) + 1.9);
        EXPECT_GT(to.crownRatio, 1.0);
        for (std::size_t i = 0; i < design.tiers.size(); ++i) {
            const double angle = std::abs(design.tiers[i].angle_deg);
            if (angle == 0.0 || angle == 90.0) continue;
            const double ratio = std::tan(radians(std::abs(to.design.tiers[i].angle_deg))) / std::tan(radians(angle));
            EXPECT_NEAR(ratio, design.tiers[i].onPavilion() ? to.pavilionRatio : to.crownRatio, 1e-12);
        }
    }
}

TEST(GemCad, ReangledToItsOwnIndexIsItself) {
    const GemCadDesign design = designOf(roundBrilliant({}), "Round", 2.417);
    expectSame(stoneOf(design, "d").solid, stoneOf(reangled(design, 2.417, "d").design, "d").solid);
}

TEST(GemCad, TellsWhatIsCutAway) {
    const GemCadStone stone = stoneOf(readGemCad(square() + "a -90 1.5 12 n PF\n", "d.asc"), "d.asc");
    EXPECT_EQ(stone.cutAway, std::vector<std::string>{"tier 5 (PF)"});
    EXPECT_EQ(stone.solid.facets().size(), 13U);
}

TEST(GemCad, RefusesWithTheLine) {
    const auto line = [](const std::string& text) { return refusal(text).parts().place; };
    EXPECT_EQ(line(""), "line 1");
    EXPECT_EQ(line("\x89PNG"), "line 1");
    EXPECT_EQ(line(std::string("GemCad 5.0\ng 96 0\n") + '\0'), "line 3");
    EXPECT_EQ(line("GemCad 5.0\ng 0 0.0\n"), "line 2");
    EXPECT_EQ(line("GemCad 5.0\ng 96.5 0.0\n"), "line 2");
    EXPECT_EQ(line("GemCad 5.0\na 0 1 96\n"), "line 2");
    EXPECT_EQ(line("GemCad 5.0\ng 96 0\ny 4 q\n"), "line 3");
    EXPECT_EQ(line("GemCad 5.0\ng 96 0\nI nan\n"), "line 3");
    EXPECT_EQ(line("GemCad 5.0\ng 96 0\nz\n"), "line 3");
    for (const char* tier : {"a inf 1 96", "a 91 1 96", "a 40 nan 96", "a 40 1e999 96", "a 40", "a 40 1", "a 40 1 97",
                             "a 40 1 -97", "a 40 1 n A 3", "a 40 1 3 n", "a 40 1 x", "a x 1 3"})
        EXPECT_EQ(line(std::string(kHead) + tier + "\n"), "line 6") << tier;
}

TEST(GemCad, NamesTheTierOrTheSideThatIsOpen) {
    const std::string noPavilion = std::string(kHead) + "a -90 1 96 n G 24 48 72\na 0 0.5 96 n T\n";
    EXPECT_NE(std::string(refusal(noPavilion).what()).find("below the pavilion"), std::string::npos);
    EXPECT_NE(std::string(refusal(noPavilion).what()).find("tier 1 (G)"), std::string::npos);
    const Error nothing = refusal(square() + "a 40 -3 12 n BAD\n");
    EXPECT_EQ(nothing.parts().place, "tier 5 (BAD)");
}

// Of a file cut short the rest is a design, or is refused in words; and so is one with any byte changed.
TEST(GemCad, SurvivesEveryCutAndEveryByte) {
    const std::string whole = square();
    const auto attempt = [](const std::string& text) {
        try {
            (void)stoneOf(readGemCad(text, "d.asc"), "d.asc");
        } catch (const Error& error) {
            EXPECT_FALSE(error.parts().place.empty()) << error.what();
        }
    };
    for (std::size_t i = 0; i < whole.size(); ++i) {
        attempt(whole.substr(0, i));
        for (const char byte : {'\0', '9', '-', 'n', ' ', '\n', '\xff'}) {
            std::string changed = whole;
            changed[i] = byte;
            attempt(changed);
        }
    }
}

} // namespace
} // namespace vitrine::gem
