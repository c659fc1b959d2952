#pragma once
#include "part/expression.h"
#include "part/parametric_keys.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::part {

/// A value that a part takes from the one it is joined to.
struct Need {
    Expression usual; ///< when nothing is joined, or it does not give the value
    std::optional<Expression> least, greatest;
    std::string place;
};

/// Where another part goes: the node's frame is the frame of what is mounted. What comes in is called <id>_<name>.
struct Mount {
    std::string id;
    int node = -1;
    std::vector<std::string> accepts;
    std::map<std::string, Need> needs;
    std::map<std::string, Expression> gives;
    double overlap_mm = 0.0; ///< how far the mounted part is sunk along -Y of the mount, so that a joint is solid
    std::string place;
};
Mount readMount(const JsonPlace& place, int node);

/// How a part goes onto a mount: its node's frame comes to lie on the mount's. What comes in is called host_<name>.
struct Attach {
    int node = -1;
    std::vector<std::string> fits;
    std::map<std::string, Need> needs;
    std::map<std::string, Expression> gives;
    std::string place;
};
Attach readAttach(const JsonPlace& place, int node);

} // namespace vitrine::part
