#pragma once
#include "base/files.h"
#include "base/json.h"
#include "part/container.h"
#include "part/model.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace vitrine::part {

// The parts of a glTF document that name bytes, read tolerantly: whatever is absent or absurd becomes a harmless value
// here (and an issue from the schema), so that the checks behind it need not look at raw JSON again.

struct Buffer {
    std::uint64_t length = 0;
    std::optional<Bytes> data; ///< at least `length` bytes; nothing for a buffer without content
};

struct BufferView {
    int buffer = -1;
    std::uint64_t offset = 0, length = 0;
    std::uint64_t stride = 0; ///< 0 for none
    int target = 0;           ///< 34962 vertices, 34963 indices, 0 none
    bool fits = false;        ///< lies within its buffer
};

/// The value of `componentType`.
enum class Component { none = 0, i8 = 5120, u8 = 5121, i16 = 5122, u16 = 5123, u32 = 5125, f32 = 5126 };

struct Accessor {
    struct Sparse {
        std::uint64_t count = 0;
        int indexView = -1, valueView = -1;
        std::uint64_t indexOffset = 0, valueOffset = 0;
        Component indexComponent = Component::none;
    };
    int view = -1; ///< -1 for all zeros
    std::uint64_t offset = 0, count = 0;
    Component component = Component::none;
    std::string type; ///< "VEC3"; empty when unknown
    int components = 0;
    bool normalized = false;
    bool hasBounds = false; ///< min and max are both given
    std::optional<Sparse> sparse;
    bool fits = false; ///< every byte it names lies within its buffer views
};

/// What accessors and buffer views serve; each may serve one purpose only.
enum class AccessorUse { none, vertices, indices, inverseBind, animationInput, animationOutput };
enum class ViewUse { none, vertices, indices, inverseBind, animation, image };

int byteSize(Component component);
/// Bytes from the first to the last byte of one element; matrix columns start at multiples of 4.
std::uint64_t elementBytes(const Accessor& accessor);
/// Bytes from one element to the next when the buffer view says nothing.
std::uint64_t packedStride(const Accessor& accessor);
/// "{VEC3, FLOAT}", "{VEC2, UNSIGNED_BYTE normalized}": how the validator writes a format.
std::string format(const Accessor& accessor);

/// A model file taken apart. Filled in stages by inspect(); each stage relies on the ones before.
struct Document {
    std::filesystem::path path;
    ReadLimits limits;
    bool isGlb = false;
    Json json;
    std::set<std::string> extensionsUsed;
    std::vector<Buffer> buffers;
    std::vector<BufferView> views;
    std::vector<Accessor> accessors;
    std::vector<AccessorUse> accessorUses;    ///< one an accessor
    std::vector<ViewUse> viewUses;            ///< one a buffer view
    std::vector<std::optional<Image>> images; ///< decoded; nothing when the format is not one we read
};

const Json& arrayMember(const Json& object, const char* key); ///< empty when absent or no array

// Tolerant access: an absent or absurd member gives the fallback.
const Json& member(const Json& object, const char* key);                ///< null when absent
int indexMember(const Json& object, const char* key, std::size_t size); ///< -1 when absent or not within [0, size)
std::uint64_t countMember(const Json& object, const char* key, std::uint64_t fallback = 0);
int indexAt(const Json& array, std::size_t i, std::size_t size); ///< -1 when element i is not within [0, size)
double numberMember(const Json& object, const char* key, double fallback);
bool boolMember(const Json& object, const char* key);
std::string stringMember(const Json& object, const char* key, const char* fallback = "");

/// Reads bufferViews and accessors into their tables.
void readTables(Document& document);

/// The bytes of a buffer view, or nothing when it does not fit or its buffer has no content.
std::optional<std::span<const std::uint8_t>> viewBytes(const Document& document, int view);

/// All components of an accessor in element order, sparse values put in, integers not normalised. Nothing when the
/// accessor does not fit or its data is absent.
std::optional<std::vector<double>> components(const Document& document, const Accessor& accessor);

/// An integer component as the number it stands for when normalised, as glTF 2.0 defines it.
double normalizedValue(double value, Component component);

} // namespace vitrine::part
