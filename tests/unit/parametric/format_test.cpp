#include "base/error.h"
#include "sample_part.h"

#include <gtest/gtest.h>

namespace vitrine::part {
namespace {

using testing::sampleModel;
using testing::share;

std::string complaint(const Model& model) {
    try {
        (void)readPart(share(model));
    } catch (const Error& problem) {
        return problem.what();
    }
    return {};
}

// Each case changes one thing of a valid part and names what the complaint has to hold.
struct Case {
    const char* what;
    void (*change)(Model&);
    const char* place;
    const char* problem;
};

const Case kCases[] = {
    {"unknown key", [](Model& m) { m.extras["colour"] = 1; }, "/scenes/0/extras/vitrine/colour", "not known here"},
    {"unknown version", [](Model& m) { m.extras["version"] = 2; }, "/version", "1"},
    {"unknown kind", [](Model& m) { m.extras["kind"] = "spoon"; }, "/kind", "one of shank"},
    {"capital in a name", [](Model& m) { m.extras["parameters"][0]["name"] = "Wire"; }, "/parameters/0/name",
     "is no name"},
    {"a function's name", [](Model& m) { m.extras["parameters"][0]["name"] = "mix"; }, "/parameters/0/name",
     "is no name"},
    {"unknown unit", [](Model& m) { m.extras["parameters"][0]["unit"] = "inch"; }, "/unit", "one of mm"},
    {"name of two things", [](Model& m) { m.extras["parameters"][1]["name"] = "centre_width"; }, "/parameters/1/name",
     "two things"},
    {"an instance's name", [](Model& m) { m.extras["parameters"][1]["name"] = "corner"; }, "/parameters/1/name",
     "two things"},
    {"broken expression", [](Model& m) { m.extras["parameters"][0]["default"] = "1+"; }, "/parameters/0/default",
     "cannot be read"},
    {"name out of scope", [](Model& m) { m.extras["parameters"][0]["default"] = "side_width"; },
     "/parameters/0/default", "not in scope"},
    {"instance name outside", [](Model& m) { m.extras["constraints"][0]["that"] = "i < 2"; }, "/constraints/0/that",
     "only inside a repeat"},
    {"no such function", [](Model& m) { m.extras["constraints"][0]["that"] = "side_r(90)"; }, "/constraints/0/that",
     "no seat gives"},
    {"no such node", [](Model& m) { m.extras["bindings"][0]["node"] = "prong"; }, "/bindings/0/node", "no node"},
    {"no such morph target",
     [](Model& m) {
         m.extras["bindings"][0]["morph"] = {{"tall", "1"}};
     },
     "/bindings/0/morph/tall", "one of wide"},
    {"two bindings", [](Model& m) { m.extras["bindings"][1]["node"] = "claw"; }, "/bindings/1/node", "two bindings"},
    {"fix of nothing",
     [](Model& m) {
         m.extras["constraints"][0]["fix"] = {{"wires", "1"}};
     },
     "/constraints/0/fix", "no parameter"},
    {"unknown severity", [](Model& m) { m.extras["constraints"][0]["severity"] = "shout"; }, "/severity",
     "one of refuse"},
    {"seat without cuts", [](Model& m) { m.nodes[1].extras["seat"]["cuts"] = Json::array(); },
     "/nodes/1/extras/vitrine/seat/cuts", "names no cut"},
    {"claw not in the seat", [](Model& m) { m.nodes[3].parent = 0; }, "/nodes/3/extras/vitrine/repeat",
     "not its child"},
    {"stations of no seat", [](Model& m) { m.nodes[3].extras["repeat"]["over"] = "stations:side/prong-4"; },
     "/nodes/3/extras/vitrine/repeat/over", "no seat"},
    {"unknown repeat", [](Model& m) { m.nodes[3].extras["repeat"]["over"] = "moons:3"; }, "/repeat/over", "not known"},
    {"mesh without slot", [](Model& m) { m.nodes[3].extras.erase("slot"); }, "/nodes/3", "no slot"},
    {"need without default", [](Model& m) { m.nodes[0].extras["attach"]["needs"]["rise"].erase("default"); },
     "/nodes/0/extras/vitrine/attach/needs/rise", "lacks \"default\""},
    {"scale is text",
     [](Model& m) {
         m.extras["bindings"][0]["scale"] = {1, 2};
     },
     "/bindings/0/scale", "list of three"},
};

TEST(PartFormat, TheSampleIsValid) {
    EXPECT_EQ(complaint(sampleModel()), "");
}

TEST(PartFormat, RefusesWithFilePlaceAndRemedy) {
    for (const Case& each : kCases) {
        Model model = sampleModel();
        each.change(model);
        const std::string line = complaint(model);
        EXPECT_EQ(line.rfind("sample.glb: /", 0), 0u) << each.what << ": " << line;
        EXPECT_NE(line.find(each.place), std::string::npos) << each.what << ": " << line;
        EXPECT_NE(line.find(each.problem), std::string::npos) << each.what << ": " << line;
    }
}

// Every key of the settings that version 1 keeps for later is refused by its own name wherever an author may put it.
TEST(PartFormat, RefusesReservedKeysByName) {
    const auto expectReserved = [](const Model& model, const std::string& key) {
        const std::string line = complaint(model);
        EXPECT_NE(line.find("\"" + key + "\" is reserved, not built yet"), std::string::npos) << key << ": " << line;
    };
    for (const char* key : {"wrap", "path", "through", "set", "cut", "warp", "finish", "tool", "engrave", "hallmark",
                            "milgrain", "cutter"}) {
        Model model = sampleModel();
        model.nodes[2].extras[key] = Json::object();
        expectReserved(model, key);
    }
    for (const char* key : {"audience", "group", "order", "snap", "choices", "format"}) {
        Model model = sampleModel();
        model.extras["parameters"][0][key] = 1;
        expectReserved(model, key);
    }
    for (const char* key : {"body", "method", "sku", "sizing", "measures"}) {
        Model model = sampleModel();
        model.extras[key] = 1;
        expectReserved(model, key);
    }
    Model model = sampleModel();
    model.nodes[1].extras["seat"]["cut"] = Json::object();
    expectReserved(model, "cut");
    for (const char* over : {"stones", "between", "path"}) {
        Model repeated = sampleModel();
        repeated.nodes[2].extras["repeat"]["over"] = std::string(over) + ":halo";
        EXPECT_NE(complaint(repeated).find("reserved, not built yet"), std::string::npos) << over;
    }
}

TEST(PartFormat, CheckReportsEveryProblemWithItsCode) {
    Model model = sampleModel();
    model.extras["parameters"][0]["unit"] = "inch";
    model.extras["bindings"][0]["node"] = "prong";
    model.extras["constraints"][0]["severity"] = "shout";
    const Issues issues = checkPart(model);
    std::set<std::string> codes;
    for (const Issue& issue : issues.all()) codes.insert(issue.code);
    EXPECT_TRUE(codes.count("VITRINE_PARAMETER") && codes.count("VITRINE_BINDING") &&
                codes.count("VITRINE_CONSTRAINT"));
}

TEST(PartFormat, CheckTriesTheDefaults) {
    EXPECT_FALSE(checkPart(sampleModel()).hasErrors());

    Model loop = sampleModel();
    loop.extras["parameters"][0]["default"] = "0.2*beads";
    loop.extras["parameters"][1]["default"] = "wire*4";
    ASSERT_TRUE(checkPart(loop).hasErrors());
    EXPECT_NE(checkPart(loop).all()[0].message.find("sample.wire -> sample.beads -> sample.wire"), std::string::npos)
        << checkPart(loop).all()[0].message;

    Model infinite = sampleModel();
    infinite.extras["bindings"][0]["morph"]["wide"] = "1/(wire-wire)";
    ASSERT_TRUE(checkPart(infinite).hasErrors());
    EXPECT_EQ(checkPart(infinite).all()[0].pointer, "/scenes/0/extras/vitrine/bindings/0/morph/wide");
    EXPECT_NE(checkPart(infinite).all()[0].message.find("not a finite number"), std::string::npos);
}

TEST(PartFormat, AModelWithoutThePartFormatIsNoError) {
    Model model = sampleModel();
    model.extras = nullptr;
    EXPECT_FALSE(isPart(model));
    EXPECT_FALSE(checkPart(model).hasErrors());
    EXPECT_NE(complaint(model).find("is no part"), std::string::npos);
}

} // namespace
} // namespace vitrine::part
