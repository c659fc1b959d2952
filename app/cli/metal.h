#pragma once
#include "command.h"

namespace vitrine::cli {

/// vitrine metal ALLOY [--json]
void addMetal(CLI::App& app, Context& context);

} // namespace vitrine::cli
