#include "base/error.h"
#include "metal/alloy.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace vitrine::metal {
namespace {

const std::filesystem::path kCatalogue = VITRINE_SOURCE_DIR "/assets/catalogue";

const Measurements& known() {
    static const Measurements read = readMeasurements(kCatalogue / "elements");
    return read;
}

constexpr const char* kEntry = R"({
  "id": "grey", "labels": {"en": "Grey"}, "family": "grey", "order": 10,
  "fineness": {"element": "Au", "per_mille": 750}, "hallmark": "750",
  "recipe": {"Cu": 12.5, "Au": 75, "Ag": 12.5}, "nickel": "none", "care": {"en": "None."},
  "plating": {"element": "Rh", "thickness_um": [0.05, 0.5], "unplated": "greyer"},
  "optics": {"status": "measured", "index": {"n": {"first_nm": 380, "step_nm": 400, "values": [1, 3]},
                                             "k": {"first_nm": 380, "step_nm": 400, "values": [2, 4]}}},
  "density_g_cm3": 10,
  "sources": {"index": "ours", "recipe": "ours", "density_g_cm3": "ours"}})";

Json entry() {
    return parseJson(kEntry, "metal.json");
}

Alloy read(const Json& document) {
    return readAlloy(JsonPlace(document, "metal.json"), known());
}

std::string complaint(const char* member, const Json& value) {
    Json document = entry();
    document[Json::json_pointer(member)] = value;
    try {
        (void)read(document);
        return {};
    } catch (const Error& error) {
        EXPECT_EQ(error.parts().file, "metal.json");
        return error.parts().place;
    }
}

TEST(Alloy, ReadsRecipeFinenessPlatingAndIndex) {
    const Alloy alloy = read(entry());
    EXPECT_DOUBLE_EQ(alloy.n.at(580.0), 2.0);
    EXPECT_DOUBLE_EQ(alloy.k.at(580.0), 3.0);
    EXPECT_DOUBLE_EQ(alloy.density_g_cm3, 10.0);
    ASSERT_EQ(alloy.recipe.size(), 3u);
    EXPECT_EQ(alloy.recipe.front().element, "Au") << "the largest share comes first";
    ASSERT_TRUE(alloy.fineness);
    EXPECT_DOUBLE_EQ(alloy.fineness->perMille, 750.0);
    ASSERT_TRUE(alloy.plating);
    EXPECT_EQ(alloy.plating->unplated, "greyer");
    EXPECT_EQ(alloy.evidence, Evidence::measured);
    EXPECT_TRUE(alloy.error.empty());
}

TEST(Alloy, TakesItsIndexFromElementBlendOrRecipe) {
    Json document = entry();
    document["optics"] = {{"status", "modelled"}, {"element", "Pt"}, {"error", "ours"}};
    EXPECT_EQ(read(document).n.values(), known().elements.at("Pt").index->n.values());
    document["optics"] = {
        {"status", "modelled"}, {"blend_atomic_percent", {{"Pt", 50}, {"Pd", 50}}}, {"error", "ours"}};
    const Alloy blend = read(document);
    const auto real = [](const Alloy& alloy) {
        return std::pow(alloy.n.at(500.0), 2) - std::pow(alloy.k.at(500.0), 2);
    };
    const auto element = [](const char* symbol) { return known().elements.at(symbol).permittivity->at(500.0).real(); };
    EXPECT_NEAR(real(blend), 0.5 * (element("Pt") + element("Pd")), 1e-9);
    document["optics"] = {{"status", "modelled"}, {"mixture", "recipe"}, {"error", "ours"}};
    EXPECT_EQ(read(document).n.values(),
              mixByAtoms(atomsFromWeight(read(document).recipe, known()), known()).n.values());
}

TEST(Alloy, LocatesWhatIsWrong) {
    EXPECT_EQ(complaint("/roughness", 0.1), "/roughness");
    EXPECT_EQ(complaint("/recipe/Au", 70), "/recipe") << "makes 95 %";
    EXPECT_EQ(complaint("/recipe", {{"Xx", 100}}), "/recipe/Xx");
    EXPECT_EQ(complaint("/fineness/per_mille", 800), "/fineness") << "the recipe makes 750";
    EXPECT_EQ(complaint("/nickel", "released"), "/nickel") << "there is none in the recipe";
    EXPECT_EQ(complaint("/plating/element", "Xx"), "/plating/element");
    EXPECT_EQ(complaint("/plating/thickness_um", {0.5, 0.1}), "/plating/thickness_um");
    EXPECT_EQ(complaint("/density_g_cm3", 0), "/density_g_cm3");
    EXPECT_EQ(complaint("/care", Json::object()), "/care");
    EXPECT_EQ(complaint("/sources", {{"index", "ours"}, {"recipe", "ours"}}), "/sources") << "no density's source";
}

TEST(Alloy, SaysInOneWayWhatIsSeenAndOwnsUpToModels) {
    EXPECT_EQ(complaint("/optics/element", "Pt"), "/optics") << "two ways";
    EXPECT_EQ(complaint("/optics", {{"status", "measured"}}), "/optics") << "no way";
    EXPECT_EQ(complaint("/optics/status", "modelled"), "/optics") << "no error stated";
    EXPECT_EQ(complaint("/optics/index/n/values/0", -1), "/optics/index/n/values/0");
    EXPECT_EQ(complaint("/optics", {{"status", "measured"}, {"element", "Zn"}}), "/optics/element")
        << "zinc has no index of its own";
    EXPECT_EQ(complaint("/optics", {{"status", "modelled"}, {"blend_atomic_percent", {{"Ru", 100}}}, {"error", "x"}}),
              "/optics/blend_atomic_percent");
}

TEST(Alloy, ThatShipsReadsAndIsNamedAsItsFile) {
    int count = 0;
    for (const auto& file : std::filesystem::directory_iterator(kCatalogue / "metals")) {
        const Json document = readJson(file.path());
        EXPECT_EQ(readAlloy(JsonPlace(document, file.path().string()), known()).id, file.path().stem().string());
        ++count;
    }
    EXPECT_GE(count, 45);
}

} // namespace
} // namespace vitrine::metal
