#include "part/decode_png.h"

#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <png.h>
#include <vector>

namespace vitrine::part {
namespace {

// libpng reports errors by longjmp, which runs no destructors: everything between setjmp and the library is plain data,
// and what owns memory lives in the caller's frame.
struct Job {
    const std::uint8_t* next;
    std::size_t left;
    bool endedEarly;
    char problem[128];
};

void readBytes(png_structp png, png_bytep out, std::size_t count) {
    auto* job = static_cast<Job*>(png_get_io_ptr(png));
    if (count > job->left) {
        job->endedEarly = true;
        png_error(png, "the data ends too early");
    }
    std::memcpy(out, job->next, count);
    job->next += count;
    job->left -= count;
}

[[noreturn]] void refuse(png_structp png, png_const_charp message) {
    auto* job = static_cast<Job*>(png_get_error_ptr(png));
    std::snprintf(job->problem, sizeof job->problem, "libpng: %s", message);
    png_longjmp(png, 1);
}

void ignoreWarning(png_structp, png_const_charp) {}

struct Frame {
    png_uint_32 width, height;
    png_bytepp rows;
};

/// Asks for 8-bit RGBA whatever the file holds.
void askForRgba(png_structp png, png_infop info) {
    png_set_scale_16(png);
    png_set_expand(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
}

bool run(png_structp png, png_infop info, Job* job, const Frame* frame) {
    if (setjmp(png_jmpbuf(png))) return false;
    png_set_read_fn(png, job, readBytes);
    png_set_user_limits(png, frame->width, frame->height);
    png_set_chunk_malloc_max(png, 8u << 20);
    png_set_chunk_cache_max(png, 64);
    png_read_info(png, info);
    if (png_get_image_width(png, info) != frame->width || png_get_image_height(png, info) != frame->height)
        png_error(png, "the size changes");
    askForRgba(png, info);
    if (png_get_rowbytes(png, info) != std::size_t{4} * frame->width) png_error(png, "unexpected row size");
    png_read_image(png, frame->rows);
    png_read_end(png, nullptr);
    return true;
}

} // namespace

DecodeResult decodePng(std::span<const std::uint8_t> bytes, const ImageHeader& header, std::span<std::uint8_t> rgba) {
    Job job{bytes.data(), bytes.size(), false, {}};
    std::vector<png_bytep> rows(static_cast<std::size_t>(header.height));
    const std::size_t pitch = rgba.size() / rows.size();
    for (std::size_t y = 0; y < rows.size(); ++y) rows[y] = rgba.data() + y * pitch;
    const Frame frame{static_cast<png_uint_32>(header.width), static_cast<png_uint_32>(header.height), rows.data()};

    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &job, refuse, ignoreWarning);
    png_infop info = png ? png_create_info_struct(png) : nullptr;
    const bool decoded = info && run(png, info, &job, &frame);
    png_destroy_read_struct(&png, &info, nullptr);
    if (decoded) return {};
    return {.endedEarly = job.endedEarly, .problem = job.problem[0] ? job.problem : "libpng cannot start"};
}

} // namespace vitrine::part
