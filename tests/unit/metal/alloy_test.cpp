#include "base/error.h"
#include "metal/alloy.h"
#include "metal/mixture.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace vitrine::metal {
namespace {

constexpr const char* kEntry = R"({
  "id": "grey", "labels": {"en": "Grey"}, "density_g_cm3": 10,
  "index": {"n": {"first_nm": 380, "step_nm": 400, "values": [1, 3]},
            "k": {"first_nm": 380, "step_nm": 400, "values": [2, 4]}},
  "sources": {"index": "ours", "density_g_cm3": "ours"}})";

Json element(double weightPercent, double atomicWeight, double n, double k) {
    return {{"element", "X"},
            {"weight_percent", weightPercent},
            {"atomic_weight", atomicWeight},
            {"n", {{"first_nm", 380}, {"step_nm", 400}, {"values", {n, n}}}},
            {"k", {{"first_nm", 380}, {"step_nm", 400}, {"values", {k, k}}}}};
}

Json mixture(const std::vector<Json>& elements) {
    Json entry = parseJson(kEntry, "metal.json");
    entry.erase("index");
    entry["mixture"] = elements;
    entry["model"] = "ours";
    return entry;
}

Alloy read(const Json& entry) {
    return readAlloy(JsonPlace(entry, "metal.json"));
}

std::string complaint(const Json& entry) {
    try {
        (void)read(entry);
        return {};
    } catch (const Error& error) {
        EXPECT_EQ(error.parts().file, "metal.json");
        return error.parts().place;
    }
}

TEST(Alloy, ReadsAMeasuredIndex) {
    const Alloy alloy = read(parseJson(kEntry, "metal.json"));
    EXPECT_DOUBLE_EQ(alloy.n.at(580.0), 2.0);
    EXPECT_DOUBLE_EQ(alloy.k.at(580.0), 3.0);
    EXPECT_DOUBLE_EQ(alloy.density_g_cm3, 10.0);
}

TEST(Alloy, OfOneElementIsThatElement) {
    const Alloy alloy = read(mixture({element(100.0, 197.0, 0.3, 2.8)}));
    EXPECT_NEAR(alloy.n.at(500.0), 0.3, 1e-12);
    EXPECT_NEAR(alloy.k.at(500.0), 2.8, 1e-12);
}

TEST(Alloy, WeighsPermittivitiesByAtoms) {
    // 2/3 and 1/3 of the weight at atomic weights 2 and 1 are equal numbers of atoms.
    const Alloy alloy = read(mixture({element(200.0 / 3, 2.0, 1.0, 0.0), element(100.0 / 3, 1.0, 2.0, 0.0)}));
    EXPECT_NEAR(alloy.n.at(500.0), std::sqrt(0.5 * (1.0 + 4.0)), 1e-12);
    EXPECT_NEAR(alloy.k.at(500.0), 0.0, 1e-12);
}

TEST(Alloy, LocatesWhatIsWrong) {
    Json entry = parseJson(kEntry, "metal.json");
    entry.erase("index");
    EXPECT_EQ(complaint(entry), "/");
    EXPECT_EQ(complaint(mixture({})), "/mixture");
    EXPECT_EQ(complaint(mixture({element(90.0, 197.0, 1.0, 1.0)})), "/mixture");
    EXPECT_EQ(complaint(mixture({element(100.0, 0.0, 1.0, 1.0)})), "/mixture/0/atomic_weight");
    EXPECT_EQ(complaint(mixture({element(100.0, 197.0, -1.0, 1.0)})), "/mixture/0/n/values/0");
    entry = mixture({element(100.0, 197.0, 1.0, 1.0)});
    entry.erase("model");
    EXPECT_EQ(complaint(entry), "/") << "a prediction must state what it rests on";
    entry = parseJson(kEntry, "metal.json");
    entry["roughness"] = 0.1;
    EXPECT_EQ(complaint(entry), "/roughness");
}

TEST(Alloy, ThatShipsReadsAndIsNamedAsItsFile) {
    int count = 0;
    for (const auto& file : std::filesystem::directory_iterator(VITRINE_SOURCE_DIR "/assets/catalogue/metals")) {
        const Json entry = readJson(file.path());
        EXPECT_EQ(readAlloy(JsonPlace(entry, file.path().string())).id, file.path().stem().string());
        ++count;
    }
    EXPECT_GE(count, 4);
}

} // namespace
} // namespace vitrine::metal
