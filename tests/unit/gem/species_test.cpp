#include "base/error.h"
#include "gem/species.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace vitrine::gem {
namespace {

constexpr const char* kEntry = R"({
  "id": "glass", "labels": {"en": "Glass"}, "density_g_cm3": 2.5, "density_range_g_cm3": [2.4, 2.6],
  "order": 1, "origin": "imitation", "index_group": "low",
  "index": {"ordinary": {"form": "cauchy", "A": 1.5, "B_um2": 0.004, "valid_nm": [380, 780]}},
  "absorption": {"status": "measured", "unit": "absorbance/cm", "valid_nm": [400, 700], "scale": 2,
                 "curves": {"all": {"first_nm": 400, "step_nm": 300, "values": [1, 1]}}},
  "wear": {"mohs": 5.5, "toughness": "poor", "cleavage": "none", "use": "occasional", "advice": {"en": "Take care"}},
  "cleaning": {"ultrasonic": "risky", "steam": "never", "warm_soapy_water": "safe"},
  "treatments": {"assume": [], "disclose": ["coating"]},
  "disclosure": {"US": "Glass", "GB": "Glass", "FR": "Verre", "DE": "Glas"},
  "sources": {"index": "ours", "density_g_cm3": "ours", "absorption": "ours", "wear": "ours", "treatments": "ours",
              "disclosure": "ours"}})";

Json patched(const char* patch) {
    Json entry = parseJson(kEntry, "gem.json");
    entry.merge_patch(parseJson(patch, "patch.json"));
    return entry;
}

Species read(const char* patch = "{}") {
    const Json entry = patched(patch);
    return readSpecies(JsonPlace(entry, "gem.json"));
}

std::string complaint(const char* patch) {
    try {
        (void)read(patch);
        return {};
    } catch (const Error& error) {
        EXPECT_EQ(error.parts().file, "gem.json");
        return error.parts().place;
    }
}

TEST(Species, AbsorptionIsNapierianPerMillimetre) {
    // A = 2 per cm decadic: T over 10 mm is 1e-2.
    EXPECT_NEAR(std::exp(-10.0 * read().absorptionOrdinary.at(550.0)), 1e-2, 1e-12);
    EXPECT_NEAR(read(R"({"absorption": {"unit": "napierian/mm"}})").absorptionOrdinary.at(550.0), 2.0, 1e-12);
    EXPECT_NEAR(read(R"({"absorption": {"unit": "napierian/cm"}})").absorptionOrdinary.at(550.0), 0.2, 1e-12);
    EXPECT_NEAR(read(R"({"absorption_scale": 1.1})").absorptionOrdinary.at(550.0) / read().absorptionOrdinary.at(550.0),
                1.1, 1e-12);
}

TEST(Species, WithoutAbsorptionIsColourless) {
    EXPECT_TRUE(read(R"({"absorption": null})").absorptionOrdinary.isZero());
}

TEST(Species, WithOneIndexIsIsotropic) {
    EXPECT_TRUE(read().isotropic());
    EXPECT_EQ(read().ordinary.index(500.0), read().extraordinary.index(500.0));
}

constexpr const char* kUniaxial = R"({"index": {"extraordinary":
        {"form": "cauchy", "A": 1.6, "B_um2": 0.004, "valid_nm": [380, 780]}}, "absorption": null,
        "orientation": {"optic_axis": [0, 0, 1], "reason": "why not"}, "sources": {"orientation": "ours"}})";

TEST(Species, WithTwoIndicesIsUniaxial) {
    const Species uniaxial = read(kUniaxial);
    EXPECT_EQ(uniaxial.character, OpticCharacter::uniaxial);
    EXPECT_NEAR(uniaxial.extraordinary.index(500.0) - uniaxial.ordinary.index(500.0), 0.1, 1e-12);
    EXPECT_EQ(uniaxial.opticAxis, glm::dvec3(0.0, 0.0, 1.0));
}

TEST(Species, TakesVariantsOfItsIndex) {
    EXPECT_NEAR(read(R"({"index_offset": 0.01})").ordinary.index(450.0), read().ordinary.index(450.0) + 0.01, 1e-12);
    EXPECT_NEAR(read(R"({"dispersion_scale": 0})").ordinary.index(450.0), read().ordinary.index(589.3), 1e-12);
}

