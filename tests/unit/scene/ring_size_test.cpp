#include "base/error.h"
#include "shipped.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace vitrine::scene {
namespace {

double diameter(const char* system, double size) {
    return testing::shipped().sizes.at(system).diameter_mm(size);
}

// The trade's table of US sizes (inner diameter to 0.01 mm): 3, 5, 6.5, 7, 8, 10, 13.
TEST(RingSize, AmericanSizesAreThoseOfTheTable) {
    const std::pair<double, double> table[] = {{3, 14.07}, {4, 14.88},  {5, 15.70},  {6.5, 16.92}, {7, 17.32},
                                               {8, 18.14}, {10, 19.76}, {12, 21.39}, {13, 22.20}};
    for (const auto& [size, mm] : table) EXPECT_NEAR(diameter("us", size), mm, 0.006) << size;
}

// A formula that is wrong and in circulation, 12.39 + 0.8128 x size, gives 18.08 mm for US 7.
TEST(RingSize, SevenIsNotEighteenMillimetres) {
    EXPECT_LT(diameter("us", 7), 17.4);
}

TEST(RingSize, IsoIsTheCircumference) {
    EXPECT_NEAR(diameter("iso", 53) * kPi, 53.0, 0.002);
    EXPECT_NEAR(diameter("swiss", 13) * kPi, 53.0, 0.002);
}

TEST(RingSize, JapaneseSizesGoByThirds) {
    EXPECT_DOUBLE_EQ(diameter("jcs", 1), 13.0);
    EXPECT_DOUBLE_EQ(diameter("jcs", 7), 15.0);
    EXPECT_DOUBLE_EQ(diameter("jcs", 13), 17.0);
}

const RingSizeSystem& uk() {
    return testing::shipped().sizes.at("uk");
}

// BS 6820: C is 40.0 mm around, a letter 1.25 mm. Beside it the trade's table of US sizes in letters.
TEST(RingSize, BritishSizesAreLetters) {
    EXPECT_NEAR(diameter("uk", 2) * kPi, 40.0, 0.002);
    for (const auto& [us, letter] : {std::pair<double, const char*>{3, "F\u00bd"},
                                     {6.5, "M\u00bd"},
                                     {7, "N\u00bd"},
                                     {10, "T\u00bd"},
                                     {12, "Y"},
                                     {13, "Z+1"}})
        EXPECT_EQ(uk().nameOf(uk().nearest(uk().sizeOf(diameter("us", us)))), letter) << us;
    for (const auto& [name, size] : {std::pair<const char*, double>{"A", 0},
                                     {"m", 12},
                                     {"M\u00bd", 12.5},
                                     {"M1/2", 12.5},
                                     {"M 1/2", 12.5},
                                     {"M.5", 12.5},
                                     {"Z+1", 26},
                                     {"Z+6", 31},
                                     {"12.5", 12.5}})
        EXPECT_EQ(uk().sizeNamed(name), size) << name;
    for (const char* name : {"", "MM", "M+1", "Z+", "Z+0", "Z+1.2", "?", "Mhalf"})
        EXPECT_THROW((void)uk().sizeNamed(name), Error) << name;
}

// HK 13 is US 6, 20 is US 9; between them the way is even.
TEST(RingSize, HongKongSizesGoByATable) {
    EXPECT_NEAR(diameter("hk", 13), diameter("us", 6), 1e-9);
    EXPECT_NEAR(diameter("hk", 20), diameter("us", 9), 1e-3);
    EXPECT_GT(diameter("hk", 14), diameter("hk", 13));
    EXPECT_NEAR(testing::shipped().sizes.at("hk").sizeOf(18.9484), 20.0, 1e-9);
    EXPECT_THROW((void)diameter("hk", 4), Error);
}

TEST(RingSize, OfADiameterIsTheOneThatHasIt) {
    for (const auto& [id, system] : testing::shipped().sizes)
        for (double size = system.least; size <= system.greatest; size += system.madeBy) {
            EXPECT_NEAR(system.sizeOf(system.diameter_mm(size)), size, 0.01) << id;
            EXPECT_NEAR(system.nearest(system.sizeOf(system.diameter_mm(size))), size, 1e-9) << id;
            EXPECT_EQ(system.sizeNamed(system.nameOf(size)), std::stod(fmt::format("{:g}", size))) << id << " " << size;
        }
}

TEST(RingSize, OfADesignMayBeLetters) {
    Configuration design = testing::solitaire();
    design.finger.system = "uk";
    setParameter(design, testing::shipped(), "finger_size=M\u00bd");
    EXPECT_EQ(design.finger.size, 12.5);
    Json document = toJson(design);
    EXPECT_EQ(readConfiguration(JsonPlace(document, "ring.json")), design);
    document["finger"]["size"] = "M 1/2";
    EXPECT_EQ(readConfiguration(JsonPlace(document, "ring.json")), design);
    document["finger"]["size"] = "large";
    EXPECT_THROW((void)readConfiguration(JsonPlace(document, "ring.json")), Error);
}

TEST(RingSize, RefusesSizesAndTablesThatDoNotExist) {
    EXPECT_THROW((void)diameter("us", 40), Error);
    Json entry = {{"id", "x"},  {"labels", {{"en", "X"}}}, {"measure", "diameter"}, {"table_mm", {{1, 14}, {2, 15}}},
                  {"least", 1}, {"greatest", 2},           {"made_by", 1},          {"source", "a test"}};
    EXPECT_NEAR(readRingSizeSystem(JsonPlace(entry, "x.json")).diameter_mm(1.5), 14.5, 1e-9);
    for (const Json& table : {Json::array({{1, 14}}), Json::array({{1, 14}, {2, 13}}), Json::array({{2, 14}, {1, 15}}),
                              Json::array({1, 2})}) {
        entry["table_mm"] = table;
        EXPECT_THROW((void)readRingSizeSystem(JsonPlace(entry, "x.json")), Error) << table.dump();
    }
}

} // namespace
} // namespace vitrine::scene
