#pragma once
#include "command.h"

namespace vitrine::cli {

/// `vitrine gem`: what a gem laboratory measures of a cut, and its pictures.
void addGem(CLI::App& app, Context& context);

} // namespace vitrine::cli
