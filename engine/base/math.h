#pragma once
// The vector types of the project. Double precision on the CPU unless a value is on its way to the GPU.
#include <glm/glm.hpp>
#include <glm/gtc/constants.hpp>
#include <glm/gtc/quaternion.hpp>

namespace vitrine {

inline constexpr double kPi = 3.14159265358979323846;

constexpr double radians(double degrees) {
    return degrees * (kPi / 180.0);
}
constexpr double degrees(double radians) {
    return radians * (180.0 / kPi);
}

} // namespace vitrine
