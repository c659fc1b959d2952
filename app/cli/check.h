#pragma once
#include "command.h"

namespace vitrine::cli {

/// vitrine check FILE [--json]
void addCheck(CLI::App& app, Context& context);

} // namespace vitrine::cli
