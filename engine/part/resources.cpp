#include "base/error.h"
#include "part/image_file.h"
#include "part/inspect.h"
#include "part/uri.h"

#include <fmt/core.h>

namespace vitrine::part {
namespace {

/// Opens what URIs name, within the byte budget of the whole model.
class Opener {
  public:
    Opener(const Document& document, Issues& issues)
        : folder_(document.path.parent_path()), left_(document.limits.maxFileBytes), issues_(issues) {}

    /// The bytes, or nothing: after an issue, or when the URI leads elsewhere, which we never follow.
    std::optional<Bytes> open(Uri uri, const std::string& text, const std::string& pointer) {
        switch (uri.kind) {
        case Uri::Kind::data:
            return std::move(uri.data); // counted with the file that holds it
        case Uri::Kind::relativePath:
            return openFile(uri.path, pointer);
        case Uri::Kind::absolutePath:
            issues_.error("URI_OUTSIDE_FOLDER", pointer,
                          excerpt(text) + " is an absolute path; name a file beneath the model's folder");
            return std::nullopt;
        case Uri::Kind::elsewhere:
            issues_.warning("NON_RELATIVE_URI", pointer,
                            excerpt(text) + " is not fetched; name a file beside the model");
            return std::nullopt;
        case Uri::Kind::invalid:
            issues_.error("INVALID_URI", pointer, "invalid URI " + excerpt(text) + ": " + uri.problem);
            return std::nullopt;
        }
        return std::nullopt;
    }

  private:
    std::optional<Bytes> openFile(const std::string& path, const std::string& pointer) {
        try {
            Bytes bytes = readFile(resolveBeneath(folder_, path), left_);
            left_ -= bytes.size();
            return bytes;
        } catch (const Error& problem) {
            const Error::Parts& parts = problem.parts();
            issues_.error("IO_ERROR", pointer, parts.problem + (parts.remedy.empty() ? "" : "; " + parts.remedy));
        }
        return std::nullopt;
    }

