#include "part/inspect.h"

#include <fmt/core.h>

namespace vitrine::part {
namespace {

void checkView(Document& document, std::size_t index, Issues& issues) {
    BufferView& view = document.views[index];
    const std::string pointer = fmt::format("/bufferViews/{}", index);
    if (view.stride > 0 && view.length > 0 && view.stride > view.length)
        issues.error("BUFFER_VIEW_TOO_BIG_BYTE_STRIDE", pointer + "/byteStride",
                     fmt::format("byteStride {} is greater than byteLength {}", view.stride, view.length));
    if (view.stride > 0 && view.target == 34963)
        issues.error("BUFFER_VIEW_INVALID_BYTE_STRIDE", pointer + "/byteStride",
                     "indices lie without gaps; only vertex data may have a byteStride");
    if (view.buffer < 0) return;
    const std::uint64_t length = document.buffers[view.buffer].length;
    view.fits = view.length > 0 && view.offset < length && view.length <= length - view.offset;
    if (view.fits || length == 0 || view.length == 0) return;
    issues.error("BUFFER_VIEW_TOO_LONG", pointer + (view.offset >= length ? "/byteOffset" : "/byteLength"),
                 fmt::format("bytes {} to {} of buffer {}, which has {}", view.offset, view.offset + view.length,
                             view.buffer, length));
}

/// A run of elements within a buffer view, and where to complain about it.
struct Run {
    int view;
    std::uint64_t offset, bytes;
    int component; ///< bytes of one component
    std::string pointer;
};

/// Whether the run lies within its view, aligned to its component.
bool checkRun(const Document& document, const Run& run, Issues& issues) {
    const BufferView& view = document.views[run.view];
    const auto size = static_cast<std::uint64_t>(run.component);
    if (run.offset % size != 0)
        issues.error("ACCESSOR_OFFSET_ALIGNMENT", run.pointer + "/byteOffset",
                     fmt::format("offset {} is not a multiple of {}, the size of a component", run.offset, size));
    if ((run.offset + view.offset) % size != 0)
        issues.error("ACCESSOR_TOTAL_OFFSET_ALIGNMENT", run.pointer,
                     fmt::format("the offset {} into the buffer is not a multiple of {}, the size of a component",
                                 run.offset + view.offset, size));
    if (view.length == 0) return false;
    if (run.offset <= view.length && run.bytes <= view.length - run.offset) return view.fits;
    issues.error("ACCESSOR_TOO_LONG", run.pointer + (run.offset > view.length ? "/byteOffset" : ""),
                 fmt::format("{} bytes from offset {} do not fit buffer view {} of {} bytes", run.bytes, run.offset,
                             run.view, view.length));
    return false;
}

bool checkBase(const Document& document, const Accessor& accessor, const std::string& pointer, Issues& issues) {
    const std::uint64_t element = elementBytes(accessor), given = document.views[accessor.view].stride;
    if (given > 0 && given < element) {
        issues.error("ACCESSOR_SMALL_BYTESTRIDE", pointer,
                     fmt::format("byteStride {} is less than an element's {} bytes", given, element));
        return false;
    }
    const std::uint64_t stride = given ? given : packedStride(accessor);
    return checkRun(document,
                    {.view = accessor.view,
                     .offset = accessor.offset,
                     .bytes = stride * (accessor.count - 1) + element,
                     .component = byteSize(accessor.component),
                     .pointer = pointer},
                    issues);
}

bool checkSparse(const Document& document, const Accessor& accessor, const std::string& pointer, Issues& issues) {
    const Accessor::Sparse& sparse = *accessor.sparse;
    bool fits = sparse.count > 0;
    if (sparse.count > accessor.count) {
        issues.error("ACCESSOR_SPARSE_COUNT_OUT_OF_RANGE", pointer + "/sparse/count",
                     fmt::format("{} overrides of {} elements", sparse.count, accessor.count));
        fits = false;
    }
    const auto checkPart = [&](int view, std::uint64_t offset, std::uint64_t bytes, int component, const char* part) {
        const std::string place = pointer + "/sparse/" + part;
        if (view < 0 || component == 0) return false;
        if (document.views[view].stride > 0)
            issues.error("BUFFER_VIEW_INVALID_BYTE_STRIDE", place + "/bufferView",
                         "sparse data lies without gaps; only vertex data may have a byteStride");
        return checkRun(document,
                        {.view = view, .offset = offset, .bytes = bytes, .component = component, .pointer = place},
                        issues);
    };
    const int index = byteSize(sparse.indexComponent);
    fits &= checkPart(sparse.indexView, sparse.indexOffset, sparse.count * static_cast<std::uint64_t>(index), index,
                      "indices");
    fits &= checkPart(sparse.valueView, sparse.valueOffset, sparse.count * packedStride(accessor),
                      byteSize(accessor.component), "values");
    return fits && sparse.indexComponent != Component::i8 && sparse.indexComponent != Component::i16 &&
           sparse.indexComponent != Component::f32;
}

void checkAccessor(Document& document, std::size_t index, std::uint64_t& componentsLeft, Issues& issues) {
    Accessor& accessor = document.accessors[index];
    const Json& json = document.json["accessors"][index];
    const std::string pointer = fmt::format("/accessors/{}", index);
    const Component component = accessor.component;
    if (json.is_object() && json.contains("byteOffset") && !json.contains("bufferView"))
        issues.error("UNSATISFIED_DEPENDENCY", pointer + "/byteOffset", "\"bufferView\" must be defined too");
    if (accessor.normalized && component != Component::none &&
        (component == Component::f32 || component == Component::u32))
        issues.error("ACCESSOR_NORMALIZED_INVALID", pointer + "/normalized",
                     "only 8- and 16-bit integers can be normalized");
    if (accessor.components > 4 || accessor.type == "MAT2")
        if (accessor.offset % 4 != 0)
            issues.error("ACCESSOR_MATRIX_ALIGNMENT", pointer + "/byteOffset",
                         "a matrix starts at a multiple of 4 bytes");
    if (component == Component::none || accessor.components == 0 || accessor.count == 0) return;

    bool fits = accessor.view >= 0 || !member(json, "bufferView").is_number();
    if (accessor.view >= 0) fits = checkBase(document, accessor, pointer, issues);
    if (accessor.sparse) fits &= checkSparse(document, accessor, pointer, issues);
    if (!fits) return;
    const auto width = static_cast<std::uint64_t>(accessor.components);
    if (accessor.count > componentsLeft / width) {
        issues.error("LIMIT_EXCEEDED", pointer,
                     fmt::format("the accessors together hold more than {} numbers", document.limits.maxComponents));
        return;
    }
    componentsLeft -= accessor.count * width;
    accessor.fits = true;
}

} // namespace

void checkViewsAndAccessors(Document& document, Issues& issues) {
    for (std::size_t i = 0; i < document.views.size(); ++i) checkView(document, i, issues);
    std::uint64_t componentsLeft = document.limits.maxComponents;
    for (std::size_t i = 0; i < document.accessors.size(); ++i) checkAccessor(document, i, componentsLeft, issues);
}

} // namespace vitrine::part
