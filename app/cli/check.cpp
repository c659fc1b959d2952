#include "check.h"

#include "base/json.h"
#include "part/check.h"
#include "part/parametric.h"
#include "scene/foreign.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fmt/core.h>
#include <memory>

namespace vitrine::cli {
namespace {

enum class Form { text, json };

constexpr int kValid = 0, kProblems = 1, kUnreadable = 2;

constexpr const char* kExamples = R"(
Checks a .gltf or .glb model against glTF 2.0 and against what Vitrine needs of it, without a GPU. Each finding is one
line: severity, JSON pointer (or byte offset), code, what is wrong and what would be right. The codes are those of
Khronos's glTF validator where it has one; Vitrine's own are listed in docs/validation.md.

Errors make a file unfit. Warnings, information and hints do not.

Examples:
  vitrine check ring.glb                 one line a finding
  vitrine check ring.glb --json          the same for a program
  vitrine check *.glb                    several files, one after the other

Exit code: 0 no errors, 1 errors, 2 a file that cannot be read at all.)";

/// Looks further into a model that glTF's own rules accept.
using Checker = part::Issues (*)(const part::Model&);

// For each mesh that is meant to be a stone: whether it is traced facet by facet, or which rule keeps it from that.
part::Issues checkStones(const part::Model& model) {
    part::Issues issues;
    for (const scene::StoneReport& report : scene::stoneReports(model)) {
        const bool faceted = report.finding.failed == scene::StoneRule::passes;
        issues.information(
            faceted ? "FACETED_STONE" : "STONE_NOT_FACETED",
            part::under(part::under("", "nodes"), static_cast<std::size_t>(std::max(report.node, 0))),
            faceted ? fmt::format("mesh \"{}\" is traced as a faceted stone", report.mesh)
                    : fmt::format("mesh \"{}\" is traced as triangles: {}", report.mesh, report.finding.reason));
    }
    return issues;
}

// One line for each further thing that a model may be.
constexpr std::array<Checker, 2> kCheckers{part::checkPart, checkStones};

part::Report checkWhole(const std::filesystem::path& path) {
    part::Report report = part::check(path);
    if (!report.model) return report;
    for (const Checker checker : kCheckers) {
        const part::Issues further = checker(*report.model);
        for (const part::Issue& issue : further.all()) report.issues.add(issue);
    }
    return report;
}

std::size_t countOf(const part::Report& report, part::Severity severity) {
    std::size_t count = 0;
    for (const part::Issue& issue : report.issues.all()) count += issue.severity == severity;
    return count;
}

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string_view verdict(const part::Report& report) {
    return report.unreadable ? "unreadable" : report.valid() ? "valid" : "invalid";
}

int exitCode(const part::Report& report) {
    return report.unreadable ? kUnreadable : report.valid() ? kValid : kProblems;
}

void printText(const part::Report& report) {
    for (const part::Issue& issue : report.issues.all())
        fmt::print("{}: {}: {}: {} [{}]\n", report.file, part::name(issue.severity), issue.place(), issue.message,
                   issue.code);
    if (report.issues.dropped() > 0) fmt::print("{}: and {} more\n", report.file, report.issues.dropped());
    fmt::print("{}: {}, {}, {}\n", report.file, verdict(report), counted(report.issues.errors(), "error"),
               counted(countOf(report, part::Severity::warning), "warning"));
}

Json asJson(const part::Report& report) {
    Json issues = Json::array();
    for (const part::Issue& issue : report.issues.all()) {
        Json entry{{"code", issue.code}, {"severity", part::name(issue.severity)}, {"message", issue.message}};
        if (issue.byte)
            entry["byte"] = *issue.byte;
        else
            entry["pointer"] = issue.pointer;
        issues.push_back(std::move(entry));
    }
    return {{"file", report.file},
            {"verdict", verdict(report)},
            {"errors", report.issues.errors()},
            {"dropped", report.issues.dropped()},
            {"issues", std::move(issues)}};
}

int run(const std::vector<std::filesystem::path>& files, Form form) {
    int worst = kValid;
    Json reports = Json::array();
    for (const std::filesystem::path& file : files) {
        const part::Report report = checkWhole(file);
        worst = std::max(worst, exitCode(report));
        if (form == Form::text)
            printText(report);
        else
            reports.push_back(asJson(report));
    }
    // Names inside a hostile file need not be text; what is none is replaced.
    if (form == Form::json) fmt::print("{}\n", reports.dump(2, ' ', false, Json::error_handler_t::replace));
    return worst;
}

} // namespace

void addCheck(CLI::App& app, Context& context) {
    struct Options {
        std::vector<std::filesystem::path> files;
        bool json = false;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("check", "Say what is wrong with a glTF model");
    command->add_option("FILE", options->files, "Models to check (.gltf or .glb)")->required();
    command->add_flag("--json", options->json, "Print the findings as JSON: a list with one object a file");
    command->footer(kExamples);
    command->callback([options, &context] {
        context.run = [options] { return run(options->files, options->json ? Form::json : Form::text); };
    });
}

} // namespace vitrine::cli
