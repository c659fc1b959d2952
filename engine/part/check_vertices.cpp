#include "part/inspect.h"
#include "part/semantic.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <limits>
#include <map>
#include <set>

namespace vitrine::part {
namespace {

// Khronos's validator allows this deviation of a normal's length from 1, which 8-bit storage needs.
constexpr double kNormalTolerance = 0.00674;

std::optional<std::vector<double>> normalizedComponents(const Document& document, int index) {
    const Accessor& accessor = document.accessors[index];
    if (accessor.view < 0 && !accessor.sparse) return std::nullopt;
    auto values = components(document, accessor);
    if (values && accessor.normalized)
        for (double& value : *values) value = normalizedValue(value, accessor.component);
    return values;
}

void checkUnit(const std::vector<double>& values, std::size_t width, const std::string& pointer, Issues& issues) {
    for (std::size_t i = 0; i + width <= values.size(); i += width) {
        const double length = std::hypot(values[i], values[i + 1], values[i + 2]);
        if (std::abs(length - 1.0) > kNormalTolerance)
            return issues.error(
                "ACCESSOR_VECTOR3_NON_UNIT", pointer,
                fmt::format("vector {} has the length {:.4g}; its length must be 1", i / width, length));
    }
}

void checkSigns(const std::vector<double>& tangents, const std::string& pointer, Issues& issues) {
    for (std::size_t i = 3; i < tangents.size(); i += 4)
        if (tangents[i] != 1.0 && tangents[i] != -1.0)
            return issues.error("ACCESSOR_INVALID_SIGN", pointer,
                                fmt::format("tangent {} has the sign {}; it is 1 or -1", i / 4, tangents[i]));
}

void checkClamped(const std::vector<double>& values, std::size_t width, const std::string& pointer, Issues& issues) {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!(values[i] >= 0.0 && values[i] <= 1.0))
            return issues.error("ACCESSOR_NON_CLAMPED", pointer,
                                fmt::format("element {} has {}; colours lie between 0 and 1", i / width, values[i]));
}

/// The values of one attribute, by what its name promises.
void checkAttributeValues(const Document& document, const std::string& key, int index, const std::string& pointer,
                          Issues& issues) {
    const Accessor& accessor = document.accessors[index];
    const Semantic semantic = parseSemantic(key);
    const bool isColor = semantic.base == "COLOR" && accessor.component == Component::f32;
    const bool isNormal = key == "NORMAL" && accessor.components == 3,
               isTangent = key == "TANGENT" && accessor.components == 4;
    if (!isColor && !isNormal && !isTangent) return;
    const auto values = normalizedComponents(document, index);
    if (!values) return;
    if (isNormal || isTangent) checkUnit(*values, isNormal ? 3 : 4, pointer, issues);
    if (isTangent) checkSigns(*values, pointer, issues);
    if (isColor) checkClamped(*values, static_cast<std::size_t>(accessor.components), pointer, issues);
}

/// What the values of an index accessor say, found once however many primitives share it.
struct IndexFacts {
    double greatest = -1.0;
    std::size_t greatestAt = 0;
    std::optional<std::size_t> restartAt;
};

class IndexCheck {
  public:
    explicit IndexCheck(const Document& document) : document_(document) {}

    void operator()(const Json& primitive, const std::string& pointer, Issues& issues) {
        const int index = indexMember(primitive, "indices", document_.accessors.size());
        const int position = indexMember(member(primitive, "attributes"), "POSITION", document_.accessors.size());
        if (index < 0) return;
        const IndexFacts& facts = factsOf(index);
        if (facts.restartAt)
            issues.error(
                "ACCESSOR_INDEX_PRIMITIVE_RESTART", pointer,
                fmt::format("index {} is {}, which means primitive restart", *facts.restartAt, restartValue(index)));
        else if (position >= 0 && facts.greatest >= static_cast<double>(document_.accessors[position].count))
            issues.error("ACCESSOR_INDEX_OOB", pointer,
                         fmt::format("index {} is vertex {} of {}", facts.greatestAt, facts.greatest,
                                     document_.accessors[position].count));
    }

  private:
    double restartValue(int index) const {
        switch (document_.accessors[index].component) {
        case Component::u8:
            return 255.0;
        case Component::u16:
            return 65535.0;
        default:
            return 4294967295.0;
        }
    }

    const IndexFacts& factsOf(int index) {
        const auto [place, isNew] = known_.emplace(index, IndexFacts{});
        IndexFacts& facts = place->second;
        const auto values = isNew ? components(document_, document_.accessors[index]) : std::nullopt;
        if (!values) return facts;
        for (std::size_t i = 0; i < values->size(); ++i) {
            if ((*values)[i] == restartValue(index) && !facts.restartAt) facts.restartAt = i;
            if ((*values)[i] <= facts.greatest) continue;
            facts.greatest = (*values)[i];
            facts.greatestAt = i;
        }
        return facts;
    }

