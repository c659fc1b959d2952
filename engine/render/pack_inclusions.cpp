#include "render/pack_inclusions.h"

#include "render/pack_words.h"

namespace vitrine::render {

std::uint32_t appendInclusions(std::vector<glm::uvec4>& texels, const std::vector<gem::Inclusion>& inclusions,
                               double unit_mm) {
    if (inclusions.empty()) return 0;
    const std::size_t list = texels.size();
    texels.emplace_back(0u);
    for (const auto kind : {gem::Inclusion::Kind::grain, gem::Inclusion::Kind::feather})
        for (const gem::Inclusion& each : inclusions) {
            if (each.kind != kind) continue;
            const bool grain = kind == gem::Inclusion::Kind::grain;
            texels.push_back(bits(glm::vec3(each.centre / unit_mm), static_cast<float>(each.radius_mm / unit_mm)));
            texels.push_back(grain ? bits(glm::vec3(0.0f), static_cast<float>(each.albedo))
                                   : bits(glm::vec3(each.normal), static_cast<float>(each.phase)));
            ++(grain ? texels[list].x : texels[list].y);
        }
    return static_cast<std::uint32_t>(list);
}

} // namespace vitrine::render
