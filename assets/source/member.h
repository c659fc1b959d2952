#pragma once
#include "base/json.h"
#include "source/glb.h"

#include <string>

namespace vitrine::source {

/// One value of a shape with its formula as text, for the file. The same formulas stand in C++ beside them, and a test
/// holds the two together at random settings.
template <class Shape>
struct Member {
    const char* name;
    double Shape::*value;
    const char* expression;
};

/// The surface of the usual shape with a shape key for each member.
template <class Shape, std::size_t N, class Make>
ShapedSurface shaped(const char* name, const Shape& usual, const Member<Shape> (&members)[N], Make make) {
    ShapedSurface surface{.name = name, .surface = make(usual)};
    for (const Member<Shape>& member : members) {
        Shape moved = usual;
        moved.*member.value += 1.0;
        surface.keys.push_back({member.name, make(moved)});
    }
    return surface;
}

/// Weights are the distance from the shape in the file.
template <class Shape, std::size_t N>
Json morphWeights(const Shape& usual, const Member<Shape> (&members)[N]) {
    Json weights = Json::object();
    for (const Member<Shape>& member : members)
        weights[member.name] = std::string(member.expression) + "-(" + Json(usual.*member.value).dump() + ")";
    return weights;
}

} // namespace vitrine::source