    const Document& document_;
    std::map<int, IndexFacts> known_;
};

/// The least number of joints of the skins that move each mesh; absent for a mesh without a skin.
std::map<int, std::size_t> jointCounts(const Document& document) {
    std::map<int, std::size_t> counts;
    const Json& skins = arrayMember(document.json, "skins");
    for (const Json& node : arrayMember(document.json, "nodes")) {
        const int mesh = indexMember(node, "mesh", arrayMember(document.json, "meshes").size());
        const int skin = indexMember(node, "skin", skins.size());
        if (mesh < 0 || skin < 0) continue;
        const std::size_t joints = arrayMember(skins[skin], "joints").size();
        const auto [place, isNew] = counts.emplace(mesh, joints);
        if (!isNew) place->second = std::min(place->second, joints);
    }
    return counts;
}

/// The joints and weights of one vertex of a primitive, all sets in a row.
struct Influences {
    std::vector<std::vector<double>> joints, weights; ///< a set each, four a vertex
};

/// Numbers in all JOINTS and WEIGHTS of a primitive.
std::uint64_t influenceCost(const Document& document, const Json& attributes) {
    std::uint64_t cost = 0;
    for (const auto& [key, unused] : attributes.items()) {
        const std::string base = parseSemantic(key).base;
        const int index = indexMember(attributes, key.c_str(), document.accessors.size());
        if (index >= 0 && (base == "JOINTS" || base == "WEIGHTS")) cost += document.accessors[index].count * 4;
    }
    return cost;
}

Influences readInfluences(const Document& document, const Json& attributes) {
    Influences influences;
    for (int set = 0;; ++set) {
        const int joints = indexMember(attributes, fmt::format("JOINTS_{}", set).c_str(), document.accessors.size());
        const int weights = indexMember(attributes, fmt::format("WEIGHTS_{}", set).c_str(), document.accessors.size());
        if (joints < 0 || weights < 0) return influences;
        auto jointValues = normalizedComponents(document, joints),
             weightValues = normalizedComponents(document, weights);
        if (!jointValues || !weightValues || jointValues->size() != weightValues->size() ||
            document.accessors[joints].components != 4)
            return influences;
        if (set > 0 && jointValues->size() != influences.joints[0].size()) return influences;
        influences.joints.push_back(std::move(*jointValues));
        influences.weights.push_back(std::move(*weightValues));
    }
}

/// The first fault of each kind, by issue code.
using Faults = std::map<std::string, std::string>;

void findFaults(const Influences& all, std::size_t vertex, std::size_t jointCount, Faults& faults) {
    double sum = 0.0;
    int nonZero = 0;
    std::set<double> used;
    for (std::size_t set = 0; set < all.joints.size(); ++set)
        for (std::size_t i = 4 * vertex; i < 4 * vertex + 4; ++i) {
            const double joint = all.joints[set][i], weight = all.weights[set][i];
            if (joint >= static_cast<double>(jointCount))
                faults.emplace("ACCESSOR_JOINTS_INDEX_OOB",
                               fmt::format("vertex {} uses joint {} of {}", vertex, joint, jointCount));
            if (weight < 0.0)
                faults.emplace("ACCESSOR_WEIGHTS_NEGATIVE", fmt::format("vertex {} has the weight {}", vertex, weight));
            if (weight != 0.0 && !used.insert(joint).second)
                faults.emplace("ACCESSOR_JOINTS_INDEX_DUPLICATE",
                               fmt::format("vertex {} uses joint {} twice", vertex, joint));
            sum += std::max(weight, 0.0);
            nonZero += weight != 0.0;
        }
    // The specification's threshold for single precision.
    if (std::abs(sum - 1.0) > 2e-7 * std::max(nonZero, 1))
        faults.emplace("ACCESSOR_WEIGHTS_NON_NORMALIZED",
                       fmt::format("the weights of vertex {} sum to {}", vertex, sum));
}

void checkInfluences(const Document& document, const Json& attributes, std::size_t jointCount,
                     const std::string& pointer, Issues& issues) {
    const Influences all = readInfluences(document, attributes);
    if (all.joints.empty()) return;
    Faults faults;
    for (std::size_t vertex = 0; vertex < all.joints[0].size() / 4; ++vertex)
        findFaults(all, vertex, jointCount, faults);
    for (const auto& [code, message] : faults) issues.error(code, pointer, message);
}

} // namespace

void checkVertices(const Document& document, Issues& issues) {
    IndexCheck checkIndices(document);
    std::set<std::pair<int, std::string>> seen;                   // accessors whose values were looked at under a name
    std::uint64_t influencesLeft = document.limits.maxComponents; // any number of primitives may share them
    const auto joints = jointCounts(document);
    const Json& meshes = arrayMember(document.json, "meshes");
    for (std::size_t m = 0; m < meshes.size(); ++m) {
        const Json& primitives = arrayMember(meshes[m], "primitives");
        const auto found = joints.find(static_cast<int>(m));
        // Without a skin any joint may be meant.
        const std::size_t jointCount = found == joints.end() ? std::numeric_limits<std::size_t>::max() : found->second;
        for (std::size_t p = 0; p < primitives.size(); ++p) {
            const std::string pointer = fmt::format("/meshes/{}/primitives/{}", m, p);
            const Json& attributes = member(primitives[p], "attributes");
            if (!attributes.is_object()) continue;
            for (const auto& [key, unused] : attributes.items()) {
                const int index = indexMember(attributes, key.c_str(), document.accessors.size());
                if (index >= 0 && seen.emplace(index, parseSemantic(key).base).second)
                    checkAttributeValues(document, key, index, under(pointer + "/attributes", key), issues);
            }
            checkIndices(primitives[p], pointer + "/indices", issues);
            if (!attributes.contains("JOINTS_0")) continue;
            const std::uint64_t cost = influenceCost(document, attributes);
            if (cost > influencesLeft)
                return issues.error("LIMIT_EXCEEDED", pointer, "too many joints and weights to look at");
            influencesLeft -= cost;
            checkInfluences(document, attributes, jointCount, pointer + "/attributes", issues);
        }
    }
}

} // namespace vitrine::part