    std::filesystem::path folder_;
    std::size_t left_;
    Issues& issues_;
};

void checkDataUri(const Document& document, const Uri& uri, const std::string& pointer, Issues& issues) {
    if (uri.kind == Uri::Kind::data && document.isGlb)
        issues.warning("DATA_URI_GLB", pointer, "a data URI inside a GLB; use the BIN chunk");
    else if (document.isGlb)
        issues.information("URI_GLB", pointer, "a GLB that refers to another file");
}

std::optional<Bytes> bufferBytes(Document& document, const Json& json, std::size_t index, Opener& opener,
                                 std::optional<Bytes>& binary, Issues& issues) {
    const std::string pointer = fmt::format("/buffers/{}", index);
    if (!json.is_object()) return std::nullopt;
    if (!json.contains("uri")) {
        if (index != 0 || !document.isGlb) return std::nullopt;
        if (!binary) issues.error("BUFFER_MISSING_GLB_DATA", pointer, "the GLB has no BIN chunk for this buffer");
        return std::move(binary);
    }
    if (!json["uri"].is_string()) return std::nullopt;
    const std::string text = json["uri"].get<std::string>();
    Uri uri = parseUri(text);
    checkDataUri(document, uri, pointer + "/uri", issues);
    if (uri.kind == Uri::Kind::data && uri.mediaType != "application/octet-stream" &&
        uri.mediaType != "application/gltf-buffer")
        issues.error("BUFFER_DATA_URI_MIME_TYPE_INVALID", pointer + "/uri",
                     excerpt(uri.mediaType) + "; use application/octet-stream or application/gltf-buffer");
    return opener.open(std::move(uri), text, pointer + "/uri");
}

struct ImageBytes {
    std::optional<Bytes> own;
    std::span<const std::uint8_t> bytes;
};

/// Where an image's bytes are, or nothing.
std::optional<ImageBytes> imageBytes(Document& document, const Json& json, const std::string& pointer, Opener& opener,
                                     Issues& issues) {
    if (member(json, "uri").is_string()) {
        const std::string text = json["uri"].get<std::string>();
        Uri uri = parseUri(text);
        checkDataUri(document, uri, pointer + "/uri", issues);
        auto bytes = opener.open(std::move(uri), text, pointer + "/uri");
        if (!bytes) return std::nullopt;
        ImageBytes found{.own = std::move(bytes)};
        found.bytes = *found.own;
        return found;
    }
    const int view = indexMember(json, "bufferView", document.views.size());
    useView(document, view, ViewUse::image, pointer + "/bufferView", issues);
    const auto bytes = viewBytes(document, view);
    if (!bytes) return std::nullopt;
    return ImageBytes{.own = std::nullopt, .bytes = *bytes};
}

bool checkFormat(const Document& document, const Json& json, ImageFormat format, const std::string& pointer,
                 Issues& issues) {
    const std::string_view found = mediaType(format);
    if (format == ImageFormat::unknown || format == ImageFormat::ktx2) {
        issues.warning("IMAGE_UNRECOGNIZED_FORMAT", pointer, "neither PNG nor JPEG; the picture is ignored");
        return false;
    }
    if (format == ImageFormat::webp && !document.extensionsUsed.count("EXT_texture_webp"))
        issues.error("IMAGE_NON_ENABLED_MIME_TYPE", pointer, "image/webp needs the extension EXT_texture_webp");
    const std::string declared = stringMember(json, "mimeType");
    if (!declared.empty() && declared != found)
        issues.error("IMAGE_MIME_TYPE_INVALID", pointer,
                     fmt::format("this is {}, not the declared {}", found, excerpt(declared)));
    return true;
}

/// Whether the picture is small enough to be decoded; takes its pixels from the budget.
bool checkSize(const ImageHeader& header, const ReadLimits& limits, std::uint64_t& pixelsLeft,
               const std::string& pointer, Issues& issues) {
    const std::uint64_t pixels = static_cast<std::uint64_t>(header.width) * static_cast<std::uint64_t>(header.height);
    if (header.width > limits.maxImageSide || header.height > limits.maxImageSide || pixels > limits.maxImagePixels) {
        issues.error("LIMIT_EXCEEDED", pointer,
                     fmt::format("a picture of {} x {} pixels; at most {} a side and {} in all are read", header.width,
                                 header.height, limits.maxImageSide, limits.maxImagePixels));
        return false;
    }
    if (pixels > pixelsLeft) {
        issues.error("LIMIT_EXCEEDED", pointer,
                     fmt::format("the pictures together have more than {} pixels", limits.maxImagePixelsInAll));
        return false;
    }
    pixelsLeft -= pixels;
    if ((header.width & (header.width - 1)) || (header.height & (header.height - 1)))
        issues.information("IMAGE_NPOT_DIMENSIONS", pointer,
                           fmt::format("{} x {} pixels are no powers of two", header.width, header.height));
    return true;
}

} // namespace

void loadBuffers(Document& document, std::optional<Bytes> binary, Issues& issues) {
    Opener opener(document, issues);
    const Json& buffers = arrayMember(document.json, "buffers");
    for (std::size_t i = 0; i < buffers.size(); ++i) {
        const std::string pointer = fmt::format("/buffers/{}", i);
        Buffer buffer{.length = countMember(buffers[i], "byteLength")};
        const bool fromGlb = i == 0 && document.isGlb && !buffers[i].contains("uri");
        buffer.data = bufferBytes(document, buffers[i], i, opener, binary, issues);
        if (buffer.data && buffer.data->size() < buffer.length) {
            issues.error("BUFFER_BYTE_LENGTH_MISMATCH", pointer,
                         fmt::format("{} bytes of data, {} are declared", buffer.data->size(), buffer.length));
            buffer.data.reset();
        } else if (buffer.data && fromGlb && buffer.data->size() > (buffer.length + 3) / 4 * 4) {
            issues.warning("BUFFER_GLB_CHUNK_TOO_BIG", pointer,
                           "the BIN chunk is longer than its buffer and its padding");
        }
        document.buffers.push_back(std::move(buffer));
    }
}

void loadImages(Document& document, Issues& issues) {
    Opener opener(document, issues);
    std::uint64_t pixelsLeft = document.limits.maxImagePixelsInAll;
    const Json& images = arrayMember(document.json, "images");
    document.images.resize(images.size());
    for (std::size_t i = 0; i < images.size(); ++i) {
        const std::string pointer = fmt::format("/images/{}", i);
        const auto found = imageBytes(document, images[i], pointer, opener, issues);
        if (!found) continue;
        const auto header = readImageHeader(found->bytes);
        if (const auto* problem = std::get_if<ImageProblem>(&header)) {
            issues.error(problem->code, pointer, problem->message);
            continue;
        }
        const auto& size = std::get<ImageHeader>(header);
        if (!checkFormat(document, images[i], size.format, pointer, issues)) continue;
        if (!checkSize(size, document.limits, pixelsLeft, pointer, issues)) continue;
        if (size.format == ImageFormat::webp) continue; // sized, but no decoder of ours reads it
        auto image = decodeImage(found->bytes, size);
        if (const auto* problem = std::get_if<ImageProblem>(&image))
            issues.error(problem->code, pointer, problem->message);
        else
            document.images[i] = std::move(std::get<Image>(image));
    }
}

} // namespace vitrine::part
