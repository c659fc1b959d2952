#include "base/error.h"
#include "scene/dressing.h"
#include "shipped.h"

#include <gtest/gtest.h>

namespace vitrine::scene {
namespace {

using testing::shipped;
using testing::solitaire;

Configuration enamelled(const std::string& enamel) {
    Configuration design = solitaire();
    setEnamel(design, shipped(), "shank=" + enamel);
    return design;
}

std::optional<enamel::Coat> coatOf(const Configuration& design, const char* slot) {
    for (const Surface& surface : surfacesOf(design, shipped()))
        if (surface.name == slot) return std::get<MetalSurface>(surface.model).coat;
    return {};
}

TEST(Enamels, OfADesignReadBackEqual) {
    Configuration design = enamelled("fired-ruby");
    EXPECT_EQ(toJson(design)["parts"][0]["enamels"]["shank"], "fired-ruby");
    design.parts[0].enamels["shank"].depth_mm = 0.45;
    const Json written = toJson(design);
    EXPECT_EQ(written["parts"][0]["enamels"]["shank"], (Json{{"id", "fired-ruby"}, {"depth_mm", 0.45}}));
    EXPECT_EQ(readConfiguration(JsonPlace(written, "ring.json")), design);
}

TEST(Enamels, LieOnTheSlotThatTheyAreChosenForAndComeOffAgain) {
    Configuration design = enamelled("fired-ruby");
    ASSERT_TRUE(coatOf(design, "shank"));
    EXPECT_EQ(coatOf(design, "shank")->enamel->id, "fired-ruby");
    EXPECT_DOUBLE_EQ(coatOf(design, "shank")->depth_mm, shipped().enamels.at("fired-ruby")->depth_mm);
    EXPECT_FALSE(coatOf(design, "head"));
    setEnamel(design, shipped(), "shank=none");
    EXPECT_EQ(design, solitaire());
}

TEST(Enamels, AreRefusedByNameAndPlace) {
    const auto complaint = [](const Json& document) -> std::string {
        try {
            (void)surfacesOf(readConfiguration(JsonPlace(document, "ring.json")), shipped());
            return {};
        } catch (const Error& problem) {
            return problem.what();
        }
    };
    Json document = toJson(solitaire());
    document["parts"][0]["enamels"] = {{"shank", "fired-rubby"}};
    EXPECT_NE(complaint(document).find("ring.json: /parts/0/enamels/shank: no enamel is called \"fired-rubby\""),
              std::string::npos)
        << complaint(document);
    EXPECT_NE(complaint(document).find("fired-ruby"), std::string::npos);
    document["parts"][0]["enamels"] = {{"claw", "fired-ruby"}};
    EXPECT_NE(complaint(document).find("/parts/0/enamels/claw: no metal is chosen"), std::string::npos);
    document["parts"][0]["enamels"] = {{"shank", {{"id", "fired-ruby"}, {"depth_mm", 9}}}};
    EXPECT_NE(complaint(document).find("/parts/0/enamels/shank/depth_mm"), std::string::npos);
    Configuration design = solitaire();
    EXPECT_THROW(setEnamel(design, shipped(), "shank=fired-rubby"), Error);
}

} // namespace
} // namespace vitrine::scene
