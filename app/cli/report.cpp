#include "report.h"

#include "assets.h"

#include <fmt/core.h>
#include <memory>

namespace vitrine::cli {

void addReport(CLI::App& app, Context& context, const Report& report) {
    struct Options {
        std::string subject;
        bool forProgram = false;
    };
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(report.command, report.purpose);
    CLI::Option* subject = command->add_option(report.argument, options->subject, report.argumentHelp)->required();
    if (!report.subjects.empty()) subject->check(CLI::IsMember(report.subjects));
    command->add_flag("--json", options->forProgram, report.jsonHelp);
    command->footer(report.examples);
    command->callback([&context, options, text = report.printText, json = report.json] {
        context.run = [&context, options, text, json] {
            const std::filesystem::path assets = assetsFolder(context.assets);
            if (options->forProgram)
                fmt::print("{}\n", json(assets, options->subject).dump(2));
            else
                text(assets, options->subject);
            return 0;
        };
    });
}

} // namespace vitrine::cli
