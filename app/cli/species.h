#pragma once
#include "command.h"

namespace vitrine::cli {

/// `vitrine species NAME`: what is known of a stone.
void addSpecies(CLI::App& app, Context& context);

} // namespace vitrine::cli
