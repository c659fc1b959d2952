#include "base/error.h"
#include "part/parametric_values.h"
#include "sample_part.h"

#include <gtest/gtest.h>

namespace vitrine::part {
namespace {

using testing::sampleModel;
using testing::share;

Model hostModel(const std::string& gives, const std::string& needs) {
    Model model{.file = "host.glb"};
    model.nodes = {{.name = "top"}};
    model.roots = {0};
    model.extras = Json::parse(R"({"version": 1, "part": "host", "kind": "shank", "parameters": [
        {"name": "thickness", "unit": "mm", "min": 1, "max": 3, "default": 1.8}]})");
    model.nodes[0].extras = {
        {"mount",
         {{"id", "top"}, {"accepts", {"head"}}, {"gives", Json::parse(gives)}, {"needs", Json::parse(needs)}}}};
    return model;
}

struct Design {
    Part host, head;
    std::vector<PartChoice> choices;
};

Design design(const std::string& gives = R"({"rise": "thickness"})",
              const std::string& needs = R"({"base": {"default": 9, "min": 1, "max": 4}})") {
    Design made{.host = readPart(share(hostModel(gives, needs))), .head = readPart(share(sampleModel()))};
    return made;
}

std::vector<PartChoice> choices(const Design& d, std::map<std::string, double> headParameters = {}) {
    return {{.scope = "shank", .part = &d.host},
            {.scope = "head",
             .part = &d.head,
             .parameters = std::move(headParameters),
             .stones = {{"centre", ordinaryStone(6.5)}},
             .host = "shank",
             .mount = "top"}};
}

TEST(PartValues, FollowTheStoneAndSnapToTheStep) {
    const Design d = design();
    const ValueGraph values = makeValues(choices(d), 8.458);
    EXPECT_DOUBLE_EQ(values.value("head", "wire"), 0.95); // 0.3 + 0.1 x 6.5, steps of 0.05
    EXPECT_DOUBLE_EQ(values.value("head", "centre_pavilion"), 0.43 * 6.5);
    EXPECT_DOUBLE_EQ(values.call("head", "centre_r", 90.0), 3.25);
}

TEST(PartValues, PassOverAMountBothWays) {
    const Design d = design();
    const ValueGraph values = makeValues(choices(d), 8.458);
    EXPECT_DOUBLE_EQ(values.value("head", "host_rise"), 1.8);
    EXPECT_DOUBLE_EQ(values.value("shank", "top_base"), 1.9);
    const ValueGraph alone = makeValues({choices(d)[0]}, 8.458);
    EXPECT_THROW((void)alone.value("shank", "top_base"), Error) << "the default 9 is over the most that is accepted";
}

TEST(PartValues, RefuseWhatAMountDoesNotAccept) {
    const Design d = design(R"({"rise": "thickness"})", R"({"base": {"default": 2, "max": 1.5}})");
    const ValueGraph values = makeValues(choices(d), 8.458);
    try {
        (void)values.value("shank", "top_base");
        FAIL();
    } catch (const Error& problem) {
        EXPECT_NE(std::string(problem.what()).find("top_base = 1.900 is more than is accepted; at most 1.500"),
                  std::string::npos)
            << problem.what();
    }
}

TEST(PartValues, ALoopAcrossAMountIsNamedByItsPath) {
    Design d = design(R"({"rise": "top_base"})");
    Model head = sampleModel();
    head.nodes[0].extras["attach"]["gives"]["base"] = "host_rise";
    d.head = readPart(share(head));
    const ValueGraph values = makeValues(choices(d), 8.458);
    try {
        (void)values.value("head", "host_rise");
        FAIL();
    } catch (const Error& problem) {
        EXPECT_NE(
            std::string(problem.what())
                .find("head.host_rise -> shank.gives rise -> shank.top_base -> head.gives base -> head.host_rise"),
            std::string::npos)
            << problem.what();
    }
}

TEST(PartValues, RefuseChoicesOutOfRangeWithTheRange) {
    const Design d = design();
    const ValueGraph values = makeValues(choices(d, {{"wire", 2.5}}), 8.458);
    try {
        (void)values.value("head", "wire");
        FAIL();
    } catch (const Error& problem) {
        EXPECT_NE(std::string(problem.what()).find("wire = 2.5 is out of range; between 0.500 and 1.950"),
                  std::string::npos)
            << problem.what();
    }
    EXPECT_THROW((void)makeValues(choices(d, {{"wires", 1.0}}), 8.458), Error);
}

TEST(PartValues, AConstraintSaysWhatIsWrongAndOffersItsFix) {
    const Design d = design();
    const std::vector<PartChoice> chosen = choices(d, {{"wire", 1.6}});
    const std::vector<Violation> violations = findViolations(chosen[1], makeValues(chosen, 8.458));
    ASSERT_EQ(violations.size(), 1u);
    EXPECT_EQ(violations[0].message, "The claw is too thick");
    EXPECT_EQ(violations[0].grade, Grade::warn);
    EXPECT_DOUBLE_EQ(violations[0].fix.at("wire"), 1.4);
}

TEST(PartValues, AStoneThatDoesNotFitItsSeatIsAViolation) {
    const Design d = design();
    std::vector<PartChoice> chosen = choices(d);
    chosen[1].stones["centre"] = ordinaryStone(9.5);
    const std::vector<Violation> violations = findViolations(chosen[1], makeValues(chosen, 8.458));
    ASSERT_EQ(violations.size(), 2u); // length and width
    EXPECT_NE(violations[0].message.find("from 4 to 9, not 9.5"), std::string::npos) << violations[0].message;
}

TEST(PartValues, SnapToAThousandth) {
    EXPECT_DOUBLE_EQ(snap(1.23456, 0.0), 1.235);
    EXPECT_DOUBLE_EQ(snap(1.23456, 0.05), 1.25);
    EXPECT_DOUBLE_EQ(snap(7.4, 1.0), 7.0);
}

} // namespace
} // namespace vitrine::part
