#include "fresh_start.h"

#include "base/error.h"
#include "base/temporary_folder.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>

namespace vitrine::cli {
namespace {

// For a POSIX shell.
std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) result += c == '\'' ? "'\\''" : std::string(1, c);
    return result + "'";
}

std::string outputOf(const std::string& command) {
    FILE* pipe = popen(command.c_str(), "r");
    if (!pipe) throw Error({.problem = "cannot start this program again", .remedy = "--skip-start"});
    std::string output;
    std::array<char, 256> part{};
    while (std::fgets(part.data(), part.size(), pipe)) output += part.data();
    if (pclose(pipe) != 0)
        throw Error(
            {.problem = "this program, started again, did not reach its first picture", .remedy = "--skip-start"});
    return output;
}

} // namespace

FreshStarts startAfresh(const std::string& arguments) {
    const TemporaryFolder caches;
    const std::string command =
        fmt::format("XDG_CACHE_HOME={0} MESA_SHADER_CACHE_DIR={0} {1} {2}", quoted(caches.path().string()),
                    quoted(std::filesystem::read_symlink("/proc/self/exe").string()), arguments);
    FreshStarts starts;
    starts.cold = outputOf(command);
    starts.warm = outputOf(command);
    return starts;
}

} // namespace vitrine::cli
