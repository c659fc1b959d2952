#pragma once
#include "part/expression.h"
#include "part/parametric_keys.h"

#include <array>
#include <map>
#include <optional>
#include <string>

namespace vitrine::part {

/// What drives one node. What is not given stays as it is in the file.
struct Binding {
    std::string nodeName;
    std::map<std::string, Expression> morph;              ///< weight by the name of the target
    std::optional<std::array<Expression, 3>> translation; ///< mm, along the parent's axes
    std::optional<std::array<Expression, 3>> rotation;    ///< degrees about the parent's X, then Y, then Z
    std::optional<std::array<Expression, 3>> scale;
    std::optional<Expression> visible; ///< not 0
    std::string place;
};
Binding readBinding(const JsonPlace& place);

enum class Grade { refuse, warn };

/// What has to hold, with what to say otherwise and how to mend it.
struct Constraint {
    Expression that; ///< not 0
    std::string otherwise;
    Grade grade = Grade::refuse;
    std::map<std::string, Expression> fix; ///< by parameter
    std::string place;
};
Constraint readConstraint(const JsonPlace& place);

} // namespace vitrine::part
