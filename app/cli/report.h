#pragma once
#include "base/json.h"
#include "command.h"

#include <string>
#include <vector>

namespace vitrine::cli {

/// A subcommand that tells people, or a program, what the assets hold about one subject: `vitrine metal 18k-yellow`.
struct Report {
    const char* command = "";
    const char* purpose = "";
    const char* argument = ""; ///< what stands for the subject in its help
    const char* argumentHelp = "";
    const char* examples = "";
    const char* jsonHelp = "Print JSON for a program";
    std::vector<std::string> subjects = {}; ///< all there are, where they are few
    void (*printText)(const std::filesystem::path& assets, const std::string& subject) = nullptr;
    Json (*json)(const std::filesystem::path& assets, const std::string& subject) = nullptr;
};

void addReport(CLI::App& app, Context& context, const Report& report);

} // namespace vitrine::cli
