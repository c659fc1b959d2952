// vitrine_make_parts FOLDER: writes the parts that Vitrine ships. The same bytes every time.
#include "base/error.h"
#include "base/files.h"
#include "source/parts.h"

#include <cstdio>
#include <fmt/core.h>

int main(int argc, char** argv) {
    if (argc != 2) {
        fmt::print(stderr, "usage: vitrine_make_parts FOLDER\n");
        return 2;
    }
    try {
        for (const vitrine::source::NamedFile& file : vitrine::source::makeAllParts()) {
            vitrine::writeFileAtomically(std::filesystem::path(argv[1]) / file.name, file.bytes);
            fmt::print("{} ({} bytes)\n", file.name, file.bytes.size());
        }
    } catch (const vitrine::Error& problem) {
        fmt::print(stderr, "vitrine_make_parts: {}\n", problem.what());
        return 2;
    }
    return 0;
}
