#include "base/error.h"
#include "scene/clarity.h"
#include "scene/stone_choice.h"
#include "shipped.h"

#include <gtest/gtest.h>

// Clarity as a choice of the design: read, written, set, kept and refused.

namespace vitrine::scene {
namespace {

using testing::shipped;
using testing::solitaire;

Configuration withClarity(const std::string& grade) {
    Configuration design = solitaire();
    setParameter(design, shipped(), "centre_clarity=" + grade);
    return design;
}

StoneChoice& centreOf(Configuration& design) {
    for (PartEntry& entry : design.parts)
        if (entry.stones.contains("centre")) return entry.stones.at("centre");
    throw std::logic_error("no centre stone");
}

const Stone& centreOf(const Piece& piece) {
    return piece.stones.front();
}

std::string complaint(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        return error.what();
    }
    return "none";
}

TEST(ClarityChoice, PutsInclusionsIntoTheStone) {
    EXPECT_TRUE(centreOf(assemble(solitaire(), shipped())).inclusions.empty());
    EXPECT_TRUE(centreOf(assemble(withClarity("fl"), shipped())).inclusions.empty());
    EXPECT_FALSE(centreOf(assemble(withClarity("si2"), shipped())).inclusions.empty());
}

TEST(ClarityChoice, IsAnotherStoneWithAnotherSeedOrInAnotherSeat) {
    Configuration first = withClarity("si2"), second = first;
    setParameter(second, shipped(), "centre_seed=12");
    const auto placeOfFirst = [](const std::vector<gem::Inclusion>& inclusions) { return inclusions.front().centre; };
    const Piece a = assemble(first, shipped()), b = assemble(second, shipped());
    EXPECT_NE(placeOfFirst(centreOf(a).inclusions), placeOfFirst(centreOf(b).inclusions));
    const Stone& stone = centreOf(a);
    const auto inSeat = [&](const char* seat) {
        return inclusionsOf(centreOf(first), *stone.species, *stone.solid, shipped(), seat, "", "");
    };
    EXPECT_EQ(placeOfFirst(inSeat("centre")), placeOfFirst(stone.inclusions));
    EXPECT_NE(placeOfFirst(inSeat("left")), placeOfFirst(inSeat("right")));
}

TEST(ClarityChoice, ReadsBackAsItWasWritten) {
    Configuration design = withClarity("vs1");
    setParameter(design, shipped(), "centre_seed=3");
    const Json document = toJson(design);
    EXPECT_EQ(readConfiguration(JsonPlace(document, "design.json")), design);
}

TEST(ClarityChoice, GoesWithAStoneThatIsNotGraded) {
    Configuration design = withClarity("vs1");
    setStone(design, shipped(), "centre=diamond-h");
    EXPECT_EQ(centreOf(design).clarity, "vs1") << "a diamond of another colour keeps it";
    setStone(design, shipped(), "centre=diamond:round-cabochon");
    EXPECT_EQ(centreOf(design).clarity, "");
    design = withClarity("vs1");
    setStone(design, shipped(), "centre=ruby");
    EXPECT_EQ(centreOf(design).clarity, "");
    EXPECT_NO_THROW((void)assemble(design, shipped()));
}

TEST(ClarityChoice, IsRefusedWithItsPlace) {
    EXPECT_NE(complaint([&] { (void)withClarity("vs3"); }).find("vs1"), std::string::npos);
    Configuration ruby = solitaire();
    setStone(ruby, shipped(), "centre=ruby");
    EXPECT_NE(complaint([&] { setParameter(ruby, shipped(), "centre_clarity=vs1"); }).find("not graded"),
              std::string::npos);
    centreOf(ruby).clarity = "vs1";
    const std::string told = complaint([&] { (void)assemble(ruby, shipped()); });
    EXPECT_NE(told.find("/parts/1/stones/centre/clarity"), std::string::npos) << told;
    Configuration domed = solitaire();
    setStone(domed, shipped(), "centre=diamond:round-cabochon");
    centreOf(domed).clarity = "vs1";
    EXPECT_NE(complaint([&] { (void)assemble(domed, shipped()); }).find("round-cabochon"), std::string::npos);
    Configuration diamond = solitaire();
    for (const char* seed : {"-1", "1.5", "1e7", "many"})
        EXPECT_NE(complaint([&] { setParameter(diamond, shipped(), std::string("centre_seed=") + seed); }), "none")
            << seed;
    // What is black with inclusions is not graded by them.
    EXPECT_EQ(clarityScaleOf(shipped(), *shipped().species.at("black-diamond")), nullptr);
}

} // namespace
} // namespace vitrine::scene
