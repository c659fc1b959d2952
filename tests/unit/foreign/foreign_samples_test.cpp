#include "part/reader.h"
#include "scene/foreign.h"

#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <vector>

namespace vitrine::scene {
namespace {

// Models from outside, where the environment variable VITRINE_SAMPLES names the folder that holds them. The laws they
// obey are tested with our own meshes beside this file; here they must hold for what modellers really export.
std::vector<std::filesystem::path> givenFolders() {
    const char* folder = std::getenv("VITRINE_SAMPLES");
    return folder ? std::vector<std::filesystem::path>{folder} : std::vector<std::filesystem::path>{};
}

class ForeignSamples : public ::testing::TestWithParam<std::filesystem::path> {
  protected:
    std::filesystem::path models() const { return GetParam() / "models"; }
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ForeignSamples);
INSTANTIATE_TEST_SUITE_P(Given, ForeignSamples, ::testing::ValuesIn(givenFolders()));

TEST_P(ForeignSamples, TheDiamondBecomesAFacetedStone) {
    auto diamond = std::make_shared<gem::Species>();
    diamond->id = "diamond";
    diamond->ordinary = diamond->extraordinary = optics::Dispersion::constant(2.417);
    const Piece piece = pieceFromModel(part::readModel(models() / "diamond-cc-by.glb"), {.species = {diamond}});
    ASSERT_EQ(piece.stones.size(), 1u) << (piece.notes.empty() ? "" : piece.notes.back());
    const gem::Solid& solid = *piece.stones[0].solid;
    EXPECT_GT(solid.facets().size(), 30u);
    EXPECT_LT(solid.facets().size(), 400u);
}

TEST_P(ForeignSamples, EveryModelBecomesAPieceOfJewellerySize) {
    for (const auto& entry : std::filesystem::directory_iterator(models())) {
        if (entry.path().extension() != ".glb") continue;
        const Piece piece = pieceFromModel(part::readModel(entry.path()));
        const Bounds box = bounds(piece);
        EXPECT_GT(piece.instances.size() + piece.stones.size(), 0u) << entry.path();
        EXPECT_LT(glm::length(box.greatest - box.least), 600.0) << entry.path();
        for (const Mesh& mesh : piece.meshes) EXPECT_EQ(mesh.normals.size(), mesh.positions.size()) << entry.path();
    }
}

} // namespace
} // namespace vitrine::scene
