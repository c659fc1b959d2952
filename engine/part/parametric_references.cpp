#include "base/error.h"
#include "part/parametric_reader.h"

#include <algorithm>
#include <fmt/core.h>
#include <fmt/ranges.h>

namespace vitrine::part {
namespace {

// Everything that can be wrong with a part whose pieces are each well formed.
class References {
  public:
    References(const Part& part, const Complain& complain)
        : part_(part), complain_(complain), inScope_(namesInScope(part)) {}

    void check() {
        checkNames();
        checkSeatsAndRepeats();
        for (const Parameter& parameter : part_.parameters) {
            checkExpression(parameter.least, parameter.place + "/min", false);
            checkExpression(parameter.greatest, parameter.place + "/max", false);
            checkExpression(parameter.usual, parameter.place + "/default", false);
        }
        for (std::size_t i = 0; i < part_.bindings.size(); ++i) checkBinding(part_.bindings[i], i);
        for (const Constraint& constraint : part_.constraints) checkConstraint(constraint);
        for (const Mount& mount : part_.mounts) checkExchange(mount.needs, mount.gives, mount.place);
        if (part_.attach) checkExchange(part_.attach->needs, part_.attach->gives, part_.attach->place);
        checkSlots();
    }

  private:
    void complain(const char* code, std::string place, std::string problem, std::string remedy = {}) const {
        complain_(code, Error({.file = part_.model->file,
                               .place = std::move(place),
                               .problem = std::move(problem),
                               .remedy = std::move(remedy)}));
    }

    void checkExpression(const Expression& expression, const std::string& place, bool inInstance) const {
        for (const std::string& name : expression.names()) {
            const auto& own = instanceVariables();
            if (inScope_.count(name) > 0) continue;
            if (std::find(own.begin(), own.end(), name) != own.end()) {
                if (!inInstance) complain("VITRINE_NAME", place, "\"" + name + "\" exists only inside a repeat");
                continue;
            }
            complain("VITRINE_NAME", place, "\"" + name + "\" is not in scope",
                     fmt::format("one of {}", fmt::join(inScope_, ", ")));
        }
        for (const std::string& function : expression.functions())
            if (std::none_of(part_.seats.begin(), part_.seats.end(),
                             [&](const Seat& seat) { return seat.id + "_r" == function; }))
                complain("VITRINE_NAME", place, "no seat gives the function \"" + function + "\"");
    }

    void checkTwice(std::set<std::string>& seen, const std::string& name, const std::string& place) const {
        if (!seen.insert(name).second)
            complain("VITRINE_NAME", place, "the name \"" + name + "\" stands for two things");
    }

    void checkNames() const {
        std::set<std::string> seen(instanceVariables().begin(), instanceVariables().end());
        seen.insert("finger_radius");
        for (const Seat& seat : part_.seats) {
            for (const std::string& variable : stoneVariables()) checkTwice(seen, seat.id + "_" + variable, seat.place);
            checkTwice(seen, seat.id + "_r", seat.place);
        }
        for (const Parameter& parameter : part_.parameters) checkTwice(seen, parameter.name, parameter.place + "/name");
        for (const Mount& mount : part_.mounts)
            for (const auto& [name, need] : mount.needs) checkTwice(seen, mount.id + "_" + name, need.place);
        if (part_.attach)
            for (const auto& [name, need] : part_.attach->needs) checkTwice(seen, "host_" + name, need.place);
    }

    void checkSeatsAndRepeats() const {
        for (const Seat& seat : part_.seats) {
            for (const auto* range : {&seat.length, &seat.width, &seat.ratio})
                for (const Expression& end : *range) checkExpression(end, seat.place, false);
            if (!seat.turn.empty() && inScope_.count(seat.turn) == 0)
                complain("VITRINE_NODE", seat.place + "/turn", "\"" + seat.turn + "\" is no parameter");
        }
        for (const Repeat& repeat : part_.repeats) {
            if (repeat.count) {
                checkExpression(*repeat.count, repeat.place + "/over", false);
                continue;
            }
            const auto seat = std::find_if(part_.seats.begin(), part_.seats.end(),
                                           [&](const Seat& s) { return s.id == repeat.seat; });
            if (seat == part_.seats.end())
                complain("VITRINE_NODE", repeat.place + "/over", "no seat is called \"" + repeat.seat + "\"");
            else if (part_.model->nodes[static_cast<std::size_t>(repeat.node)].parent != seat->node)
                complain("VITRINE_NODE", repeat.place, "what repeats over the stations of a seat is not its child",
                         "make the node a child of the seat's node");
        }
    }

