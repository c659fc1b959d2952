#include "part/decode_jpeg.h"

#include <csetjmp>
#include <cstdio>
#include <vector>

#include <jpeglib.h>

#include <jerror.h>

namespace vitrine::part {
namespace {

// A progressive picture may ask for any number of passes over all its pixels; real ones have about ten.
constexpr int kMostScans = 64;

// libjpeg reports errors through a hook that must not return. As with libpng, nothing with a destructor lives between
// setjmp and the library.
struct Job {
    jpeg_error_mgr errors; // first, so that the library's pointer to it is a pointer to the job
    jpeg_progress_mgr progress;
    std::jmp_buf escape;
    bool endedEarly;
    char problem[JMSG_LENGTH_MAX + 16];
};

Job* jobOf(j_common_ptr jpeg) {
    return reinterpret_cast<Job*>(jpeg->err);
}

[[noreturn]] void refuse(j_common_ptr jpeg) {
    Job* job = jobOf(jpeg);
    char message[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, message);
    std::snprintf(job->problem, sizeof job->problem, "libjpeg: %s", message);
    std::longjmp(job->escape, 1);
}

// Level -1 is a warning about corrupt data; the library would go on and invent pixels.
void onMessage(j_common_ptr jpeg, int level) {
    if (level >= 0) return;
    const int code = jpeg->err->msg_code;
    if (code == JWRN_JPEG_EOF) jobOf(jpeg)->endedEarly = true;
    if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER) refuse(jpeg);
}

void countScans(j_common_ptr jpeg) {
    if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number <= kMostScans) return;
    std::snprintf(jobOf(jpeg)->problem, sizeof jobOf(jpeg)->problem, "a JPEG of more than %d scans", kMostScans);
    std::longjmp(jobOf(jpeg)->escape, 1);
}

// Adobe's files store ink inverted: 255 is no ink.
void rgbaFromInvertedCmyk(std::uint8_t* row, int width) {
    for (int x = 0; x < width; ++x) {
        std::uint8_t* pixel = row + 4 * x;
        for (int c = 0; c < 3; ++c) pixel[c] = static_cast<std::uint8_t>(pixel[c] * pixel[3] / 255);
        pixel[3] = 255;
    }
}

bool run(j_decompress_ptr jpeg, Job* job, const std::uint8_t* bytes, std::size_t size, const ImageHeader* header,
         std::uint8_t* rgba) {
    if (setjmp(job->escape)) return false;
    jpeg_create_decompress(jpeg);
    jpeg->progress = &job->progress;
    jpeg_mem_src(jpeg, bytes, size);
    jpeg_read_header(jpeg, TRUE);
    if (jpeg->image_width != static_cast<JDIMENSION>(header->width) ||
        jpeg->image_height != static_cast<JDIMENSION>(header->height)) {
        std::snprintf(job->problem, sizeof job->problem, "the size changes");
        return false;
    }
    const bool cmyk = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
    jpeg->out_color_space = cmyk ? JCS_CMYK : JCS_EXT_RGBA;
    jpeg_start_decompress(jpeg);
    while (jpeg->output_scanline < jpeg->output_height) {
        JSAMPROW row = rgba + std::size_t{4} * jpeg->output_width * jpeg->output_scanline;
        if (jpeg_read_scanlines(jpeg, &row, 1) != 1) return false;
        if (cmyk) rgbaFromInvertedCmyk(row, header->width);
    }
    jpeg_finish_decompress(jpeg);
    return true;
}

} // namespace

DecodeResult decodeJpeg(std::span<const std::uint8_t> bytes, const ImageHeader& header, std::span<std::uint8_t> rgba) {
    Job job{};
    jpeg_decompress_struct jpeg{};
    jpeg.err = jpeg_std_error(&job.errors);
    job.errors.error_exit = refuse;
    job.errors.emit_message = onMessage;
    job.progress.progress_monitor = countScans;
    const bool decoded = run(&jpeg, &job, bytes.data(), bytes.size(), &header, rgba.data());
    jpeg_destroy_decompress(&jpeg);
    if (decoded) return {};
    return {.endedEarly = job.endedEarly, .problem = job.problem[0] ? job.problem : "libjpeg stopped"};
}

} // namespace vitrine::part
