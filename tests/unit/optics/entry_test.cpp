#include "base/error.h"
#include "optics/entry.h"

#include <gtest/gtest.h>

namespace vitrine::optics {
namespace {

// The place that a reader complains about, empty when it accepts.
template <typename Read>
std::string complaint(const char* text, Read read) {
    const Json document = parseJson(text, "entry.json");
    try {
        read(JsonPlace(document, "entry.json"));
        return {};
    } catch (const Error& error) {
        return error.parts().place;
    }
}

const auto dispersion = [](const JsonPlace& place) { (void)readDispersion(place); };
const auto curve = [](const JsonPlace& place) { (void)readCurve(place, 0.0, 10.0); };

TEST(CatalogueEntry, ReadsACurveAtEvenSteps) {
    const Json document = parseJson(R"({"first_nm": 400, "step_nm": 20, "values": [1, 2, 4]})", "entry.json");
    const Spectrum spectrum = readCurve(JsonPlace(document, "entry.json"), 0.0, 10.0);
    EXPECT_DOUBLE_EQ(spectrum.at(430.0), 3.0);
    EXPECT_DOUBLE_EQ(spectrum.wavelengths_nm().back(), 440.0);
}

TEST(CatalogueEntry, LocatesWhatIsWrongWithACurve) {
    EXPECT_EQ(complaint(R"({"first_nm": 400, "step_nm": 20, "values": [1, -2]})", curve), "/values/1");
    EXPECT_EQ(complaint(R"({"first_nm": 400, "step_nm": 0, "values": [1, 2]})", curve), "/step_nm");
    EXPECT_EQ(complaint(R"({"first_nm": 400, "step_nm": 20, "values": [1]})", curve), "/values");
    EXPECT_EQ(complaint(R"({"first_nm": 400, "step_nm": 20, "values": [1, 2], "unit": 1})", curve), "/unit");
}

TEST(CatalogueEntry, LocatesWhatIsWrongWithADispersion) {
    EXPECT_EQ(complaint(R"({"form": "cauchy", "A": 1.5, "B_um2": 0.004, "valid_nm": [400, 700]})", dispersion), "");
    EXPECT_EQ(complaint(R"({"form": "taylor"})", dispersion), "/form");
    EXPECT_EQ(complaint(R"({"form": "cauchy", "A": "1", "B_um2": 0.004, "valid_nm": [400, 700]})", dispersion), "/A");
    EXPECT_EQ(
        complaint(R"({"form": "sellmeier", "c0": 0, "B": [1, 2], "C_um": [0.1], "valid_nm": [400, 700]})", dispersion),
        "/C_um");
    // A resonance within the visible has no index.
    EXPECT_EQ(
        complaint(R"({"form": "sellmeier", "c0": 0, "B": [1], "C_um": [0.55], "valid_nm": [400, 700]})", dispersion),
        "/");
}

TEST(CatalogueEntry, RequiresExtrapolationToBeStated) {
    EXPECT_EQ(complaint(R"({"form": "cauchy", "A": 1.5, "B_um2": 0.004, "valid_nm": [430, 700]})", dispersion),
              "/valid_nm");
    EXPECT_EQ(complaint(R"({"form": "cauchy", "A": 1.5, "B_um2": 0.004, "valid_nm": [430, 700],
                            "extrapolated": {"range_nm": [400, 430], "reason": "smooth"}})",
                        dispersion),
              "");
}

TEST(CatalogueEntry, RequiresTheRangeThatAFormulaIsGoodFor) {
    EXPECT_EQ(complaint(R"({"form": "cauchy", "A": 1.5, "B_um2": 0.004})", dispersion), "/");
    EXPECT_EQ(complaint(R"({"form": "cauchy", "A": 1.5, "B_um2": 0.004,
                            "extrapolated": {"range_nm": [400, 430], "reason": "smooth"}})",
                        dispersion),
              "/");
}

TEST(CatalogueEntry, RequiresAnEnglishLabelAndEverySource) {
    const auto labels = [](const JsonPlace& place) { (void)readLabels(place); };
    const auto sources = [](const JsonPlace& place) { (void)readSources(place, {"index"}); };
    EXPECT_EQ(complaint(R"({"de": "Rubin"})", labels), "/");
    EXPECT_EQ(complaint(R"({"en": ""})", labels), "/en");
    EXPECT_EQ(complaint(R"({"density": "x"})", sources), "/");
    EXPECT_EQ(complaint(R"({"index": "Peter 1923"})", sources), "");
}

} // namespace
} // namespace vitrine::optics
