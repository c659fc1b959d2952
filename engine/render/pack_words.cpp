#include "render/pack_words.h"

#include <algorithm>

namespace vitrine::render {
namespace {

std::uint32_t signedShort(float v) {
    return static_cast<std::uint32_t>(
        static_cast<std::uint16_t>(static_cast<std::int16_t>(std::lround(std::clamp(v, -1.0f, 1.0f) * 32767.0f))));
}

} // namespace

std::array<glm::uvec4, 2> domeTexels(const gem::Cabochon& c, double width) {
    const glm::vec3 half(width * glm::dvec3(0.5, c.dome, 0.5 * c.length));
    const auto sized = [&](double share) { return static_cast<float>(share * width); };
    return {bits(half, sized(0.5 * c.girdle)), bits(sized(c.base), 0.0f, 0.0f, 0.0f)};
}

std::uint32_t packNormal(glm::vec3 n) {
    n /= std::max(std::abs(n.x) + std::abs(n.y) + std::abs(n.z), 1e-20f);
    glm::vec2 p(n.x, n.y);
    if (n.z < 0.0f)
        p = {(1.0f - std::abs(n.y)) * (n.x >= 0.0f ? 1.0f : -1.0f),
             (1.0f - std::abs(n.x)) * (n.y >= 0.0f ? 1.0f : -1.0f)};
    return signedShort(p.x) | signedShort(p.y) << 16;
}

} // namespace vitrine::render
