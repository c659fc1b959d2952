#pragma once
#include "part/issue.h"
#include "part/reader.h"

#include <filesystem>
#include <optional>
#include <string>

namespace vitrine::part {

/// What check() found.
struct Report {
    std::string file;
    bool unreadable = false; ///< no glTF document could be had from the file at all
    Issues issues;
    std::optional<Model> model; ///< what readModel() gives, when the file is valid and holds all its data

    bool valid() const { return !unreadable && !issues.hasErrors(); }
};

/// Everything that is wrong, doubtful or ignored in a glTF file. Never throws for the sake of the file's content.
Report check(const std::filesystem::path& path, const ReadLimits& limits = {});

} // namespace vitrine::part