TEST(Species, LocatesWhatIsWrong) {
    EXPECT_EQ(complaint(R"({"id": null})"), "/");
    EXPECT_EQ(complaint(R"({"labels": {"en": null}})"), "/labels");
    EXPECT_EQ(complaint(R"({"density_g_cm3": -1})"), "/density_g_cm3");
    EXPECT_EQ(complaint(R"({"index": {"ordinary": {"A": 0.5}}})"), "/index/ordinary/A");
    EXPECT_EQ(complaint(R"({"absorption": {"unit": "1/m"}})"), "/absorption/unit");
    EXPECT_EQ(complaint(R"({"absorption": {"status": "guessed"}})"), "/absorption/status");
    EXPECT_EQ(complaint(R"({"absorption": {"curves": {"all": {"values": [1, -1]}}}})"),
              "/absorption/curves/all/values/1");
    EXPECT_EQ(complaint(R"({"absorption": {"valid_nm": [450, 700]}})"), "/absorption/valid_nm");
    EXPECT_EQ(complaint(R"({"sources": {"absorption": null}})"), "/sources");
    EXPECT_EQ(complaint(R"({"colour": "red"})"), "/colour");
}

TEST(Species, WithThreeIndicesIsBiaxialAndHasTheNearestUniaxialRays) {
    const Species biaxial = read(R"({"index": {"ordinary": null,
        "x": {"form": "cauchy", "A": 1.60, "B_um2": 0.004, "valid_nm": [380, 780]},
        "y": {"form": "cauchy", "A": 1.61, "B_um2": 0.004, "valid_nm": [380, 780]},
        "z": {"form": "cauchy", "A": 1.65, "B_um2": 0.004, "valid_nm": [380, 780]}}, "absorption": null,
        "orientation": {"x": [0, 1, 0], "z": [1, 0, 0], "reason": "why not"}, "sources": {"orientation": "ours"}})");
    EXPECT_EQ(biaxial.character, OpticCharacter::biaxial);
    EXPECT_NEAR(biaxial.ordinary.index(500.0), 1.605 + 0.016, 1e-12);
    EXPECT_NEAR(biaxial.extraordinary.index(500.0), 1.65 + 0.016, 1e-12);
    EXPECT_EQ(biaxial.opticAxis, glm::dvec3(1.0, 0.0, 0.0));
    EXPECT_EQ(biaxial.principalAxes[1], glm::cross(biaxial.principalAxes[2], biaxial.principalAxes[0]));
}

constexpr const char* kModelled = R"({"absorption": {"status": "modelled", "unit": "napierian/mm", "scale": null,
    "curves": null, "valid_nm": [380, 780],
    "chromophores": [{"cause": "an ion", "strength": 0.5,
                      "features": [{"centre_nm": 550, "fwhm_nm": 80, "all": 2}, {"all": 0.1}]}],
    "target": {"slab_mm": 5, "L": 50, "a": 0, "b": 0, "within": 20}}})";

TEST(Species, AddsTheBandsOfItsChromophores) {
    const optics::Spectrum absorption = read(kModelled).absorptionOrdinary;
    EXPECT_NEAR(absorption.at(550.0), 0.5 * (2.0 + 0.1), 1e-12);
    // Half the height where the photon's energy is half a width away: 1/l - 1/550 = 40 / 550^2.
    const double half_nm = 1.0 / (1.0 / 550.0 + 40.0 / (550.0 * 550.0));
    EXPECT_NEAR(absorption.at(half_nm), 0.5 * (1.0 + 0.1), 1e-3);
    EXPECT_NEAR(absorption.at(780.0), 0.5 * 0.1, 1e-3);
    EXPECT_NE(read(kModelled).reservations.at(0).find("modelled"), std::string::npos);
}

