#pragma once
#include "base/files.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::part {

/// What a glTF `uri` asks for. Only `data` and `relativePath` are ever followed.
struct Uri {
    enum class Kind {
        data,         ///< data:...;base64,...
        relativePath, ///< a file beside the model
        absolutePath, ///< "/etc/passwd"
        elsewhere,    ///< has a scheme or an authority: "https://...", "file:...", "//host/..."
        invalid
    };
    Kind kind = Kind::invalid;
    std::string problem;   ///< of an invalid one
    std::string mediaType; ///< of data
    Bytes data;            ///< of data, decoded
    std::string path;      ///< of a relative path, percent-decoded
};

/// Takes a URI apart (RFC 3986, RFC 2397). Never throws.
Uri parseUri(std::string_view text);

/// The bytes behind standard base64 with padding, or nothing when a character or the padding is wrong.
std::optional<Bytes> decodeBase64(std::string_view text);

/// The real path of the regular file at `relative` beneath `folder`: no "..", no link that leads out, nothing but a
/// plain file. Throws vitrine::Error without a file or place, saying what is wrong.
std::filesystem::path resolveBeneath(const std::filesystem::path& folder, const std::string& relative);

} // namespace vitrine::part
