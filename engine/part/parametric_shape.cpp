#include "part/parametric_shape.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <glm/gtc/matrix_transform.hpp>

namespace vitrine::part {
namespace {

constexpr double kMaxInstances = 4096.0; // of one repeat
constexpr int kMaxPlacedNodes = 65536;   // in all: repeats inside repeats multiply

using Own = std::map<std::string, double>;

struct InstancePlace {
    glm::dmat4 parentFromInstance{1.0};
    Own variables;
};

// Origin on the girdle, +X outward, +Y up.
glm::dmat4 stationFrame(double radius_mm, double azimuth_deg) {
    const double a = radians(azimuth_deg);
    const glm::dvec3 outward(std::sin(a), 0.0, std::cos(a)), up(0.0, 1.0, 0.0);
    return {glm::dvec4(outward, 0.0), glm::dvec4(up, 0.0), glm::dvec4(glm::cross(outward, up), 0.0),
            glm::dvec4(outward * radius_mm, 1.0)};
}

std::vector<InstancePlace> countedPlaces(double count) {
    std::vector<InstancePlace> places;
    for (int i = 0; i < static_cast<int>(count); ++i)
        places.push_back({.variables = {{"i", i},
                                        {"n", count},
                                        {"s", count > 1.0 ? i / (count - 1.0) : 0.0},
                                        {"a", 360.0 * i / count},
                                        {"corner", 180.0},
                                        {"d_prev", 0.0},
                                        {"d_next", 0.0},
                                        {"gap", 0.0}}});
    return places;
}

std::vector<InstancePlace> stationPlaces(const std::vector<Station>& stations,
                                         const std::function<double(double)>& radius) {
    std::vector<InstancePlace> places;
    for (const Station& station : stations)
        places.push_back({.parentFromInstance = stationFrame(radius(station.azimuth_deg), station.azimuth_deg)});
    const std::size_t n = places.size();
    const auto chord = [&](std::size_t i, std::size_t j) {
        return glm::distance(places[i].parentFromInstance[3], places[j].parentFromInstance[3]);
    };
    for (std::size_t i = 0; i < n; ++i)
        places[i].variables = {{"i", static_cast<double>(i)},          {"n", static_cast<double>(n)},
                               {"s", stations[i].azimuth_deg / 360.0}, {"a", stations[i].azimuth_deg},
                               {"corner", stations[i].corner_deg},     {"d_prev", chord((i + n - 1) % n, i)},
                               {"d_next", chord(i, (i + 1) % n)},      {"gap", 0.0}};
    return places;
}

class Walk {
  public:
    Walk(const PartChoice& choice, const ValueGraph& values, const StationsBySeat& stations)
        : choice_(choice), part_(*choice.part), model_(*choice.part->model), scope_(values, choice.scope),
          stations_(stations) {}

    Shape run() {
        for (const int root : model_.roots) visit(root, glm::dmat4(1.0), {});
        return std::move(shape_);
    }

  private:
    double evaluate(const Expression& expression, const GraphScope& scope, const std::string& what,
                    const std::string& place) const {
        return finite(expression.evaluate(scope), what, model_.file, place);
    }

    std::vector<InstancePlace> placesOf(const Repeat& repeat, const GraphScope& scope) const {
        if (repeat.count) {
            const double count = std::floor(evaluate(*repeat.count, scope, "the count", repeat.place) + 1e-6);
            if (count < 0.0 || count > kMaxInstances)
                throw Error({.file = model_.file,
                             .place = repeat.place + "/over",
                             .problem = fmt::format("{} instances", count),
                             .remedy = fmt::format("from 0 to {}", kMaxInstances)});
            return countedPlaces(count);
        }
        const auto found = stations_.find(repeat.seat + "/" + repeat.pattern);
        if (found == stations_.end())
            throw Error({.file = model_.file,
                         .place = repeat.place + "/over",
                         .problem = fmt::format("the cut in the seat \"{}\" has no stations \"{}\"", repeat.seat,
                                                repeat.pattern)});
        return stationPlaces(found->second, choice_.stones.at(repeat.seat).radius);
    }

    void visit(int index, const glm::dmat4& partFromParent, const Own& own) {
        const NodeRole& role = part_.nodes[static_cast<std::size_t>(index)];
        if (role.preview) return;
        if (role.repeat < 0) return place(index, partFromParent, std::nullopt, own);
        const Repeat& repeat = part_.repeats[static_cast<std::size_t>(role.repeat)];
        for (InstancePlace& instance : placesOf(repeat, scope_.with(own))) {
            // The frame of a station stands in for the node's own place in the file, which is that of one instance.
            const bool hasFrame = !repeat.count.has_value();
            place(index, hasFrame ? partFromParent * instance.parentFromInstance : partFromParent,
                  hasFrame ? std::optional(Node{}) : std::nullopt, instance.variables);
        }
    }

