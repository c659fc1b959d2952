#include "shipped.h"

#include <gtest/gtest.h>

namespace vitrine::showroom {
namespace {

using testing::kCentre;
using testing::kHead;
using testing::kShank;

void expectSame(const scene::Dressing& a, const scene::Dressing& b) {
    ASSERT_EQ(a.surfaces.size(), b.surfaces.size());
    for (std::size_t i = 0; i < a.surfaces.size(); ++i) {
        EXPECT_EQ(a.surfaces[i].name, b.surfaces[i].name);
        const auto& first = std::get<scene::MetalSurface>(a.surfaces[i].model);
        const auto& second = std::get<scene::MetalSurface>(b.surfaces[i].model);
        EXPECT_EQ(first.alloy, second.alloy) << a.surfaces[i].name;
        EXPECT_EQ(first.roughness, second.roughness);
        ASSERT_EQ(first.finish.has_value(), second.finish.has_value());
        if (first.finish) {
            EXPECT_EQ(first.finish->id, second.finish->id);
        }
    }
    EXPECT_EQ(a.stones, b.stones);
}

// What is said of a piece without making it is what making it gives.
TEST(Dressing, OfADesignIsThatOfItsPiece) {
    Session session = testing::solitaire();
    for (const Action& action :
         {Action(ResetCamera{}), Action(SetMetal{kShank, "silver-925"}), Action(SetMetal{kHead, "18k-rose"}),
          Action(SetFinish{kShank, "hammered"}), Action(SetFinish{kHead, "satin"}), Action(SetSpecies{kCentre, "ruby"}),
          Action(SetRingSize{8.0})}) {
        session.apply(action);
        expectSame(dressingOf(session.design(), session.source()),
                   scene::dressingOf(pieceOf(session.design(), session.source())));
    }
}

TEST(Dressing, EverySurfaceOfThePieceIsWornByItsMeshes) {
    const scene::Piece piece = pieceOf(testing::solitaire().design(), testing::openedSolitaire().source);
    for (const scene::Instance& instance : piece.instances) {
        const std::string& mesh = piece.meshes[static_cast<std::size_t>(instance.mesh)].name;
        const std::string& slot = piece.surfaces[static_cast<std::size_t>(instance.surface)].name;
        EXPECT_EQ(mesh.substr(0, mesh.find('/')), slot); // in the solitaire a part and its slot share a name
    }
}

TEST(SameGeometry, IsToldFromWhatADesignIsMadeOf) {
    Session session = testing::solitaire();
    const Design first = session.design();
    EXPECT_EQ(session.apply(SetMetal{kShank, "silver-925"}), Change::dressing);
    EXPECT_EQ(session.apply(SetFinish{kShank, "bark"}), Change::dressing);
    EXPECT_EQ(session.apply(SetSpecies{kCentre, "diamond-h"}), Change::dressing);
    EXPECT_TRUE(sameGeometry(first, session.design(), session.source()));
    EXPECT_EQ(session.apply(SetRingSize{7.0}), Change::geometry);
    EXPECT_FALSE(sameForm(first, session.design()));
    EXPECT_FALSE(sameGeometry(first, session.design(), session.source()));
}

// Angles that are right for diamond leave a window in corundum: the colour changes at once, the cut follows.
TEST(SameGeometry, EndsWhereASpeciesIsCutOtherwise) {
    Session session = testing::solitaire();
    const Design diamond = session.design();
    const double width = session.stoneOf(kCentre)->width_mm;
    EXPECT_EQ(session.apply(SetSpecies{kCentre, "ruby"}), Change::recut);
    EXPECT_TRUE(sameForm(diamond, session.design()));
    EXPECT_FALSE(sameGeometry(diamond, session.design(), session.source()));
    EXPECT_EQ(session.stoneOf(kCentre)->width_mm, width);
    EXPECT_EQ(session.apply(SetSpecies{kCentre, "blue-sapphire"}), Change::dressing) << "corundum too";
    EXPECT_EQ(session.apply(Undo{}), Change::dressing);
    EXPECT_EQ(session.apply(Undo{}), Change::recut);
}

// No light goes through an opaque stone: it is cut to a dome, and a pearl sits in a cup, which is another piece.
TEST(SameGeometry, EndsWhereAStoneBecomesOpaqueOrRound) {
    Session session = testing::solitaire();
    const Design diamond = session.design();
    EXPECT_EQ(session.apply(SetSpecies{kCentre, "onyx"}), Change::geometry);
    EXPECT_FALSE(sameGeometry(diamond, session.design(), session.source()));
    EXPECT_EQ(session.apply(SetSpecies{kCentre, "turquoise"}), Change::dressing);
    EXPECT_EQ(session.apply(SetSpecies{kCentre, "white-pearl"}), Change::geometry);
    EXPECT_EQ(session.apply(SetSpecies{kCentre, "black-pearl"}), Change::dressing);
    EXPECT_EQ(session.apply(SetSpecies{kCentre, "diamond"}), Change::geometry);
    EXPECT_TRUE(sameGeometry(diamond, session.design(), session.source())) << "the head with prongs is back";
}

} // namespace
} // namespace vitrine::showroom
