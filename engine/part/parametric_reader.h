#pragma once
#include "base/error.h"
#include "part/parametric.h"

#include <functional>

namespace vitrine::part {

/// Called for each problem with its code; may throw to stop at the first.
using Complain = std::function<void(const std::string& code, const Error& problem)>;

/// Reads what can be read of a part, complaining of the rest. `model` must say that it is a part.
Part readPart(std::shared_ptr<const Model> model, const Complain& complain);

/// Complains of references that lead nowhere and names that are not in scope.
void checkReferences(const Part& part, const Complain& complain);

/// The names that an expression of the part may read, outside of a repeat; its functions.
std::set<std::string> namesInScope(const Part& part);

} // namespace vitrine::part
