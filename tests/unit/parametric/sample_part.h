#pragma once
#include "part/parametric.h"

#include <memory>

namespace vitrine::part::testing {

/// A small head built in code: one triangle that repeats over the stations of a seat, one that repeats by count, both
/// with a morph target "wide" that moves their second corner by 1 mm along X.
inline Model sampleModel() {
    Primitive triangle{.positions = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}}, .indices = {0, 1, 2}};
    triangle.targets = {{.name = "wide", .positions = {{0, 0, 0}, {1, 0, 0}, {0, 0, 0}}}};
    Model model{.file = "sample.glb"};
    model.meshes = {{.name = "claw", .primitives = {triangle}, .weights = {0.0}}};
    model.nodes = {{.name = "root", .children = {1, 2}},
                   {.name = "seat", .parent = 0, .children = {3}, .translation = {0, 5, 0}},
                   {.name = "bead", .parent = 0, .mesh = 0},
                   {.name = "claw", .parent = 1, .mesh = 0}};
    model.roots = {0};
    model.extras = Json::parse(R"({
        "version": 1, "part": "sample", "kind": "head",
        "parameters": [
            {"name": "wire", "unit": "mm", "min": 0.5, "max": "0.3*centre_width", "step": 0.05, "default": "0.3+0.1*centre_width"},
            {"name": "beads", "unit": "count", "min": 0, "max": 12, "default": 4}
        ],
        "bindings": [
            {"node": "claw", "morph": {"wide": "wire"}, "visible": "i != 2"},
            {"node": "bead", "rotation": ["0", "a", "0"], "morph": {"wide": "s"}}
        ],
        "constraints": [
            {"that": "wire < 1.5", "else": "The claw is too thick", "severity": "warn", "fix": {"wire": "1.4"}}
        ]})");
    model.nodes[0].extras = Json::parse(R"({"attach": {"fits": ["head"], "gives": {"base": "2*wire"},
                                            "needs": {"rise": {"default": 1.5, "min": 1, "max": 3}}}})");
    model.nodes[1].extras = Json::parse(R"({"seat": {"id": "centre", "cuts": ["round-brilliant"], "length": [4, 9],
                                            "width": [4, 9], "ratio": [1, 1.1]}})");
    model.nodes[2].extras = Json::parse(R"({"slot": "head", "repeat": {"over": "count:beads"}})");
    model.nodes[3].extras = Json::parse(R"({"slot": "head", "repeat": {"over": "stations:centre/prong-4"}})");
    return model;
}

inline std::shared_ptr<const Model> share(Model model) {
    return std::make_shared<const Model>(std::move(model));
}

} // namespace vitrine::part::testing
