#include "base/error.h"
#include "scene/dressing.h"
#include "shipped.h"

#include <gtest/gtest.h>

namespace vitrine::scene {
namespace {

using testing::shipped;
using testing::solitaire;

Configuration worked(const std::string& finish) {
    Configuration design = solitaire();
    setFinish(design, shipped(), "shank=" + finish);
    return design;
}

MetalSurface shankOf(const Configuration& design) {
    for (const Surface& surface : surfacesOf(design, shipped()))
        if (surface.name == "shank") return std::get<MetalSurface>(surface.model);
    return {};
}

std::string complaint(const Json& document) {
    try {
        (void)surfacesOf(readConfiguration(JsonPlace(document, "ring.json")), shipped());
        return {};
    } catch (const Error& problem) {
        return problem.what();
    }
}

TEST(Finishes, OfADesignReadBackEqual) {
    Configuration design = worked("hammered");
    design.parts[0].finishes["shank"].scale_mm = 2.0;
    const Json written = toJson(design);
    EXPECT_EQ(written["parts"][0]["finishes"]["shank"], (Json{{"id", "hammered"}, {"scale_mm", 2.0}}));
    EXPECT_EQ(readConfiguration(JsonPlace(written, "ring.json")), design);
    EXPECT_EQ(toJson(worked("brushed"))["parts"][0]["finishes"]["shank"], "brushed");
}

TEST(Finishes, AreMirrorPolishesUnlessTheDesignSaysOtherwise) {
    EXPECT_EQ(shankOf(solitaire()).roughness, shankOf(worked("mirror")).roughness);
    EXPECT_FALSE(shankOf(worked("mirror")).finish) << "one roughness tells all of it";
    EXPECT_FALSE(shankOf(worked("satin")).finish);
    EXPECT_GT(shankOf(worked("satin")).roughness, shankOf(solitaire()).roughness);
}

TEST(Finishes, CarryGroovesAndMarksWithTheDesignsOwnMeasures) {
    Configuration design = worked("hammered");
    design.parts[0].finishes["shank"].depth_mm = 0.2;
    const MetalSurface metal = shankOf(design);
    ASSERT_TRUE(metal.finish);
    EXPECT_EQ(metal.finish->marks.kind, metal::ToolMarks::Kind::hammered);
    EXPECT_DOUBLE_EQ(metal.finish->marks.depth_mm, 0.2);
    EXPECT_DOUBLE_EQ(metal.finish->marks.scale_mm, shipped().finishes.at("hammered").marks.scale_mm);
    const MetalSurface brushed = shankOf(worked("brushed"));
    ASSERT_TRUE(brushed.finish);
    EXPECT_GT(brushed.finish->alpha.y, brushed.finish->alpha.x) << "rougher across the tool's way";
}

TEST(Finishes, AreRefusedByNameAndPlace) {
    Json document = toJson(solitaire());
    document["parts"][0]["finishes"] = {{"shank", "brushd"}};
    EXPECT_NE(complaint(document).find("ring.json: /parts/0/finishes/shank: no finish is called \"brushd\""),
              std::string::npos)
        << complaint(document);
    EXPECT_NE(complaint(document).find("brushed"), std::string::npos);
    document["parts"][0]["finishes"] = {{"claw", "brushed"}};
    EXPECT_NE(complaint(document).find("/parts/0/finishes/claw: no metal is chosen"), std::string::npos);
    document["parts"][0]["finishes"] = {{"shank", {{"id", "hammered"}, {"depth_mm", -1}}}};
    EXPECT_NE(complaint(document).find("/parts/0/finishes/shank/depth_mm"), std::string::npos);
    Configuration design = solitaire();
    EXPECT_THROW(setFinish(design, shipped(), "shank=brushd"), Error);
}

} // namespace
} // namespace vitrine::scene
