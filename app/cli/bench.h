#pragma once
#include "command.h"

namespace vitrine::cli {

/// `vitrine bench [--json] [--pictures DIR]`: what frames of the live view cost on this machine, without a window.
void addBench(CLI::App& app, Context& context);

} // namespace vitrine::cli
