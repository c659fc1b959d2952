#include "base/near_names.h"

#include <gtest/gtest.h>

namespace vitrine {
namespace {

const std::vector<NamedChoice> kStones{{"amethyst", {"Amethyst", "quartz"}},
                                       {"aquamarine"},
                                       {"blue-sapphire", {"Blauer Saphir"}},
                                       {"diamond"},
                                       {"emerald"},
                                       {"pink-sapphire"},
                                       {"red-spinel"},
                                       {"rock-crystal", {"Rock crystal", "quartz"}},
                                       {"ruby", {"Rubin"}},
                                       {"tanzanite"},
                                       {"zircon"}};

TEST(NearNames, AreThoseWithFewLettersToChange) {
    EXPECT_EQ(nearNames("rubi", kStones, 1), std::vector<std::string>{"ruby"});
    EXPECT_EQ(nearNames("dimond", kStones, 1), std::vector<std::string>{"diamond"});
}

TEST(NearNames, WithASlipComeBeforeThoseThatShareAWord) {
    EXPECT_EQ(nearNames("18k-yelow", {{"18k-green"}, {"18k-yellow"}, {"18k-pale"}}, 1),
              std::vector<std::string>{"18k-yellow"});
}

TEST(NearNames, MayMissAWord) {
    EXPECT_EQ(nearNames("saphire", kStones, 2), (std::vector<std::string>{"blue-sapphire", "pink-sapphire"}));
    EXPECT_EQ(nearNames("sapphire-blue", kStones, 1), std::vector<std::string>{"blue-sapphire"});
}

TEST(NearNames, GoByWhatElseAChoiceIsCalled) {
    EXPECT_EQ(nearNames("quartz", kStones, 2), (std::vector<std::string>{"amethyst", "rock-crystal"}));
    EXPECT_EQ(nearNames("Blauer Saphir", kStones, 1), std::vector<std::string>{"blue-sapphire"});
    EXPECT_EQ(nearNames("Rock Crystal", kStones, 1), std::vector<std::string>{"rock-crystal"});
}

TEST(NearNames, ListAShortListWholeAndOfALongOneTheNear) {
    EXPECT_EQ(namesInstead("tin", std::vector<std::string>{"gold", "silver"}), "one of gold, silver");
    const std::string several = namesInstead("rubi", kStones);
    EXPECT_EQ(several.find("perhaps ruby, "), 0u) << several;
    EXPECT_EQ(namesInstead("x", std::vector<std::string>()), "one of ");
}

} // namespace
} // namespace vitrine
