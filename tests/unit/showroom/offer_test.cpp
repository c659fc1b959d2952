#include "session/offer.h"

#include "shipped.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace vitrine::showroom {
namespace {

using testing::kCentre;
using testing::kHead;
using testing::solitaire;

std::string chosen(const std::vector<Choice>& choices) {
    std::string ids;
    for (const Choice& choice : choices)
        if (choice.chosen) ids += choice.id;
    return ids;
}

TEST(Offer, MarksWhatTheDesignHas) {
    Session session = solitaire();
    Offer offer = offerOf(session);
    EXPECT_EQ(chosen(offer.metals), "18k-yellow");
    EXPECT_EQ(chosen(offer.finishes), "mirror");
    EXPECT_EQ(offer.finishes.front().id, "mirror") << "in a shop's order";
    EXPECT_EQ(chosen(offer.species), "diamond");
    session.apply(SelectSlot{kHead});
    offer = offerOf(session);
    EXPECT_EQ(chosen(offer.metals), "platinum-950");
    EXPECT_FALSE(offer.canUndo);
    session.apply(SetSpecies{kCentre, "emerald"});
    offer = offerOf(session);
    EXPECT_EQ(chosen(offer.species), "emerald");
    EXPECT_TRUE(offer.canUndo);
    EXPECT_FALSE(offer.canRedo);
}

TEST(Offer, SaysSizesAsTheTradeDoes) {
    const Offer offer = offerOf(solitaire());
    EXPECT_EQ(offer.ringSize->value, "US 6\u00bd");
    EXPECT_EQ(offer.ringSize->detail, "16.9 mm inside"); // 0.458 in + 0.032 in a size
    EXPECT_EQ(offer.stoneSize->value, "0.99 ct");        // the exact volume; charts round
    EXPECT_EQ(offer.stoneSize->detail, "6.5 mm");
}

// Every action on offer is one that works, and one that would not has its reason with it.
TEST(Offer, NeverLeadsIntoARefusal) {
    Session session = solitaire();
    for (int i = 0; i < 40; ++i) {
        const Offer offer = offerOf(session);
        if (!offer.stoneSize->more || !offer.stoneSize->refusalOfMore.empty()) break;
        EXPECT_NO_THROW(session.apply(*offer.stoneSize->more));
    }
    const Offer last = offerOf(session);
    ASSERT_TRUE(!last.stoneSize->more || !last.stoneSize->refusalOfMore.empty());
    if (last.stoneSize->more) {
        EXPECT_ANY_THROW(session.apply(*last.stoneSize->more));
    }
}

TEST(Offer, OneStepUpAndOneDownIsWhereItWas) {
    Session session = solitaire();
    session.apply(*offerOf(session).stoneSize->less);
    const Design before = session.design();
    session.apply(*offerOf(session).stoneSize->more);
    session.apply(*offerOf(session).ringSize->less);
    EXPECT_FALSE(session.design() == before);
    session.apply(*offerOf(session).stoneSize->less);
    session.apply(*offerOf(session).ringSize->more);
    EXPECT_TRUE(session.design() == before);
}

} // namespace
} // namespace vitrine::showroom
