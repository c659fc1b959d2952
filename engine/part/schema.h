#pragma once
#include "base/json.h"
#include "part/issue.h"

#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::part {

struct ObjectSchema;

/// One member that a glTF object may have. The tables of schema_core.cpp and schema_extensions.cpp read like the
/// "Properties Reference" of the specification.
struct Property {
    enum class Type {
        boolean,
        integer,
        number,
        string,
        index,     ///< a whole number from 0, resolved against `refersTo`
        object,    ///< described by `object`
        numbers,   ///< array of numbers
        indices,   ///< array of distinct indices
        strings,   ///< array of distinct strings
        objects,   ///< array of objects
        indexMap,  ///< object whose values are indices, whatever its keys
        indexMaps, ///< array of such objects
    };
    std::string name;
    Type type = Type::string;
    bool required = false;
    double least = -std::numeric_limits<double>::infinity(), most = std::numeric_limits<double>::infinity();
    bool leastExcluded = false, mostExcluded = false;
    int multipleOf = 1;
    std::vector<std::string> words; ///< the strings allowed; empty for any
    std::vector<int> choices;       ///< the integers allowed; empty for any
    std::size_t length = 0;         ///< of an array; 0 for any but empty
    std::string refersTo;           ///< JSON pointer of the array that an index selects from
    const ObjectSchema* object = nullptr;
};

struct ObjectSchema {
    std::string kind; ///< "material": decides which extensions may stand here
    std::vector<Property> properties;
};

/// glTF 2.0's root object.
const ObjectSchema& gltfSchema();

/// A reference to a texture, and one that is a normal map.
const ObjectSchema& textureInfoSchema();
const ObjectSchema& normalTextureInfoSchema();

/// Whether the tables describe this extension anywhere.
bool isKnownExtension(std::string_view extension);

/// The extension's object on an object of `kind`; null when it does not belong there.
const ObjectSchema* extensionSchema(std::string_view extension, std::string_view kind);

/// Holds every member of the document against the tables: types, ranges, required members, references, the places of
/// extensions. `extensionsUsed` are those that the file declares.
void checkSchema(const Json& document, const std::set<std::string>& extensionsUsed, Issues& issues);

} // namespace vitrine::part
