// Enamelled metals while the view moves: one seen through its enamel, one that is not seen, and back to the bare metal.
#include "live_fixture.h"

#include <algorithm>

namespace vitrine::render {
namespace {

const FirstFrame kMetals{.counts = [](int id) { return id < 0; }};

class EnamelledView : public LiveTest {};
class Enamelled : public EnamelledView, public ::testing::WithParamInterface<const char*> {};

TEST_P(Enamelled, IsNearlyTheStillInItsFirstFrame) {
    expectNearlyTheStill(enamelledSolitaire(GetParam(), "side"), kMetals);
}

// The metal beneath has a blow's marks, and the layer is deeper in them.
TEST_F(EnamelledView, OverAHammeredMetalIsNearlyTheStill) {
    expectNearlyTheStill(enamelledSolitaire("fired-ruby", "side", "hammered"), kMetals);
}

const auto nameOf = [](const auto& enamel) {
    std::string name = enamel.param;
    std::ranges::replace(name, '-', '_');
    return name;
};
INSTANTIATE_TEST_SUITE_P(OfTheCatalogue, Enamelled,
                         ::testing::Values("fired-cobalt-blue", "fired-green", "fired-white", "fired-red", "cold-red"),
                         nameOf);

// Enamel comes off in the next frame, and the metal is as if it had never had any.
TEST_F(EnamelledView, IsBareAgainInTheNextFrame) {
    expectSwappedInTheNextFrame(enamelledSolitaire("fired-clear", "side"), workedSolitaire("mirror", "side"));
}

} // namespace
} // namespace vitrine::render
