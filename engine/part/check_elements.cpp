#include "part/inspect.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <limits>

namespace vitrine::part {
namespace {

/// Whether a declared bound can be a value of the component type at all.
bool isOfType(double value, Component component) {
    const auto within = [&](double least, double most) {
        return value >= least && value <= most && value == std::floor(value);
    };
    switch (component) {
    case Component::i8:
        return within(-128, 127);
    case Component::u8:
        return within(0, 255);
    case Component::i16:
        return within(-32768, 32767);
    case Component::u16:
        return within(0, 65535);
    case Component::u32:
        return within(0, 4294967295.0);
    default:
        return true;
    }
}

/// The declared bounds `key` ("min" or "max"), one a component; nothing after an issue, or when there are none.
std::optional<std::vector<double>> declaredBounds(const Json& json, const char* key, const Accessor& accessor,
                                                  const std::string& pointer, Issues& issues) {
    const Json& list = member(json, key);
    if (!list.is_array() || accessor.components == 0 || accessor.component == Component::none) return std::nullopt;
    if (list.size() != static_cast<std::size_t>(accessor.components)) {
        issues.error("ARRAY_LENGTH_NOT_IN_LIST", under(pointer, key),
                     fmt::format("{} bounds for {} components", list.size(), accessor.components));
        return std::nullopt;
    }
    std::vector<double> bounds;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!list[i].is_number()) return std::nullopt;
        bounds.push_back(list[i].get<double>());
        if (!isOfType(bounds[i], accessor.component)) {
            issues.error("INVALID_GL_VALUE", fmt::format("{}/{}/{}", pointer, key, i),
                         fmt::format("{} is no value of the accessor's component type", bounds[i]));
            return std::nullopt;
        }
        if (accessor.component == Component::f32) bounds[i] = static_cast<float>(bounds[i]);
    }
    return bounds;
}

struct Extent {
    double least = std::numeric_limits<double>::infinity(), most = -std::numeric_limits<double>::infinity();
};

/// Least and greatest value of each component; an error at the first that is not finite.
std::vector<Extent> extents(const std::vector<double>& values, std::size_t width, const std::string& pointer,
                            Issues& issues) {
    std::vector<Extent> extent(width);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double value = values[i];
        if (!std::isfinite(value)) {
            if (wrong++ == 0)
                issues.error("ACCESSOR_INVALID_FLOAT", pointer, fmt::format("element {} is {}", i / width, value));
            continue;
        }
        Extent& of = extent[i % width];
        of.least = std::min(of.least, value);
        of.most = std::max(of.most, value);
    }
    return extent;
}

std::size_t countBeyond(const std::vector<double>& values, std::size_t width, std::size_t component, double bound,
                        bool above) {
    std::size_t count = 0;
    for (std::size_t i = component; i < values.size(); i += width)
        count += above ? values[i] > bound : values[i] < bound;
    return count;
}

void checkBounds(const std::vector<double>& values, const std::vector<double>& bounds,
                 const std::vector<Extent>& extent, bool isMax, const std::string& pointer, Issues& issues) {
    const char *key = isMax ? "max" : "min", *word = isMax ? "MAX" : "MIN";
    for (std::size_t c = 0; c < bounds.size(); ++c) {
        const double actual = isMax ? extent[c].most : extent[c].least;
        if (actual == bounds[c] || !std::isfinite(actual)) continue;
        const std::string place = fmt::format("{}/{}/{}", pointer, key, c);
        issues.error(fmt::format("ACCESSOR_{}_MISMATCH", word), place,
                     fmt::format("{} is declared, the data has {}", bounds[c], actual));
        if (const std::size_t beyond = countBeyond(values, extent.size(), c, bounds[c], isMax); beyond > 0)
            issues.error(fmt::format("ACCESSOR_ELEMENT_OUT_OF_{}_BOUND", word), place,
                         fmt::format("{} elements beyond the declared {}", beyond, bounds[c]));
    }
}

void checkSparseIndices(const Document& document, const Accessor& accessor, const std::string& pointer,
                        Issues& issues) {
    const Accessor::Sparse& sparse = *accessor.sparse;
    Accessor indices{.view = sparse.indexView,
                     .offset = sparse.indexOffset,
                     .count = sparse.count,
                     .component = sparse.indexComponent,
                     .type = "SCALAR",
                     .components = 1,
                     .fits = true};
    const auto values = components(document, indices);
    if (!values) return;
    for (std::size_t i = 0; i < values->size(); ++i) {
        const double index = (*values)[i];
        if (index >= static_cast<double>(accessor.count))
            return issues.error("ACCESSOR_SPARSE_INDEX_OOB", pointer + "/sparse/indices",
                                fmt::format("override {} is for element {} of {}", i, index, accessor.count));
        if (i > 0 && index <= (*values)[i - 1])
            return issues.error("ACCESSOR_SPARSE_INDICES_NON_INCREASING", pointer + "/sparse/indices",
                                fmt::format("override {} is for element {} after {}", i, index, (*values)[i - 1]));
    }
}

} // namespace

void checkElements(const Document& document, Issues& issues) {
    for (std::size_t i = 0; i < document.accessors.size(); ++i) {
        const Accessor& accessor = document.accessors[i];
        const Json& json = document.json["accessors"][i];
        const std::string pointer = fmt::format("/accessors/{}", i);
        const auto least = declaredBounds(json, "min", accessor, pointer, issues);
        const auto most = declaredBounds(json, "max", accessor, pointer, issues);
        if (!accessor.fits || (accessor.view < 0 && !accessor.sparse)) continue;
        if (accessor.sparse) checkSparseIndices(document, accessor, pointer, issues);
        const auto values = components(document, accessor);
        if (!values) continue;
        const auto extent = extents(*values, static_cast<std::size_t>(accessor.components), pointer, issues);
        if (least) checkBounds(*values, *least, extent, false, pointer, issues);
        if (most) checkBounds(*values, *most, extent, true, pointer, issues);
    }
}

} // namespace vitrine::part
