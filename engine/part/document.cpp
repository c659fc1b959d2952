#include "part/document.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <fmt/core.h>
#include <limits>

namespace vitrine::part {
namespace {

struct Shape {
    const char* name;
    int components, columns;
};
constexpr std::array<Shape, 7> kShapes{{{"SCALAR", 1, 1},
                                        {"VEC2", 2, 1},
                                        {"VEC3", 3, 1},
                                        {"VEC4", 4, 1},
                                        {"MAT2", 4, 2},
                                        {"MAT3", 9, 3},
                                        {"MAT4", 16, 4}}};

const Shape* shapeOf(const std::string& type) {
    const auto found = std::find_if(kShapes.begin(), kShapes.end(), [&](const Shape& s) { return type == s.name; });
    return found == kShapes.end() ? nullptr : &*found;
}

Component componentOf(std::uint64_t value) {
    switch (value) {
    case 5120:
    case 5121:
    case 5122:
    case 5123:
    case 5125:
    case 5126:
        return static_cast<Component>(value);
    default:
        return Component::none;
    }
}

std::uint64_t columnBytes(const Accessor& accessor) {
    const Shape* shape = shapeOf(accessor.type);
    return shape ? static_cast<std::uint64_t>(shape->components / shape->columns * byteSize(accessor.component)) : 0;
}

std::uint64_t columns(const Accessor& accessor) {
    const Shape* shape = shapeOf(accessor.type);
    return shape ? static_cast<std::uint64_t>(shape->columns) : 0;
}

std::uint64_t roundUp4(std::uint64_t bytes) {
    return (bytes + 3) / 4 * 4;
}

template <class T>
double load(const std::uint8_t* at) {
    T value;
    std::memcpy(&value, at, sizeof value);
    return static_cast<double>(value);
}

double loadComponent(const std::uint8_t* at, Component component) {
    static_assert(std::endian::native == std::endian::little, "glTF buffers are little-endian");
    switch (component) {
    case Component::i8:
        return load<std::int8_t>(at);
    case Component::u8:
        return load<std::uint8_t>(at);
    case Component::i16:
        return load<std::int16_t>(at);
    case Component::u16:
        return load<std::uint16_t>(at);
    case Component::u32:
        return load<std::uint32_t>(at);
    case Component::f32:
        return load<float>(at);
    case Component::none:
        break;
    }
    return 0.0;
}

// Where the components of an element lie, told once for all elements of an accessor.
struct ElementLayout {
    explicit ElementLayout(const Accessor& accessor)
        : component(accessor.component), columns(vitrine::part::columns(accessor)),
          rows(accessor.components / std::max<std::uint64_t>(columns, 1)),
          pitch(columns > 1 ? roundUp4(columnBytes(accessor)) : columnBytes(accessor)),
          size(static_cast<std::uint64_t>(byteSize(accessor.component))) {}
    Component component;
    std::uint64_t columns, rows, pitch, size;
};

void loadElement(const std::uint8_t* at, const ElementLayout& layout, double* out) {
    for (std::uint64_t column = 0; column < layout.columns; ++column)
        for (std::uint64_t row = 0; row < layout.rows; ++row)
            *out++ = loadComponent(at + column * layout.pitch + row * layout.size, layout.component);
}

std::optional<std::uint64_t> wholeNumber(const Json& value) {
    if (!value.is_number()) return std::nullopt;
    const double number = value.get<double>();
    // Beyond 2^53 the schema complains; below it sums and products of the checks cannot overflow.
    if (!(number >= 0.0 && number <= 9007199254740992.0 && number == std::floor(number))) return std::nullopt;
    return static_cast<std::uint64_t>(number);
}

Accessor::Sparse readSparse(const Json& json, std::size_t views) {
    const Json& indices = member(json, "indices");
    const Json& values = member(json, "values");
    return {.count = countMember(json, "count"),
            .indexView = indexMember(indices, "bufferView", views),
            .valueView = indexMember(values, "bufferView", views),
            .indexOffset = countMember(indices, "byteOffset"),
            .valueOffset = countMember(values, "byteOffset"),
            .indexComponent = componentOf(countMember(indices, "componentType"))};
}

Accessor readAccessor(const Json& json, std::size_t views) {
    Accessor accessor{.view = indexMember(json, "bufferView", views),
                      .offset = countMember(json, "byteOffset"),
                      .count = countMember(json, "count"),
                      .component = componentOf(countMember(json, "componentType")),
                      .normalized = boolMember(json, "normalized"),
                      .hasBounds = member(json, "min").is_array() && member(json, "max").is_array()};
    const std::string type = stringMember(json, "type");
    if (const Shape* shape = shapeOf(type)) {
        accessor.type = type;
        accessor.components = shape->components;
    }
    if (const Json& sparse = member(json, "sparse"); sparse.is_object()) accessor.sparse = readSparse(sparse, views);
    return accessor;
}

/// Puts the sparse values over the base. False when their data is absent.
bool putSparse(const Document& document, const Accessor& accessor, std::vector<double>& values) {
    const Accessor::Sparse& sparse = *accessor.sparse;
    const auto indexBytes = viewBytes(document, sparse.indexView), valueBytes = viewBytes(document, sparse.valueView);
    if (!indexBytes || !valueBytes) return false;
    const auto indexSize = static_cast<std::uint64_t>(byteSize(sparse.indexComponent));
    const ElementLayout layout(accessor);
    const std::uint64_t stride = packedStride(accessor);
    for (std::uint64_t i = 0; i < sparse.count; ++i) {
        const double index =
            loadComponent(indexBytes->data() + sparse.indexOffset + i * indexSize, sparse.indexComponent);
        if (index >= static_cast<double>(accessor.count)) continue; // an issue of its own
        loadElement(valueBytes->data() + sparse.valueOffset + i * stride, layout,
                    values.data() + static_cast<std::size_t>(index) * accessor.components);
    }
    return true;
}

} // namespace

int byteSize(Component component) {
    switch (component) {
    case Component::i8:
    case Component::u8:
        return 1;
    case Component::i16:
    case Component::u16:
        return 2;
    case Component::u32:
    case Component::f32:
        return 4;
    case Component::none:
        break;
    }
    return 0;
}

std::uint64_t elementBytes(const Accessor& accessor) {
    const std::uint64_t column = columnBytes(accessor), count = columns(accessor);
    return count > 1 ? roundUp4(column) * (count - 1) + column : column;
}

std::uint64_t packedStride(const Accessor& accessor) {
    return columns(accessor) > 1 ? roundUp4(columnBytes(accessor)) * columns(accessor) : columnBytes(accessor);
}

std::string format(const Accessor& accessor) {
    const char* component = "unknown";
    switch (accessor.component) {
    case Component::i8:
        component = "BYTE";
        break;
    case Component::u8:
        component = "UNSIGNED_BYTE";
        break;
    case Component::i16:
        component = "SHORT";
        break;
    case Component::u16:
        component = "UNSIGNED_SHORT";
        break;
    case Component::u32:
        component = "UNSIGNED_INT";
        break;
    case Component::f32:
        component = "FLOAT";
        break;
    case Component::none:
        break;
    }
    return fmt::format("{{{}, {}{}}}", accessor.type, component, accessor.normalized ? " normalized" : "");
}

const Json& member(const Json& object, const char* key) {
    static const Json kNull;
    if (!object.is_object()) return kNull;
    const auto found = object.find(key);
    return found == object.end() ? kNull : *found;
}

const Json& arrayMember(const Json& object, const char* key) {
    static const Json kNone = Json::array();
    const Json& array = member(object, key);
    return array.is_array() ? array : kNone;
}

std::uint64_t countMember(const Json& object, const char* key, std::uint64_t fallback) {
    return wholeNumber(member(object, key)).value_or(fallback);
}

int indexAt(const Json& array, std::size_t i, std::size_t size) {
    const auto index = wholeNumber(array[i]);
    return index && *index < size ? static_cast<int>(*index) : -1;
}

int indexMember(const Json& object, const char* key, std::size_t size) {
    const std::uint64_t index = countMember(object, key, std::numeric_limits<std::uint64_t>::max());
    return index < size ? static_cast<int>(index) : -1;
}

double numberMember(const Json& object, const char* key, double fallback) {
    const Json& value = member(object, key);
    return value.is_number() ? value.get<double>() : fallback;
}

bool boolMember(const Json& object, const char* key) {
    const Json& value = member(object, key);
    return value.is_boolean() && value.get<bool>();
}

std::string stringMember(const Json& object, const char* key, const char* fallback) {
    const Json& value = member(object, key);
    return value.is_string() ? value.get<std::string>() : fallback;
}

void readTables(Document& document) {
    const Json& views = arrayMember(document.json, "bufferViews");
    for (const Json& view : views)
        document.views.push_back(
            {.buffer = indexMember(view, "buffer", document.buffers.size()),
             .offset = countMember(view, "byteOffset"),
             .length = countMember(view, "byteLength"),
             .stride = countMember(view, "byteStride"),
             .target = static_cast<int>(std::min<std::uint64_t>(countMember(view, "target"), 65535))});
    for (const Json& accessor : arrayMember(document.json, "accessors"))
        document.accessors.push_back(readAccessor(accessor, views.size()));
    document.accessorUses.resize(document.accessors.size(), AccessorUse::none);
    for (const BufferView& view : document.views)
        document.viewUses.push_back(view.target == 34962   ? ViewUse::vertices
                                    : view.target == 34963 ? ViewUse::indices
                                                           : ViewUse::none);
}

std::optional<std::span<const std::uint8_t>> viewBytes(const Document& document, int view) {
    if (view < 0 || !document.views[view].fits) return std::nullopt;
    const BufferView& found = document.views[view];
    const auto& data = document.buffers[found.buffer].data;
    if (!data) return std::nullopt;
    return std::span<const std::uint8_t>(*data).subspan(found.offset, found.length);
}

std::optional<std::vector<double>> components(const Document& document, const Accessor& accessor) {
    if (!accessor.fits) return std::nullopt;
    const auto width = static_cast<std::size_t>(accessor.components);
    std::vector<double> values;
    if (accessor.view >= 0) {
        const auto bytes = viewBytes(document, accessor.view);
        if (!bytes) return std::nullopt;
        const std::uint64_t given = document.views[accessor.view].stride;
        const std::uint64_t stride = given ? given : packedStride(accessor);
        const ElementLayout layout(accessor);
        values.resize(accessor.count * width);
        for (std::uint64_t i = 0; i < accessor.count; ++i)
            loadElement(bytes->data() + accessor.offset + i * stride, layout, values.data() + i * width);
    } else {
        values.assign(accessor.count * width, 0.0);
    }
    if (accessor.sparse && !putSparse(document, accessor, values)) return std::nullopt;
    return values;
}

double normalizedValue(double value, Component component) {
    switch (component) {
    case Component::i8:
        return std::max(value / 127.0, -1.0);
    case Component::u8:
        return value / 255.0;
    case Component::i16:
        return std::max(value / 32767.0, -1.0);
    case Component::u16:
        return value / 65535.0;
    default:
        return value;
    }
}

} // namespace vitrine::part