    void place(int index, const glm::dmat4& partFromParent, const std::optional<Node>& frame, const Own& own) {
        if (++placed_ > kMaxPlacedNodes)
            throw Error({.file = model_.file,
                         .problem = fmt::format("repeats inside repeats make over {} nodes", kMaxPlacedNodes),
                         .remedy = "fewer instances"});
        const Node& node = model_.nodes[static_cast<std::size_t>(index)];
        const NodeRole& role = part_.nodes[static_cast<std::size_t>(index)];
        const Binding* binding = role.binding < 0 ? nullptr : &part_.bindings[static_cast<std::size_t>(role.binding)];
        const GraphScope scope = scope_.with(own);
        if (role.visible && evaluate(*role.visible, scope, "\"visible\" of " + node.name, {}) == 0.0) return;
        if (binding && binding->visible && evaluate(*binding->visible, scope, "visibility", binding->place) == 0.0)
            return;

        const Node& usual = frame ? *frame : node;
        Node placed;
        placed.translation = usual.translation;
        placed.rotation = usual.rotation;
        placed.scale = usual.scale;
        if (binding) drive(placed, *binding, scope);
        const glm::dmat4 partFromNode = partFromParent * placed.parentFromNode();
        note(index, partFromNode);
        if (node.mesh >= 0) addMeshes(node, role, binding, scope, partFromNode);
        for (const int child : node.children) visit(child, partFromNode, own);
    }

    void drive(Node& node, const Binding& binding, const GraphScope& scope) const {
        const auto triple = [&](const std::array<Expression, 3>& e, const char* key) {
            const std::string what = fmt::format("the {} of \"{}\"", key, binding.nodeName);
            const std::string place = binding.place + "/" + key;
            return glm::dvec3(evaluate(e[0], scope, what, place), evaluate(e[1], scope, what, place),
                              evaluate(e[2], scope, what, place));
        };
        if (binding.translation) node.translation = triple(*binding.translation, "translation");
        if (binding.scale) node.scale = triple(*binding.scale, "scale");
        if (!binding.rotation) return;
        const glm::dvec3 angles = glm::radians(triple(*binding.rotation, "rotation"));
        node.rotation = glm::angleAxis(angles.z, glm::dvec3(0, 0, 1)) * glm::angleAxis(angles.y, glm::dvec3(0, 1, 0)) *
                        glm::angleAxis(angles.x, glm::dvec3(1, 0, 0));
    }

    void note(int index, const glm::dmat4& partFromNode) {
        for (const Seat& seat : part_.seats)
            if (seat.node == index) {
                const double turn_deg = seat.turn.empty() ? 0.0 : scope_.value(seat.turn);
                shape_.partFromSeat[seat.id] = glm::rotate(partFromNode, radians(turn_deg), glm::dvec3(0.0, 1.0, 0.0));
            }
        for (const Mount& mount : part_.mounts)
            if (mount.node == index) shape_.partFromMount[mount.id] = partFromNode;
        if (part_.attach && part_.attach->node == index) shape_.partFromAttach = partFromNode;
    }

    void addMeshes(const Node& node, const NodeRole& role, const Binding* binding, const GraphScope& scope,
                   const glm::dmat4& partFromNode) {
        const Mesh& mesh = model_.meshes[static_cast<std::size_t>(node.mesh)];
        const std::vector<double>& usual = node.weights.empty() ? mesh.weights : node.weights;
        for (std::size_t p = 0; p < mesh.primitives.size(); ++p) {
            const Primitive& primitive = mesh.primitives[p];
            if (primitive.kind != Primitive::Kind::triangles) continue;
            std::vector<double> weights(primitive.targets.size(), 0.0);
            std::copy_n(usual.begin(), std::min(usual.size(), weights.size()), weights.begin());
            if (binding)
                for (std::size_t t = 0; t < weights.size(); ++t)
                    if (const auto driven = binding->morph.find(primitive.targets[t].name);
                        driven != binding->morph.end())
                        weights[t] = evaluate(driven->second, scope, "the weight of \"" + driven->first + "\"",
                                              binding->place + "/morph/" + driven->first);
            const std::string own =
                primitive.material < 0 ? "" : part_.slotOfMaterial[static_cast<std::size_t>(primitive.material)];
            shape_.meshes.push_back({.mesh = node.mesh,
                                     .primitive = static_cast<int>(p),
                                     .weights = std::move(weights),
                                     .slot = own.empty() ? role.slot : own,
                                     .partFromMesh = partFromNode});
        }
    }

    const PartChoice& choice_;
    const Part& part_;
    const Model& model_;
    const GraphScope scope_;
    const StationsBySeat& stations_;
    Shape shape_;
    int placed_ = 0;
};

} // namespace

Shape shapePart(const PartChoice& choice, const ValueGraph& values, const StationsBySeat& stations) {
    return Walk(choice, values, stations).run();
}

} // namespace vitrine::part
