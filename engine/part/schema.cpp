#include "part/schema.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <numeric>

namespace vitrine::part {
namespace {

using Type = Property::Type;

// Whole numbers above this are not exact in a double, numbers above the other are infinite in a float.
constexpr double kGreatestInteger = 9007199254740992.0;
constexpr double kGreatestFloat = std::numeric_limits<float>::max();

bool isWhole(const Json& value) {
    return value.is_number() && value.get<double>() == std::floor(value.get<double>());
}

class Walk {
  public:
    Walk(const Json& document, const std::set<std::string>& extensionsUsed, Issues& issues)
        : document_(document), used_(extensionsUsed), issues_(issues) {}

    void object(const Json& value, const ObjectSchema& schema, const std::string& pointer) {
        if (!value.is_object()) return mismatch(pointer, "an object");
        for (const auto& [key, unused] : value.items()) {
            if (key == "extensions" || key == "extras") continue;
            const bool known = std::any_of(schema.properties.begin(), schema.properties.end(),
                                           [&, &name = key](const Property& p) { return p.name == name; });
            if (!known) issues_.warning("UNEXPECTED_PROPERTY", under(pointer, key), "this property is not known here");
        }
        for (const Property& property : schema.properties) {
            const auto found = value.find(property.name);
            if (found != value.end())
                member(*found, property, under(pointer, property.name));
            else if (property.required)
                issues_.error("UNDEFINED_PROPERTY", pointer, excerpt(property.name) + " must be defined");
        }
        if (value.contains("extensions")) extensions(value["extensions"], schema.kind, pointer + "/extensions");
        if (value.contains("extras") && !value["extras"].is_object())
            issues_.information("NON_OBJECT_EXTRAS", pointer + "/extras", "extras should be an object");
    }

  private:
    void mismatch(const std::string& pointer, std::string_view wanted) {
        issues_.error("TYPE_MISMATCH", pointer, fmt::format("must be {}", wanted));
    }

    void member(const Json& value, const Property& property, const std::string& pointer) {
        switch (property.type) {
        case Type::boolean:
            if (!value.is_boolean()) mismatch(pointer, "true or false");
            break;
        case Type::integer:
            integer(value, property, pointer);
            break;
        case Type::number:
            if (!value.is_number()) return mismatch(pointer, "a number");
            range(value.get<double>(), property, pointer);
            break;
        case Type::string:
            string(value, property, pointer);
            break;
        case Type::index:
            if (!isWhole(value)) return mismatch(pointer, "an index");
            index(value, property, pointer);
            break;
        case Type::object:
            object(value, *property.object, pointer);
            break;
        case Type::indexMap:
            indexMap(value, property, pointer);
            break;
        default:
            array(value, property, pointer);
        }
    }

    void range(double value, const Property& property, const std::string& pointer) {
        const bool above = property.leastExcluded ? value > property.least : value >= property.least;
        const bool below = property.mostExcluded ? value < property.most : value <= property.most;
        if (!above || !below || std::abs(value) > kGreatestFloat)
            issues_.error("VALUE_NOT_IN_RANGE", pointer,
                          fmt::format("{} is out of range {}{}, {}{}", value, property.leastExcluded ? "(" : "[",
                                      std::max(property.least, -kGreatestFloat),
                                      std::min(property.most, kGreatestFloat), property.mostExcluded ? ")" : "]"));
    }

    void integer(const Json& value, const Property& property, const std::string& pointer) {
        if (!isWhole(value)) return mismatch(pointer, "a whole number");
        const double number = value.get<double>();
        if (std::abs(number) > kGreatestInteger)
            issues_.error("VALUE_NOT_IN_RANGE", pointer, fmt::format("{} is beyond 2^53", number));
        else if (!property.choices.empty() &&
                 std::find(property.choices.begin(), property.choices.end(), number) == property.choices.end())
            issues_.warning("VALUE_NOT_IN_LIST", pointer,
                            fmt::format("{} is not one of {}", number, fmt::join(property.choices, ", ")));
        else if (!(number >= property.least && number <= property.most))
            issues_.error("VALUE_NOT_IN_RANGE", pointer,
                          fmt::format("{} is out of range [{}, {}]", number, property.least, property.most));
        else if (std::fmod(number, property.multipleOf) != 0.0)
            issues_.error("VALUE_MULTIPLE_OF", pointer,
                          fmt::format("{} is not a multiple of {}", number, property.multipleOf));
    }

    void string(const Json& value, const Property& property, const std::string& pointer) {
        if (!value.is_string()) return mismatch(pointer, "a string");
        const auto& text = value.get_ref<const std::string&>();
        if (!property.words.empty() &&
            std::find(property.words.begin(), property.words.end(), text) == property.words.end())
            issues_.warning("VALUE_NOT_IN_LIST", pointer,
                            fmt::format("{} is not one of {}", excerpt(text), fmt::join(property.words, ", ")));
    }

