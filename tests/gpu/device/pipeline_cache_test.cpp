#include "../gpu_fixture.h"
#include "base/files.h"
#include "base/temporary_folder.h"
#include "gpu/pipeline.h"
#include "gpu/pipeline_cache.h"
#include "spirv/test_groups.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace vitrine::gpu {
namespace {

namespace fs = std::filesystem;

class PipelineCacheOnDisk : public GpuTest {
  protected:
    void TearDown() override {
        fs::permissions(folder_.path(), fs::perms::owner_all);
        GpuTest::TearDown();
    }

    /// One run of the program: opens the cache, compiles something, closes. Whether it started warm.
    bool run(const fs::path& folder) const {
        const Device device({.validation = Validation::off, .cacheFolder = folder});
        const BindingLayout layout(device, {{0, BindingKind::storageBuffer}});
        const ComputePipeline pipeline(
            device, {.name = "groups", .code = spirv::test_groups, .sets = {&layout}, .push_bytes = 4});
        return device.pipelineCache().warm();
    }
    fs::path onlyFile() const { return fs::directory_iterator(folder_.path())->path(); }

    const TemporaryFolder folder_;
};

TEST_F(PipelineCacheOnDisk, WarmsTheSecondRun) {
    EXPECT_FALSE(run(folder_ / "made" / "on demand"));
    EXPECT_TRUE(run(folder_ / "made" / "on demand"));
}

TEST_F(PipelineCacheOnDisk, DiscardsADamagedFileAndReplacesIt) {
    run(folder_.path());
    const Bytes sound = readFile(onlyFile(), 64u << 20);
    Bytes truncated(sound.begin(), sound.begin() + static_cast<std::ptrdiff_t>(sound.size() / 2));
    Bytes flipped = sound;
    flipped.back() ^= 1u;
    for (const Bytes& damaged : {Bytes{}, truncated, flipped, Bytes(sound.size(), 0xa5)}) {
        writeFileAtomically(onlyFile(), std::span<const std::uint8_t>(damaged));
        EXPECT_FALSE(run(folder_.path())) << damaged.size() << " bytes";
        EXPECT_TRUE(run(folder_.path())) << "the damaged file was not replaced";
    }
}

TEST_F(PipelineCacheOnDisk, DoesWithoutAFolderItCannotUse) {
    std::ofstream(folder_ / "file") << "a file where a folder should be";
    EXPECT_FALSE(run(folder_ / "file"));
    EXPECT_FALSE(run(folder_ / "file" / "below"));
    EXPECT_FALSE(run("/proc/vitrine"));
    EXPECT_FALSE(run(""));
}

} // namespace
} // namespace vitrine::gpu
