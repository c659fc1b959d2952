#pragma once
#include "command.h"

namespace vitrine::cli {

/// `vitrine devices [--json]`: what this machine can render with, and what each rejected device lacks.
void addDevices(CLI::App& app, Context& context);

} // namespace vitrine::cli
