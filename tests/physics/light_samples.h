#pragma once
#include "shared/cpp.h"

#include <vector>

namespace vitrine::physics {

/// Cards before an even dome, drawn from and looked at as the still's kernels do (still/light.glsl) but for where the
/// records of the cards are read.
struct LightSamples {
    std::vector<shared64::Light> cards;
    double farShare = 0.0; ///< of the samples go to the dome

    glm::dvec3 draw(const glm::dvec3& o, double choice, const glm::dvec2& place) const {
        shared64::LightChoice chosen = shared64::startChoice(choice, farShare);
        for (std::size_t i = 0; i < cards.size(); ++i)
            chosen = shared64::passLight(chosen, static_cast<std::uint32_t>(i), cards[i].chance);
        return shared64::choosesFar(choice, farShare) ? shared64::evenDirection(place)
                                                      : shared64::sampleLight(cards[chosen.light], o, place);
    }

    double pdf(const glm::dvec3& o, const glm::dvec3& d) const {
        double sum = farShare * 0.25 / kPi;
        for (const shared64::Light& card : cards) {
            const shared64::LightHit met = shared64::meetLight(card, o, d);
            if (met.hit && met.front) sum += shared64::lightPdf(card, 1.0 - farShare, met);
        }
        return sum;
    }
};

/// A rectangle overhead, an ellipse and a ring at the sides, the last of them partly under the horizon, where Z is up;
/// all face the origin's neighbourhood, and two overlap as seen from there.
inline LightSamples cardsOfEveryShape() {
    const auto card = [](const glm::dvec3& centre, double chance, double halfU, double halfV, bool round,
                         double inner) {
        const glm::dvec3 n = -glm::normalize(centre), u = glm::normalize(glm::cross(n, glm::dvec3(0.3, -0.8, 0.5)));
        return shared64::Light{.centre = centre,
                               .chance = chance,
                               .axisU = u,
                               .halfU = halfU,
                               .round = round,
                               .axisV = glm::cross(n, u),
                               .halfV = halfV,
                               .radiance = glm::dvec3(1.0),
                               .packed = std::floor(inner * shared64::kLightPack) + 0.3};
    };
    return {{card({40.0, -30.0, 300.0}, 0.5, 160.0, 110.0, false, 0.0),
             card({260.0, 120.0, 180.0}, 0.3, 90.0, 150.0, true, 0.0),
             card({-220.0, 160.0, 40.0}, 0.2, 170.0, 140.0, true, 0.6)},
            0.2};
}

} // namespace vitrine::physics
