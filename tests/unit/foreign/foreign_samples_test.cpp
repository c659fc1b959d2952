#include "part/reader.h"
#include "scene/foreign.h"

#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

namespace vitrine::scene {
namespace {

// Models from outside, where VITRINE_SAMPLES names the folder that holds them. The laws they obey are tested with
// our own meshes beside this file; here they must only hold for what modellers really export.
class ForeignSamples : public ::testing::Test {
  protected:
    void SetUp() override {
        const char* folder = std::getenv("VITRINE_SAMPLES");
        if (folder == nullptr) GTEST_SKIP() << "VITRINE_SAMPLES is not set";
        models_ = std::filesystem::path(folder) / "models";
    }
    std::filesystem::path models_;
};

TEST_F(ForeignSamples, TheDiamondBecomesAFacetedStone) {
    auto diamond = std::make_shared<gem::Species>();
    diamond->id = "diamond";
    diamond->ordinary = diamond->extraordinary = optics::Dispersion::constant(2.417);
    const Piece piece = pieceFromModel(part::readModel(models_ / "diamond-cc-by.glb"), {.species = {diamond}});
    ASSERT_EQ(piece.stones.size(), 1u) << (piece.notes.empty() ? "" : piece.notes.back());
    const gem::Solid& solid = *piece.stones[0].solid;
    EXPECT_GT(solid.facets().size(), 30u);
    EXPECT_LT(solid.facets().size(), 400u);
    for (const std::string& note : piece.notes) std::printf("%s\n", note.c_str());
    std::printf("%zu facets, %.3f mm3\n", solid.facets().size(), solid.polyhedron().volume());
}

TEST_F(ForeignSamples, EveryModelBecomesAPieceOfJewellerySize) {
    for (const auto& entry : std::filesystem::directory_iterator(models_)) {
        if (entry.path().extension() != ".glb") continue;
        part::Model model;
        try {
            model = part::readModel(entry.path());
        } catch (const std::exception& refused) {
            std::printf("%s: %s\n", entry.path().filename().c_str(), refused.what());
            continue;
        }
        const Piece piece = pieceFromModel(model);
        const Bounds box = bounds(piece);
        EXPECT_GT(piece.instances.size() + piece.stones.size(), 0u) << entry.path();
        EXPECT_LT(glm::length(box.greatest - box.least), 600.0) << entry.path();
        for (const Mesh& mesh : piece.meshes) EXPECT_EQ(mesh.normals.size(), mesh.positions.size()) << entry.path();
        for (const std::string& note : piece.notes) std::printf("  %s\n", note.c_str());
    }
}

} // namespace
} // namespace vitrine::scene
