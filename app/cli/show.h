#pragma once
#include "command.h"

namespace vitrine::cli {

/// `vitrine show [DESIGN|MODEL]`: opens the showroom.
void addShow(CLI::App& app, Context& context);

} // namespace vitrine::cli
