#pragma once
#include "part/issue.h"
#include "part/reader.h"

#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::part {

/// What check() found. `unreadable`: no glTF document could be had from the file at all.
struct Report {
    std::string file;
    bool unreadable = false;
    Issues issues;

    bool valid() const { return !unreadable && !issues.hasErrors(); }
};

/// Everything that is wrong, doubtful or ignored in a glTF file. Never throws for the sake of the file's content.
Report check(const std::filesystem::path& path, const ReadLimits& limits = {});

} // namespace vitrine::part
