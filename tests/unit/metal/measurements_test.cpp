#include "base/error.h"
#include "base/temporary_folder.h"
#include "metal/measurements.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fmt/format.h>
#include <fstream>

namespace vitrine::metal {
namespace {

constexpr const char* kCurve = R"({"first_nm": 380, "step_nm": 400, "values": [1, 1]})";

class ElementsFolder : public testing::Test {
  protected:
    ElementsFolder() {
        write("x.json", element("X", index()));
        write("y.json", element("Y", index()));
    }

    static std::string index() { return fmt::format(R"("index": {{"n": {0}, "k": {0}}},)", kCurve); }
    static std::string element(const char* symbol, const std::string& optics) {
        return fmt::format(R"({{"symbol": "{}", "labels": {{"en": "E"}}, "atomic_weight": 10, "density_g_cm3": 5, {}
            "sources": {{"atomic_weight": "ours", "density_g_cm3": "ours", "index": "ours"}}}})",
                           symbol, optics);
    }
    static std::string pair(const char* second, const std::vector<double>& percents) {
        std::string compositions;
        for (const double percent : percents)
            compositions += fmt::format(R"({}{{"second_atomic_percent": {}, "index": {{"n": {}, "k": {}}}}})",
                                        compositions.empty() ? "" : ", ", percent, kCurve, kCurve);
        return fmt::format(R"({{"between": ["X", "{}"], "compositions": [{}], "sources": {{"index": "ours"}}}})",
                           second, compositions);
    }
    void write(const char* name, const std::string& text) const { std::ofstream(folder_ / name) << text; }
    std::string complaint() const {
        try {
            (void)readMeasurements(folder_.path());
            return {};
        } catch (const Error& error) {
            return std::filesystem::path(error.parts().file).filename().string() + error.parts().place;
        }
    }

    const TemporaryFolder folder_;
};

TEST_F(ElementsFolder, IsRead) {
    write("pair.json", pair("Y", {25, 50}));
    const Measurements known = readMeasurements(folder_.path());
    EXPECT_EQ(known.elements.size(), 2u);
    ASSERT_EQ(known.pairs.size(), 1u);
    EXPECT_NEAR(known.pairs[0].compositions[1].permittivity.at(500.0).imag(), 2.0, 1e-12);
}

TEST_F(ElementsFolder, LocatesWhatIsWrong) {
    write("z.json", element("X", ""));
    EXPECT_EQ(complaint(), "z.json/symbol") << "twice";
    write("z.json", element("Z", ""));
    write("pair.json", pair("Z", {25}));
    EXPECT_EQ(complaint(), "pair.json/between/1") << "no optics";
    write("pair.json", pair("W", {25}));
    EXPECT_EQ(complaint(), "pair.json/between/1") << "no such element";
    write("pair.json", pair("Y", {50, 25}));
    EXPECT_EQ(complaint(), "pair.json/compositions/1/second_atomic_percent");
    std::filesystem::remove(folder_ / "pair.json");
    write("z.json", R"({"symbol": "Z"})");
    EXPECT_EQ(complaint(), "z.json/");
}

TEST(Measurements, ThatAreNotThereAreAnError) {
    EXPECT_THROW((void)readMeasurements("/nonexistent/elements"), Error);
}

} // namespace
} // namespace vitrine::metal
