#pragma once
#include "command.h"

namespace vitrine::cli {

void addRender(CLI::App& app, Context& context); ///< `vitrine render`: a still of a design or a model

} // namespace vitrine::cli
