#pragma once
#include "command.h"

namespace vitrine::cli {

/// `vitrine size`: a ring size in every country's way.
void addSize(CLI::App& app, Context& context);

} // namespace vitrine::cli
