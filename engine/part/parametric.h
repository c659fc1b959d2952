#pragma once
#include "part/binding.h"
#include "part/issue.h"
#include "part/model.h"
#include "part/mount.h"
#include "part/parameter.h"
#include "part/seat.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace vitrine::part {

/// What the part format says of one node.
struct NodeRole {
    bool preview = false;              ///< it or an ancestor is for other programs only
    std::string slot;                  ///< its own or the nearest ancestor's; empty for none
    std::optional<Expression> visible; ///< "visible" on the node itself
    int binding = -1;                  ///< into Part::bindings
    int repeat = -1;                   ///< into Part::repeats: its own, not an ancestor's
    bool insideRepeat = false;         ///< it or an ancestor repeats: its bindings see the instance variables
};

/// A parametric part: a model with what drives it. Plain values; docs/parts.md is the format.
struct Part {
    std::shared_ptr<const Model> model;
    std::string id, kind;
    std::map<std::string, std::string> labels; ///< by language
    std::vector<Parameter> parameters;
    std::vector<Binding> bindings;
    std::vector<Constraint> constraints;
    std::vector<Seat> seats;
    std::vector<Repeat> repeats;
    std::vector<Mount> mounts;
    std::optional<Attach> attach;
    std::vector<NodeRole> nodes;             ///< one a node of the model
    std::vector<std::string> slotOfMaterial; ///< one a material; wins over the node's; empty for none

    /// Every slot that a mesh of the part uses.
    std::set<std::string> slots() const;
};

/// Whether the model says that it is a part of Vitrine's: extras.vitrine of the scene has "part".
bool isPart(const Model& model);

/// Reads and validates extras.vitrine. Throws vitrine::Error with file, JSON pointer and remedy for the first problem:
/// unknown and reserved keys, names that are not there, expressions that cannot be read, impossible references.
Part readPart(std::shared_ptr<const Model> model);

/// The same as a list of findings; beyond reading, the part is tried with its defaults and an ordinary stone, so that
/// loops, unknown names and values that are not finite are found. Nothing for a model that is no part. The codes are
/// listed in docs/parts.md.
Issues checkPart(const Model& model);

} // namespace vitrine::part