    void checkBinding(const Binding& binding, std::size_t index) const {
        int node = -1;
        for (std::size_t i = 0; i < part_.model->nodes.size(); ++i) {
            if (part_.model->nodes[i].name != binding.nodeName || part_.nodes[i].preview) continue;
            if (node >= 0) complain("VITRINE_BINDING", binding.place + "/node", "two nodes have this name");
            node = static_cast<int>(i);
        }
        if (node < 0) {
            complain("VITRINE_BINDING", binding.place + "/node", "no node is called \"" + binding.nodeName + "\"");
            return;
        }
        for (std::size_t i = 0; i < index; ++i)
            if (part_.bindings[i].nodeName == binding.nodeName)
                complain("VITRINE_BINDING", binding.place + "/node", "the node has two bindings", "put them into one");
        checkMorph(binding, node);
        const bool inInstance = part_.nodes[static_cast<std::size_t>(node)].insideRepeat;
        for (const auto* triple : {&binding.translation, &binding.rotation, &binding.scale})
            if (*triple)
                for (const Expression& expression : **triple) checkExpression(expression, binding.place, inInstance);
        if (binding.visible) checkExpression(*binding.visible, binding.place + "/visible", inInstance);
    }

    void checkMorph(const Binding& binding, int node) const {
        std::set<std::string> targets;
        if (const int mesh = part_.model->nodes[static_cast<std::size_t>(node)].mesh; mesh >= 0)
            for (const Primitive& primitive : part_.model->meshes[static_cast<std::size_t>(mesh)].primitives)
                for (const MorphTarget& target : primitive.targets) targets.insert(target.name);
        for (const auto& [target, weight] : binding.morph) {
            const std::string place = binding.place + "/morph/" + target;
            if (targets.count(target) == 0)
                complain("VITRINE_BINDING", place, "the node's mesh has no such morph target",
                         fmt::format("one of {}", fmt::join(targets, ", ")));
            checkExpression(weight, place, part_.nodes[static_cast<std::size_t>(node)].insideRepeat);
        }
    }

    void checkConstraint(const Constraint& constraint) const {
        checkExpression(constraint.that, constraint.place + "/that", false);
        for (const auto& [parameter, value] : constraint.fix) {
            if (std::none_of(part_.parameters.begin(), part_.parameters.end(),
                             [&name = parameter](const Parameter& p) { return p.name == name; }))
                complain("VITRINE_CONSTRAINT", constraint.place + "/fix", "\"" + parameter + "\" is no parameter");
            checkExpression(value, constraint.place + "/fix/" + parameter, false);
        }
    }

    void checkExchange(const std::map<std::string, Need>& needs, const std::map<std::string, Expression>& gives,
                       const std::string& place) const {
        for (const auto& [name, need] : needs) {
            checkExpression(need.usual, need.place + "/default", false);
            if (need.least) checkExpression(*need.least, need.place + "/min", false);
            if (need.greatest) checkExpression(*need.greatest, need.place + "/max", false);
        }
        for (const auto& [name, value] : gives) checkExpression(value, place + "/gives/" + name, false);
    }

    void checkSlots() const {
        for (std::size_t i = 0; i < part_.nodes.size(); ++i) {
            const int mesh = part_.model->nodes[i].mesh;
            if (part_.nodes[i].visible)
                checkExpression(*part_.nodes[i].visible, fmt::format("/nodes/{}/extras/vitrine/visible", i),
                                part_.nodes[i].insideRepeat);
            if (mesh < 0 || part_.nodes[i].preview || !part_.nodes[i].slot.empty()) continue;
            for (const Primitive& primitive : part_.model->meshes[static_cast<std::size_t>(mesh)].primitives)
                if (primitive.material < 0 ||
                    part_.slotOfMaterial[static_cast<std::size_t>(primitive.material)].empty())
                    complain("VITRINE_NODE", fmt::format("/nodes/{}", i), "the mesh has no slot to take its metal from",
                             "\"slot\" on the node, an ancestor or the material, or \"preview\": true");
        }
    }

    const Part& part_;
    const Complain& complain_;
    const std::set<std::string> inScope_;
};

} // namespace

std::set<std::string> namesInScope(const Part& part) {
    std::set<std::string> names = {"finger_radius"};
    for (const Parameter& parameter : part.parameters) names.insert(parameter.name);
    for (const Seat& seat : part.seats)
        for (const std::string& variable : stoneVariables()) names.insert(seat.id + "_" + variable);
    for (const Mount& mount : part.mounts)
        for (const auto& [name, unused] : mount.needs) names.insert(mount.id + "_" + name);
    if (part.attach)
        for (const auto& [name, unused] : part.attach->needs) names.insert("host_" + name);
    return names;
}

void checkReferences(const Part& part, const Complain& complain) {
    References(part, complain).check();
}

} // namespace vitrine::part
