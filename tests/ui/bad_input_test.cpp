#include "x_server.h"

#include <fstream>
#include <gtest/gtest.h>

namespace vitrine::ui {
namespace {

constexpr Seconds kPatience(60.0);

struct Outcome {
    int code = -1;
    std::string said;
};

Outcome outcomeOf(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment) {
    const TemporaryFolder folder;
    Command command{.arguments = {VITRINE_PROGRAM, "show", "--size", "320x200"},
                    .environment = environment,
                    .output = folder / "output"};
    command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
    Process process(command);
    const std::optional<int> code = process.wait(kPatience);
    return {code.value_or(-1), process.output()};
}

void expectRefusal(const Outcome& outcome, std::initializer_list<const char*> words) {
    EXPECT_EQ(outcome.code, 2) << outcome.said;
    for (const char* word : words)
        EXPECT_NE(outcome.said.find(word), std::string::npos) << "no \"" << word << "\" in: " << outcome.said;
}

TEST(BadInput, NoDisplayIsSaid) {
    expectRefusal(outcomeOf({}, {{"DISPLAY", ""}}), {"display"});
    expectRefusal(outcomeOf({}, {{"DISPLAY", ":99999"}}), {"display"});
}

TEST(BadInput, NoDriverIsSaid) {
    const XServer server = XServer::withoutTouch({400, 300});
    expectRefusal(outcomeOf({}, {{"DISPLAY", server.display()},
                                 {"VK_DRIVER_FILES", "/nonexistent.json"},
                                 {"VK_ICD_FILENAMES", "/nonexistent.json"}}),
                  {"Vulkan"});
}

TEST(BadInput, ADamagedReplayIsToldByItsLine) {
    const TemporaryFolder folder;
    const std::string replay = folder / "touches.jsonl";
    std::ofstream(replay)
        << R"({"format": "vitrine-touches", "version": 1, "width": 320, "height": 200, "pixels_per_mm": 2})"
           "\n"
           R"({"t": 0.1, "id": 1, "phase": "began", "x": 100, "y": 10)";
    const XServer server = XServer::withoutTouch({400, 300});
    expectRefusal(outcomeOf({"--replay", replay}, {{"DISPLAY", server.display()}}), {"touches.jsonl", "line 2"});
    expectRefusal(outcomeOf({"--replay", folder / "none.jsonl"}, {{"DISPLAY", server.display()}}), {"none.jsonl"});
}

TEST(BadInput, FilesThatCannotBeShownAreToldBeforeAWindowOpens) {
    const TemporaryFolder folder;
    std::ofstream(folder / "design.json") << "{\"parts\": ";
    std::ofstream(folder / "model.glb") << "glTF, or rather not";
    const XServer server = XServer::withoutTouch({400, 300});
    for (const char* name : {"design.json", "model.glb", "none.json"})
        expectRefusal(outcomeOf({folder / name}, {{"DISPLAY", server.display()}}), {name});
}

} // namespace
} // namespace vitrine::ui
