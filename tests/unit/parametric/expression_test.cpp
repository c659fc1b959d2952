#include "base/error.h"
#include "part/expression.h"

#include <cmath>
#include <gtest/gtest.h>
#include <map>

namespace vitrine::part {
namespace {

class Table : public Scope {
  public:
    explicit Table(std::map<std::string, double> values = {}) : values_(std::move(values)) {}
    double value(const std::string& name) const override { return values_.at(name); }
    double call(const std::string& function, double argument) const override {
        EXPECT_EQ(function, "centre_r");
        return 3.0 + argument;
    }

  private:
    std::map<std::string, double> values_;
};

double result(const std::string& text, std::map<std::string, double> values = {}) {
    return Expression::parse(text).evaluate(Table(std::move(values)));
}

std::string complaint(const std::string& text) {
    try {
        (void)Expression::parse(text);
    } catch (const Error& problem) {
        return problem.what();
    }
    return {};
}

TEST(Expression, HasTheFunctionsOfTheFormat) {
    EXPECT_DOUBLE_EQ(result("floor(-1.5)"), -2.0);
    EXPECT_DOUBLE_EQ(result("ceil(-1.5)"), -1.0);
    EXPECT_DOUBLE_EQ(result("mod(-1, 4)"), 3.0);
    EXPECT_DOUBLE_EQ(result("clamp(5, 0, 2)"), 2.0);
    EXPECT_DOUBLE_EQ(result("mix(2, 4, 0.25)"), 2.5);
    EXPECT_DOUBLE_EQ(result("smooth(90, 20, 55)"), 0.5);
    EXPECT_NEAR(result("sind(30) + cosd(60) + tand(45)"), 2.0, 1e-12);
    EXPECT_NEAR(result("atan2d(1, 1)"), 45.0, 1e-12);
    EXPECT_NEAR(result("sin(pi / 2)"), 1.0, 1e-15);
}

TEST(Expression, ReadsNamesAndTheScopesFunctions) {
    const Expression e = Expression::parse("2*width + centre_r(90) + width");
    EXPECT_EQ(e.names(), std::vector<std::string>{"width"});
    EXPECT_EQ(e.functions(), std::vector<std::string>{"centre_r"});
    EXPECT_DOUBLE_EQ(e.evaluate(Table({{"width", 2.0}})), 99.0);
    EXPECT_DOUBLE_EQ(e.evaluate(Table({{"width", 3.0}})), 102.0) << "values are read anew each time";
}

TEST(Expression, ComparesAndChooses) {
    EXPECT_EQ(result("corner < 120 ? 1 : 2", {{"corner", 90.0}}), 1.0);
    EXPECT_EQ(result("a == 1 && b != 2 || c >= 3", {{"a", 1}, {"b", 2}, {"c", 3}}), 1.0);
}

TEST(Expression, RefusesAssignmentStringsAndSeveralResults) {
    EXPECT_NE(complaint("a = 2").find("assigns nothing"), std::string::npos);
    EXPECT_NE(complaint("\"text\""), "");
    EXPECT_NE(complaint("1, 2"), "");
    EXPECT_NE(complaint("Width + 1"), "");
    EXPECT_NE(complaint("1 +"), "");
    EXPECT_NE(complaint("unknown(1)"), "");
    EXPECT_EQ(complaint("a == 2"), "");
}

TEST(Expression, RefusesWhatIsTooLongOrTooDeep) {
    EXPECT_EQ(complaint(std::string(255, ' ') + "1"), "");
    EXPECT_NE(complaint(std::string(256, ' ') + "1").find("at most 256"), std::string::npos);
    EXPECT_EQ(complaint(std::string(64, '(') + "1" + std::string(64, ')')), "");
    EXPECT_NE(complaint(std::string(65, '(') + "1" + std::string(65, ')')).find("at most 64"), std::string::npos);
}

TEST(Expression, NamesAreSmallLettersAndNoFunctions) {
    EXPECT_TRUE(isName("width_2"));
    for (const char* bad : {"", "2width", "Width", "_pi", "pi", "sin", "mix", "a b", "é"})
        EXPECT_FALSE(isName(bad)) << bad;
}

} // namespace
} // namespace vitrine::part
