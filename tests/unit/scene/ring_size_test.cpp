#include "base/error.h"
#include "shipped.h"

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

TEST(RingSize, RefusesSizesThatDoNotExist) {
    EXPECT_THROW((void)diameter("us", 40), Error);
}

} // namespace
} // namespace vitrine::scene
