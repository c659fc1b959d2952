#include "base/error.h"
#include "session/state.h"
#include "session/trade_sizes.h"
#include "shipped.h"

#include <gtest/gtest.h>

namespace vitrine::showroom {
namespace {

using testing::kCentre;
using testing::kHead;
using testing::kShank;
using testing::solitaire;

TEST(Session, UndoTakesBackEveryChoiceInTurn) {
    Session session = solitaire();
    const Json first = stateOf(session);
    const std::vector<Action> actions = {SetMetal{kShank, "platinum-950"}, SetFinish{kShank, "brushed"},
                                         SetSpecies{kCentre, "ruby"},      SetRingSize{8.0},
                                         SetStoneSize{kCentre, 7.0},       SetMetal{kHead, "18k-rose"}};
    for (const Action& action : actions) session.apply(action);
    const Json last = stateOf(session);
    EXPECT_EQ(last["undo_depth"], actions.size());
    for (std::size_t i = 0; i < actions.size(); ++i) session.apply(Undo{});
    Json undone = stateOf(session);
    EXPECT_EQ(undone["redo_depth"], actions.size());
    undone["redo_depth"] = 0;
    EXPECT_EQ(undone, first);
    for (std::size_t i = 0; i < actions.size(); ++i) session.apply(Redo{});
    EXPECT_EQ(stateOf(session), last);
}

TEST(Session, UndoSaysWhetherTheGeometryGoesBackToo) {
    Session session = solitaire();
    session.apply(SetRingSize{8.0});
    session.apply(SetMetal{kShank, "platinum-950"});
    EXPECT_EQ(session.apply(Undo{}), Change::dressing);
    EXPECT_EQ(session.apply(Undo{}), Change::geometry);
    EXPECT_EQ(session.apply(Undo{}), Change::nothing);
}

TEST(Session, KnowsTheFinishOfEverySlot) {
    Session session = solitaire();
    EXPECT_EQ(stateOf(session)["finishes"], (Json{{"shank.shank", "mirror"}, {"head.head", "mirror"}}));
    EXPECT_EQ(session.apply(SetFinish{kShank, "mirror"}), Change::nothing) << "what it has already is no step";
    session.apply(SetFinish{kShank, "hammered"});
    session.apply(SetMetal{kShank, "platinum-950"});
    EXPECT_EQ(session.finishOf(kShank), "hammered") << "it stays when the metal is another";
    EXPECT_EQ(scene::toJson(std::get<scene::Configuration>(session.design()))["parts"][0]["finishes"]["shank"],
              "hammered");
}

TEST(Session, WhatIsRefusedLeavesTheDesignAsItWas) {
    Session session = solitaire();
    session.apply(SetSpecies{kCentre, "ruby"});
    const Json before = stateOf(session);
    EXPECT_THROW(session.apply(SetMetal{kShank, "unobtainium"}), Error);
    EXPECT_THROW(session.apply(SetMetal{{"shank", "nose"}, "18k-rose"}), Error);
    EXPECT_THROW(session.apply(SetFinish{kShank, "brusched"}), Error);
    EXPECT_THROW(session.apply(SetFinish{{"shank", "nose"}, "satin"}), Error);
    EXPECT_THROW(session.apply(SetSpecies{kCentre, "glass"}), Error);
    EXPECT_THROW(session.apply(SetRingSize{99.0}), Error);
    EXPECT_THROW(session.apply(SetStoneSize{kCentre, 12.0}), Error); // more than the head takes
    EXPECT_EQ(stateOf(session), before);
}

// What the trade sells: coloured rounds by half millimetres, diamonds by weight.
TEST(StoneSize, IsSnappedToWhatCanBeBought) {
    Session session = solitaire();
    session.apply(SetSpecies{kCentre, "ruby"});
    session.apply(SetStoneSize{kCentre, 6.93});
    EXPECT_DOUBLE_EQ(session.stoneOf(kCentre)->width_mm, 7.0);
    EXPECT_DOUBLE_EQ(session.stoneOf(kCentre)->length_mm, 7.0);
    session.apply(SetSpecies{kCentre, "diamond"});
    EXPECT_DOUBLE_EQ(session.stoneOf(kCentre)->width_mm, 7.0); // a swap keeps the millimetres
    session.apply(SetStoneSize{kCentre, 7.0});
    const scene::Catalogue& catalogue = *session.source().catalogue;
    EXPECT_NEAR(carat(*catalogue.species.at("diamond"), catalogue.cuts.at("round-brilliant")->cut,
                      session.stoneOf(kCentre)->width_mm),
                1.25, 0.005);
}

TEST(TradeWidths, OfDiamondsHaveTheWeightsOfTheTrade) {
    const scene::Catalogue& catalogue = *testing::openedSolitaire().source.catalogue;
    const auto& diamond = *catalogue.species.at("diamond");
    const auto& cut = catalogue.cuts.at("round-brilliant")->cut;
    const auto widths = tradeWidths_mm(diamond, cut);
    EXPECT_TRUE(std::is_sorted(widths.begin(), widths.end()));
    EXPECT_NEAR(carat(diamond, cut, widths.back()), 2.0, 0.002);
    // Trade charts have 0.90 ct at 6.2 to 6.3 mm and 1.25 ct at 6.9 to 7.0.
    EXPECT_NEAR(*neighbourWidth_mm(6.5, -1, widths), 6.25, 0.06);
    EXPECT_NEAR(*neighbourWidth_mm(6.5, +1, widths), 6.95, 0.1);
    EXPECT_FALSE(neighbourWidth_mm(widths.back(), +1, widths));
    EXPECT_FALSE(neighbourWidth_mm(widths.front(), -1, widths));
}

TEST(RingSize, GoesByHalvesWhereASizeIsLarge) {
    Session session = solitaire();
    session.apply(SetRingSize{7.3});
    EXPECT_EQ(session.finger()->size, 7.5); // United States: 0.8128 mm a size
    EXPECT_EQ(ringSizeStep(session.source().catalogue->sizes.at("iso")), 1.0);
}

TEST(Selection, IsAPlaceOfTheDesign) {
    Session session = solitaire();
    EXPECT_EQ(session.slot(), kShank);
    session.apply(SelectSlot{kHead});
    EXPECT_EQ(session.slot(), kHead);
    session.apply(SelectSlot{{"head", "nose"}});
    EXPECT_EQ(session.slot(), kHead);
    EXPECT_EQ(session.history().undoDepth(), 0u); // looking is no change
}

} // namespace
} // namespace vitrine::showroom
