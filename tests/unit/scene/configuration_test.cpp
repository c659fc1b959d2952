#include "base/error.h"
#include "shipped.h"

#include <gtest/gtest.h>

namespace vitrine::scene {
namespace {

using testing::shipped;
using testing::solitaire;

template <class Step>
std::string complaint(Step step) {
    try {
        step();
    } catch (const Error& problem) {
        return problem.what();
    }
    return {};
}

std::string readingComplaint(Json document) {
    return complaint([&] { (void)readConfiguration(JsonPlace(document, "ring.json")); });
}

TEST(Configuration, ReadsBackEqual) {
    Configuration design = solitaire();
    setParameter(design, shipped(), "width_top=2.4");
    const Json written = toJson(design);
    EXPECT_EQ(readConfiguration(JsonPlace(written, "ring.json")), design);
}

TEST(Configuration, WritesDefaultsOutAndKeepsThemWhenReadAgain) {
    const Configuration written = withDefaultsWritten(solitaire(), shipped());
    EXPECT_DOUBLE_EQ(written.parts.at(0).parameters.at("outer_dome"), 0.22);
    EXPECT_DOUBLE_EQ(written.parts.at(1).parameters.at("wire"), 0.95); // 0.30 + 0.10 D, settings E2
    const Json json = toJson(written);
    const Configuration again = readConfiguration(JsonPlace(json, "ring.json"));
    EXPECT_EQ(toJson(withDefaultsWritten(again, shipped())).dump(), json.dump());
}

// A slider that comes back to its place gives the old design.
TEST(Configuration, SnapsToSteps) {
    Configuration design = solitaire();
    setParameter(design, shipped(), "width_top=2.0124999");
    EXPECT_DOUBLE_EQ(withDefaultsWritten(design, shipped()).parts[0].parameters.at("width_top"), 2.0);
}

TEST(Configuration, RefusesWithFileAndPointer) {
    Json document = toJson(solitaire());
    document["parts"][1]["stones"]["centre"]["width_mm"] = "wide";
    EXPECT_EQ(readingComplaint(document), "ring.json: /parts/1/stones/centre/width_mm: is not a number");
    document = toJson(solitaire());
    document["parts"][1]["on"] = "shank";
    EXPECT_NE(readingComplaint(document).find("/parts/1/on: names no mount"), std::string::npos);
    document = toJson(solitaire());
    document["parts"][1]["id"] = "shank";
    EXPECT_NE(readingComplaint(document).find("/parts/1/id: two parts"), std::string::npos);
    document = toJson(solitaire());
    document["pieces"] = Json::array();
    EXPECT_NE(readingComplaint(document).find("reserved, not built yet"), std::string::npos);
}

TEST(Overrides, ReachSlotsSeatsAndParametersByName) {
    Configuration design = solitaire();
    setMetal(design, shipped(), "shank=platinum-950");
    setStone(design, shipped(), "centre=ruby");
    setParameter(design, shipped(), "head.lean=20");
    setParameter(design, shipped(), "centre_width=5");
    setParameter(design, shipped(), "finger_size=7");
    EXPECT_EQ(design.parts[0].metals.at("shank"), "platinum-950");
    EXPECT_EQ(design.parts[1].stones.at("centre").species, "ruby");
    EXPECT_DOUBLE_EQ(design.parts[1].parameters.at("lean"), 20.0);
    EXPECT_DOUBLE_EQ(design.parts[1].stones.at("centre").length_mm, 5.0);
    EXPECT_DOUBLE_EQ(design.finger.size, 7.0);
}

TEST(Overrides, ListTheChoices) {
    Configuration design = solitaire();
    EXPECT_NE(complaint([&] { setMetal(design, shipped(), "shanks=18k-rose"); }).find("one of shank.shank, head.head"),
              std::string::npos);
    EXPECT_NE(complaint([&] { setMetal(design, shipped(), "shank=18k-yelow"); }).find("perhaps 18k-yellow, "),
              std::string::npos);
    EXPECT_NE(complaint([&] { setStone(design, shipped(), "centre=glass"); }).find("diamond"), std::string::npos);
    EXPECT_NE(complaint([&] { setParameter(design, shipped(), "width=2"); }).find("shank.width_top"),
              std::string::npos);
    EXPECT_NE(complaint([&] { setParameter(design, shipped(), "lean=steep"); }).find("no number"), std::string::npos);
    EXPECT_NE(complaint([&] { setParameter(design, shipped(), "lean"); }).find("NAME=VALUE"), std::string::npos);
    EXPECT_EQ(design, solitaire()) << "a refused change leaves the design alone";
}

} // namespace
} // namespace vitrine::scene
