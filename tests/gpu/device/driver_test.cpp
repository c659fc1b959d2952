#include "base/error.h"
#include "gpu/device.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <optional>
#include <string>

namespace vitrine::gpu {
namespace {

/// An environment variable for the length of a scope.
class Environment {
  public:
    Environment(const char* name, const char* value) : name_(name) {
        if (const char* before = std::getenv(name)) before_ = before;
        ::setenv(name, value, 1);
    }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;
    ~Environment() { before_ ? ::setenv(name_, before_->c_str(), 1) : ::unsetenv(name_); }

  private:
    const char* name_;
    std::optional<std::string> before_;
};

TEST(Driver, IsListedWithoutAnythingLacking) {
    const auto devices = listDevices();
    ASSERT_FALSE(devices.empty());
    const DeviceInfo& best = choose(devices, "");
    EXPECT_TRUE(best.usable());
    EXPECT_FALSE(best.name.empty());
    EXPECT_FALSE(best.driver.empty());
    EXPECT_GE(best.apiVersion, VK_API_VERSION_1_3);
    EXPECT_GT(best.memory_bytes, 256u << 20);
}

TEST(Driver, ThatIsMissingIsAnsweredWithThePackageToInstall) {
    const Environment files("VK_DRIVER_FILES", "/nonexistent.json");
    const Environment olderName("VK_ICD_FILENAMES", "/nonexistent.json");
    try {
        listDevices();
        FAIL() << "a device without a driver";
    } catch (const Error& error) {
        EXPECT_NE(error.parts().remedy.find("mesa-vulkan-drivers"), std::string::npos) << error.what();
    }
}

TEST(Driver, IsOpenedByItsNameOrIndexAndByNoOther) {
    const auto best = choose(listDevices(), "");
    const DeviceSettings settings{
        .choice = std::to_string(best.index), .validation = Validation::off, .cacheFolder = ""};
    EXPECT_EQ(Device(settings).info().name, best.name);
    EXPECT_EQ(Device({.choice = best.name, .validation = Validation::off, .cacheFolder = ""}).info().index, best.index);
    EXPECT_THROW(Device({.choice = "no such card", .validation = Validation::off}), Error);
}

} // namespace
} // namespace vitrine::gpu
