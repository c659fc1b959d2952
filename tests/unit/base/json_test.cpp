#include "base/error.h"
#include "base/json.h"

#include <gtest/gtest.h>

namespace vitrine {
namespace {

std::string complaint(const std::string& text) {
    try {
        parseJson(text, "x.json");
    } catch (const Error& problem) {
        return problem.what();
    }
    return {};
}

TEST(Json, NamesTheByteWhereParsingFailed) {
    const std::string line = complaint(R"({"a": })");
    EXPECT_NE(line.find("x.json: byte 7"), std::string::npos) << line;
}

TEST(Json, RefusesDuplicateKeysInfinitiesAndDepth) {
    EXPECT_NE(complaint(R"({"a": 1, "a": 2})").find("stands twice"), std::string::npos);
    EXPECT_NE(complaint(R"({"a": 1e999})"), "");
    EXPECT_NE(complaint(std::string(10000, '[') + std::string(10000, ']')).find("nested deeper"), std::string::npos);
    EXPECT_EQ(complaint(R"({"a": {"a": 1}})"), "");
}

TEST(Json, SaysWhereTheDocumentIsImpossible) {
    EXPECT_NE(complaint(R"({"a": [1, {"b/c": 1, "b/c": 2}]})").find("x.json: /a/1/b~1c: "), std::string::npos);
    const std::string deep = "{\"extras\":" + std::string(100, '[') + std::string(100, ']') + "}";
    EXPECT_NE(complaint(deep).find("x.json: /extras/0/0"), std::string::npos);
}

TEST(Json, PlacesComplainWithPointerAndChoices) {
    const Json document = parseJson(R"({"a/b": [{"metal": "tin"}]})", "x.json");
    try {
        JsonPlace(document, "x.json")["a/b"][0]["metal"].oneOf({"gold", "silver"});
        FAIL();
    } catch (const Error& problem) {
        EXPECT_STREQ(problem.what(), "x.json: /a~1b/0/metal: \"tin\" is not known; one of gold, silver");
    }
}

TEST(Json, RefusesUnknownMembersByName) {
    const Json document = parseJson(R"({"colour": 1})", "x.json");
    EXPECT_THROW(JsonPlace(document, "x.json").allowOnly({"color"}), Error);
}

} // namespace
} // namespace vitrine
