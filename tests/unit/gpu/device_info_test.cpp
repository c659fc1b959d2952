#include "base/error.h"
#include "gpu/device_info.h"

#include <gtest/gtest.h>

namespace vitrine::gpu {
namespace {

DeviceInfo device(int index, std::string name, DeviceType type, std::vector<std::string> missing = {}) {
    return {.index = index, .name = std::move(name), .type = type, .missing = std::move(missing)};
}

const std::vector<DeviceInfo> kWorkstation = {
    device(0, "llvmpipe (LLVM 15)", DeviceType::cpu), device(1, "Iris Xe", DeviceType::integrated),
    device(2, "GeForce 600", DeviceType::discrete, {"Vulkan 1.3 (it has 1.2.175)"}),
    device(3, "Radeon RX", DeviceType::discrete), device(4, "Radeon PRO", DeviceType::discrete)};

std::string complaint(const std::vector<DeviceInfo>& devices, std::string_view choice) {
    try {
        choose(devices, choice);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

TEST(DeviceChoice, PrefersDiscreteThenIntegratedThenVirtualThenCpu) {
    std::vector<DeviceInfo> devices = {device(0, "a", DeviceType::cpu), device(1, "b", DeviceType::virtualGpu),
                                       device(2, "c", DeviceType::integrated), device(3, "d", DeviceType::discrete)};
    for (int best = 3; best >= 0; --best) {
        EXPECT_EQ(choose(devices, "").index, best);
        devices.pop_back();
    }
}

TEST(DeviceChoice, PassesOverWhatCannotBeUsed) {
    EXPECT_EQ(choose(kWorkstation, "").index, 3);
}

TEST(DeviceChoice, TakesAnIndexOrAPartOfTheNameInAnyCase) {
    EXPECT_EQ(choose(kWorkstation, "1").index, 1);
    EXPECT_EQ(choose(kWorkstation, "LLVM").index, 0);
    EXPECT_EQ(choose(kWorkstation, "radeon").index, 3) << "the first of two that match";
    EXPECT_EQ(choose(kWorkstation, "pro").index, 4);
}

TEST(DeviceChoice, ListsTheChoicesWhenNothingMatches) {
    for (const char* choice : {"7", "-1", "voodoo"}) {
        const std::string said = complaint(kWorkstation, choice);
        EXPECT_NE(said.find(choice), std::string::npos) << said;
        EXPECT_NE(said.find("1 'Iris Xe'"), std::string::npos) << said;
    }
}

TEST(DeviceChoice, SaysWhatANamedDeviceLacks) {
    EXPECT_NE(complaint(kWorkstation, "geforce").find("Vulkan 1.3 (it has 1.2.175)"), std::string::npos);
}

TEST(DeviceChoice, NamesThePackageWhenNothingIsUsable) {
    const std::string said = complaint({device(0, "old", DeviceType::discrete, {"feature dynamicRendering"})}, "");
    EXPECT_NE(said.find("dynamicRendering"), std::string::npos) << said;
    EXPECT_NE(said.find("mesa-vulkan-drivers"), std::string::npos) << said;
}

} // namespace
} // namespace vitrine::gpu