    void index(const Json& value, const Property& property, const std::string& pointer) {
        const double number = value.get<double>();
        if (number < 0.0)
            return issues_.error("INVALID_INDEX", pointer, fmt::format("the index {} is negative", number));
        if (property.refersTo.empty()) return;
        const std::size_t size = sizeOf(property.refersTo);
        if (number >= static_cast<double>(size))
            issues_.error("UNRESOLVED_REFERENCE", pointer,
                          fmt::format("there is no {}/{}; {} of them are defined", property.refersTo, number, size));
    }

    void indexMap(const Json& value, const Property& property, const std::string& pointer) {
        if (!value.is_object()) return mismatch(pointer, "an object");
        if (value.empty()) return issues_.error("EMPTY_ENTITY", pointer, "must not be empty");
        for (const auto& [key, element] : value.items()) {
            if (!isWhole(element))
                mismatch(under(pointer, key), "an index");
            else
                index(element, property, under(pointer, key));
        }
    }

    void array(const Json& value, const Property& property, const std::string& pointer) {
        if (!value.is_array()) return mismatch(pointer, "an array");
        if (value.empty() && property.length == 0)
            return issues_.error("EMPTY_ENTITY", pointer, "must not be empty; leave it out");
        if (property.length != 0 && value.size() != property.length)
            issues_.error("ARRAY_LENGTH_NOT_IN_LIST", pointer,
                          fmt::format("has {} elements, must have {}", value.size(), property.length));
        for (std::size_t i = 0; i < value.size(); ++i) element(value[i], property, pointer, i);
        if (property.type == Type::indices || property.type == Type::strings) distinct(value, pointer);
    }

    void element(const Json& value, const Property& property, const std::string& array, std::size_t i) {
        const std::string pointer = under(array, i);
        const auto wrong = [&](std::string_view wanted) {
            issues_.error("ARRAY_TYPE_MISMATCH", pointer, fmt::format("must be {}", wanted));
        };
        switch (property.type) {
        case Type::numbers:
            return value.is_number() ? range(value.get<double>(), property, pointer) : wrong("a number");
        case Type::indices:
            return isWhole(value) ? index(value, property, pointer) : wrong("an index");
        case Type::strings:
            return value.is_string() ? void() : wrong("a string");
        case Type::indexMaps:
            return value.is_object() ? indexMap(value, property, pointer) : wrong("an object");
        default:
            break;
        }
        // The validator tells a bad root entity from a bad element of an inner array.
        const bool ofRoot = array.find('/', 1) == std::string::npos;
        return value.is_object() || ofRoot ? object(value, *property.object, pointer) : wrong("an object");
    }

    void distinct(const Json& array, const std::string& pointer) {
        std::vector<std::size_t> order(array.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return array[a] < array[b]; });
        for (std::size_t i = 1; i < order.size(); ++i)
            if (array[order[i]] == array[order[i - 1]])
                issues_.error("DUPLICATE_ELEMENTS", under(pointer, order[i]), "this element stands twice in the array");
    }

    /// Elements of the array at a JSON pointer; 0 when there is none.
    std::size_t sizeOf(const std::string& pointer) {
        const auto [known, isNew] = sizes_.emplace(pointer, 0);
        const Json::json_pointer target(pointer);
        if (isNew && document_.contains(target) && document_[target].is_array())
            known->second = document_[target].size();
        return known->second;
    }

    void extensions(const Json& value, const std::string& kind, const std::string& pointer) {
        if (!value.is_object()) return mismatch(pointer, "an object");
        for (const auto& [name, content] : value.items()) {
            const std::string place = under(pointer, name);
            if (!used_.count(name))
                issues_.error("UNDECLARED_EXTENSION", place, excerpt(name) + " must be listed in extensionsUsed");
            else if (const ObjectSchema* schema = extensionSchema(name, kind))
                object(content, *schema, place);
            else if (isKnownExtension(name))
                issues_.error("UNEXPECTED_EXTENSION_OBJECT", place, excerpt(name) + " does not belong on this object");
            else if (!content.is_object())
                mismatch(place, "an object");
        }
    }

    const Json& document_;
    const std::set<std::string>& used_;
    Issues& issues_;
    std::map<std::string, std::size_t> sizes_; // of the arrays that indices refer to
};

} // namespace

void checkSchema(const Json& document, const std::set<std::string>& extensionsUsed, Issues& issues) {
    Walk(document, extensionsUsed, issues).object(document, gltfSchema(), "");
}

} // namespace vitrine::part
