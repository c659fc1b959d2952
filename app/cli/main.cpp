#include "base/error.h"
#include "bench.h"
#include "check.h"
#include "command.h"
#include "devices.h"
#include "gem.h"
#include "list.h"
#include "metal.h"
#include "render.h"
#include "show.h"
#include "size.h"
#include "species.h"

#include <cstdio>
#include <exception>
#include <fmt/core.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

constexpr int kUnusable = 2; // a file, an argument or a device that cannot be used

// glibc keeps blocks of a size that was freed once, up to 32 MB each, for the thread that freed them: a piece that was
// let go stayed in memory beside the next one. Large blocks go back at once instead: 60 to 80 MB of `vitrine bench`.
void giveLargeBlocksBack() {
#ifdef __GLIBC__
    constexpr int kLarge_bytes = 128 * 1024;
    mallopt(M_MMAP_THRESHOLD, kLarge_bytes);
#endif
}

} // namespace

int main(int argc, char** argv) {
    using namespace vitrine;
    giveLargeBlocksBack();
    CLI::App app("Vitrine, a physically based jewellery configurator", "vitrine");
    app.set_version_flag("--version", VITRINE_VERSION);
    app.require_subcommand(1);
    app.fallthrough();

    cli::Context context;
    app.add_option("--assets", context.assets, "Folder with catalogue, parts, studios and designs")
        ->type_name("FOLDER");
    cli::addCheck(app, context);
    cli::addRender(app, context);
    cli::addShow(app, context);
    cli::addDevices(app, context);
    cli::addGem(app, context);
    cli::addBench(app, context);
    cli::addMetal(app, context);
    cli::addSize(app, context);
    cli::addSpecies(app, context);
    cli::addList(app, context);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? 0 : kUnusable;
    }

    try {
        return context.run();
    } catch (const Error& problem) {
        fmt::print(stderr, "vitrine: {}\n", problem.what());
    } catch (const std::bad_alloc&) {
        fmt::print(stderr, "vitrine: out of memory\n");
    } catch (const std::exception& problem) {
        fmt::print(stderr, "vitrine: {}\n", problem.what());
    }
    return kUnusable;
}
