// docs/part.schema.json is for editors; the reader decides. This holds the two to the same keys.
#include "base/error.h"
#include "sample_part.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace vitrine::part {
namespace {

const Json& schema() {
    static const Json document = readJson(std::filesystem::path(VITRINE_SOURCE_DIR) / "docs" / "part.schema.json");
    return document.at("$defs");
}

std::set<std::string> keysOfSchema(const char* definition) {
    std::set<std::string> keys;
    for (const auto& [key, unused] : schema().at(definition).at("properties").items()) keys.insert(key);
    return keys;
}

// The reader lists what it knows when it meets a key that it does not: "one of a, b, c".
std::set<std::string> keysOfReader(const Model& model) {
    try {
        (void)readPart(testing::share(model));
    } catch (const Error& problem) {
        std::string list = problem.parts().remedy.substr(std::string("one of ").size());
        std::set<std::string> keys;
        for (std::size_t comma; (comma = list.find(", ")) != std::string::npos; list = list.substr(comma + 2))
            keys.insert(list.substr(0, comma));
        keys.insert(list);
        return keys;
    }
    return {};
}

TEST(PartSchema, HasTheKeysThatTheReaderKnows) {
    struct Place {
        const char* definition;
        void (*spoil)(Model&);
    };
    const Place places[] = {
        {"scene", [](Model& m) { m.extras["zzz"] = 1; }},
        {"parameter", [](Model& m) { m.extras["parameters"][0]["zzz"] = 1; }},
        {"binding", [](Model& m) { m.extras["bindings"][0]["zzz"] = 1; }},
        {"constraint", [](Model& m) { m.extras["constraints"][0]["zzz"] = 1; }},
        {"node", [](Model& m) { m.nodes[2].extras["zzz"] = 1; }},
        {"seat", [](Model& m) { m.nodes[1].extras["seat"]["zzz"] = 1; }},
        {"attach", [](Model& m) { m.nodes[0].extras["attach"]["zzz"] = 1; }},
        {"repeat", [](Model& m) { m.nodes[2].extras["repeat"]["zzz"] = 1; }},
        {"mount",
         [](Model& m) {
             m.nodes[0].extras = {{"mount", {{"zzz", 1}}}};
         }},
        {"material",
         [](Model& m) {
             m.materials = {{.extras = {{"zzz", 1}}}};
         }},
    };
    for (const Place& place : places) {
        Model model = testing::sampleModel();
        place.spoil(model);
        EXPECT_EQ(keysOfReader(model), keysOfSchema(place.definition)) << place.definition;
    }
}

} // namespace
} // namespace vitrine::part
