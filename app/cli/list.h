#pragma once
#include "command.h"

namespace vitrine::cli {

/// `vitrine list metals|gems|cuts|parts|studios`: what the catalogue holds.
void addList(CLI::App& app, Context& context);

} // namespace vitrine::cli
