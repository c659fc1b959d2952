#include "gpu/pipeline_cache.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace vitrine::gpu {
namespace {

constexpr std::size_t kHeader_bytes = 8 + 4 + 4 + 4 + 4 + VK_UUID_SIZE + 8 + 8;

DeviceInfo device() {
    return {.vendorId = 0x10005, .deviceId = 7, .driverVersion = 1, .pipelineCacheUuid = {1, 2, 3}};
}

const Bytes kData = {'p', 'i', 'p', 'e', 'l', 'i', 'n', 'e', 's'};

TEST(SealedCache, GivesBackWhatWasPutIn) {
    EXPECT_EQ(openCache(device(), sealCache(device(), kData)), kData);
    EXPECT_EQ(openCache(device(), sealCache(device(), {})), Bytes{});
    EXPECT_EQ(sealCache(device(), kData).size(), kHeader_bytes + kData.size());
}

TEST(SealedCache, IsRefusedWhenAnyByteIsChanged) {
    const Bytes sound = sealCache(device(), kData);
    for (std::size_t at = 0; at < sound.size(); ++at)
        for (const int bit : {0x01, 0x80}) {
            Bytes damaged = sound;
            damaged[at] = static_cast<std::uint8_t>(damaged[at] ^ bit);
            EXPECT_FALSE(openCache(device(), damaged)) << "byte " << at;
        }
}

TEST(SealedCache, IsRefusedWhenTruncatedOrLengthened) {
    const Bytes sound = sealCache(device(), kData);
    for (std::size_t size = 0; size < sound.size(); ++size)
        EXPECT_FALSE(openCache(device(), std::span(sound).first(size))) << size << " bytes";
    Bytes longer = sound;
    longer.push_back(0);
    EXPECT_FALSE(openCache(device(), longer));
}

TEST(SealedCache, IsRefusedByEveryOtherDeviceAndDriver) {
    const Bytes file = sealCache(device(), kData);
    std::vector<DeviceInfo> others(4, device());
    others[0].vendorId ^= 1;
    others[1].deviceId ^= 1;
    others[2].driverVersion ^= 1;
    others[3].pipelineCacheUuid[15] ^= 1;
    for (const DeviceInfo& other : others) EXPECT_FALSE(openCache(other, file));
}

TEST(CacheFolder, FollowsTheXdgSpecification) {
    ::setenv("HOME", "/home/anna", 1);
    ::setenv("XDG_CACHE_HOME", "/var/cache/anna", 1);
    EXPECT_EQ(defaultCacheFolder(), "/var/cache/anna/vitrine");
    ::setenv("XDG_CACHE_HOME", "relative", 1);
    EXPECT_EQ(defaultCacheFolder(), "/home/anna/.cache/vitrine");
    ::unsetenv("XDG_CACHE_HOME");
    EXPECT_EQ(defaultCacheFolder(), "/home/anna/.cache/vitrine");
    ::unsetenv("HOME");
    EXPECT_EQ(defaultCacheFolder(), "");
}

} // namespace
} // namespace vitrine::gpu