TEST(Species, OfAMineralTakesWhatItDoesNotSayItself) {
    Json mineral = patched("{}");
    for (const char* own : {"labels", "order", "origin", "absorption", "treatments", "disclosure"}) mineral.erase(own);
    mineral["id"] = "silica";
    Json entry = patched(R"({"mineral": "silica", "index": null, "wear": null, "density_g_cm3": 2.45})");
    const Minerals minerals{{{"silica", {std::make_shared<const Json>(mineral), "silica.json"}}}};
    const Species glass = readSpecies(JsonPlace(entry, "gem.json"), minerals);
    EXPECT_EQ(glass.ordinary.index(500.0), read().ordinary.index(500.0));
    EXPECT_EQ(glass.density_g_cm3, 2.45);
    entry["mineral"] = "silca";
    try {
        (void)readSpecies(JsonPlace(entry, "gem.json"), minerals);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.parts().place, "/mineral");
        EXPECT_NE(error.parts().remedy.find("silica"), std::string::npos);
    }
}

TEST(Species, HasAGradeForEachLetter) {
    const Json entry =
        patched(R"({"grades": {"shown": "A", "absorption_scale": {"A": 0, "B": 0.5}}, "sources": {"grades": "ours"}})");
    const JsonPlace place(entry, "gem.json");
    EXPECT_TRUE(readSpecies(place).absorptionOrdinary.isZero());
    const std::vector<Species> grades = readGrades(place);
    ASSERT_EQ(grades.size(), 2u);
    EXPECT_EQ(grades[1].id, "glass-b");
    EXPECT_EQ(grades[1].labels.at("en"), "Glass B");
    EXPECT_NEAR(grades[1].absorptionOrdinary.at(550.0), 0.5 * read().absorptionOrdinary.at(550.0), 1e-12);
    EXPECT_TRUE(readGrades(JsonPlace(patched("{}"), "gem.json")).empty());
}

TEST(Species, ThatIsOpaqueHasABody) {
    const Species onyx = read(R"({"absorption": null, "sources": {"body": "ours"},
        "body": {"status": "modelled", "unit": "K/S", "valid_nm": [380, 780],
                 "chromophores": [{"cause": "soot", "strength": 2, "features": [{"all": 1}]}],
                 "target": {"slab_mm": 5, "L": 50, "a": 0, "b": 0, "within": 20}}})");
    ASSERT_TRUE(onyx.body.has_value());
    EXPECT_NEAR(onyx.body->reflectance.at(500.0), 3.0 - std::sqrt(8.0), 1e-12); // Kubelka and Munk, K/S = 2
    EXPECT_NEAR(std::exp(-5.0 * onyx.absorptionOrdinary.at(500.0)), 3.0 - std::sqrt(8.0), 1e-12);
}

TEST(Species, RefusesWhatIsIncomplete) {
    EXPECT_EQ(complaint(R"({"sources": {"wear": null}})"), "/sources");
    EXPECT_EQ(complaint(R"({"sources": {"index": ""}})"), "/sources/index");
    EXPECT_EQ(complaint(R"({"wear": null})"), "/");
    EXPECT_EQ(complaint(R"({"disclosure": {"FR": null}})"), "/disclosure");
    EXPECT_EQ(complaint(R"({"density_range_g_cm3": [2.6, 2.7]})"), "/density_range_g_cm3");
    EXPECT_EQ(complaint(R"({"cleaning": {"steam": "maybe"}})"), "/cleaning/steam");
    EXPECT_EQ(complaint(R"({"absorption": {"status": "modelled"}})"), "/absorption"); // without a target
    EXPECT_EQ(complaint(R"({"index": {"extraordinary":
        {"form": "cauchy", "A": 1.6, "B_um2": 0.004, "valid_nm": [380, 780]}}, "absorption": null})"),
              "/"); // without its orientation
}

TEST(Species, ThatShipsReadsAndIsNamedAsItsFile) {
    const std::filesystem::path catalogue = VITRINE_SOURCE_DIR "/assets/catalogue";
    const Minerals minerals = readMinerals(catalogue / "minerals");
    int count = 0;
    for (const auto& file : std::filesystem::directory_iterator(catalogue / "gems")) {
        const Json entry = readJson(file.path());
        EXPECT_EQ(readSpecies(JsonPlace(entry, file.path().string()), minerals).id, file.path().stem().string());
        ++count;
    }
    EXPECT_GE(count, 45);
}

} // namespace
} // namespace vitrine::gem
