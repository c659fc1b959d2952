#include "part/uri.h"

#include "base/error.h"
#include "part/issue.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace vitrine::part {
namespace {

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> decodePercent(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i];
            continue;
        }
        if (i + 2 >= text.size() || hexValue(text[i + 1]) < 0 || hexValue(text[i + 2]) < 0) return std::nullopt;
        plain += static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
        i += 2;
    }
    return plain;
}

/// The scheme's length, when `text` starts with "scheme:"; 0 for none.
std::size_t schemeLength(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon > text.find_first_of("/?#")) return 0;
    const bool wellFormed =
        colon > 0 && std::isalpha(static_cast<unsigned char>(text[0])) &&
        std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon),
                    [](unsigned char c) { return std::isalnum(c) || c == '+' || c == '-' || c == '.'; });
    return wellFormed ? colon : 0;
}

bool isMediaType(std::string_view text) {
    const auto token = [](std::string_view part) {
        return !part.empty() && std::all_of(part.begin(), part.end(), [](unsigned char c) {
            return std::isalnum(c) ||
                   std::string_view("!#$&-^_.+").find(static_cast<char>(c)) != std::string_view::npos;
        });
    };
    const std::size_t slash = text.find('/');
    return slash != std::string_view::npos && token(text.substr(0, slash)) && token(text.substr(slash + 1));
}

Uri invalid(std::string problem) {
    return {.kind = Uri::Kind::invalid, .problem = std::move(problem)};
}

Uri parseData(std::string_view text) {
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) return invalid("a data URI needs a comma before its data");
    std::string_view head = text.substr(0, comma);
    const std::string_view body = text.substr(comma + 1);
    constexpr std::string_view kBase64 = ";base64";
    const bool base64 = head.size() >= kBase64.size() && head.substr(head.size() - kBase64.size()) == kBase64;
    if (base64) head.remove_suffix(kBase64.size());

    Uri uri{.kind = Uri::Kind::data};
    const std::string_view type = head.substr(0, head.find(';'));
    if (!type.empty() && !isMediaType(type)) return invalid("the media type of the data URI is malformed");
    uri.mediaType = type.empty() ? "text/plain" : std::string(type);
    std::transform(uri.mediaType.begin(), uri.mediaType.end(), uri.mediaType.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto plain = decodePercent(body);
    if (!plain) return invalid("a percent sign must be followed by two hexadecimal digits");
    if (!base64) {
        uri.data.assign(plain->begin(), plain->end());
        return uri;
    }
    auto bytes = decodeBase64(*plain);
    if (!bytes) return invalid("the base64 data is malformed");
    uri.data = std::move(*bytes);
    return uri;
}

Uri parsePath(std::string_view text) {
    if (text.substr(0, 2) == "//") return {.kind = Uri::Kind::elsewhere};
    auto path = decodePercent(text.substr(0, text.find_first_of("?#")));
    if (!path) return invalid("a percent sign must be followed by two hexadecimal digits");
    if (std::any_of(path->begin(), path->end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
        return invalid("a control character in a file name");
    if (path->empty()) return invalid("no file is named");
    if (path->front() == '/') return {.kind = Uri::Kind::absolutePath};
    return {.kind = Uri::Kind::relativePath, .path = std::move(*path)};
}

} // namespace

Uri parseUri(std::string_view text) {
    const std::size_t scheme = schemeLength(text);
    if (scheme == 0) {
        const std::size_t colon = text.find(':');
        if (colon < text.find_first_of("/?#")) return invalid("the scheme before the colon is malformed");
        return parsePath(text);
    }
    if (scheme == 4 && std::equal(text.begin(), text.begin() + 4, "data",
                                  [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; }))
        return parseData(text.substr(5));
    return {.kind = Uri::Kind::elsewhere};
}

std::optional<Bytes> decodeBase64(std::string_view text) {
    static const auto kValues = [] {
        std::array<signed char, 256> values{};
        values.fill(-1);
        constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (std::size_t i = 0; i < kAlphabet.size(); ++i)
            values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<signed char>(i);
        // RFC 4648's URL-safe alphabet stands for the same values.
        values['-'] = 62;
        values['_'] = 63;
        return values;
    }();
    if (text.size() % 4 != 0) return std::nullopt;
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
    text.remove_suffix(padding);
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3 + 2);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        const int value = kValues[static_cast<unsigned char>(c)];
        if (value < 0) return std::nullopt;
        bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xffffff;
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes.push_back(static_cast<std::uint8_t>(bits >> held));
        }
    }
    return bytes;
}

std::filesystem::path resolveBeneath(const std::filesystem::path& folder, const std::string& relative) {
    namespace fs = std::filesystem;
    for (const fs::path& step : fs::path(relative))
        if (step == "..")
            throw Error({.problem = excerpt(relative) + " leads out of the model's folder",
                         .remedy = "files may be named only beneath it"});
    std::error_code code;
    const fs::path home = fs::canonical(folder.empty() ? fs::path(".") : folder, code);
    if (code) throw Error("cannot find the model's folder: " + code.message());
    const fs::path target = fs::canonical(home / relative, code);
    if (code) throw Error("cannot open " + excerpt(relative) + ": " + code.message());
    const auto [homeEnd, unused] = std::mismatch(home.begin(), home.end(), target.begin(), target.end());
    if (homeEnd != home.end())
        throw Error({.problem = excerpt(relative) + " is a link that leads out of the model's folder",
                     .remedy = "files may be named only beneath it"});
    if (!fs::is_regular_file(target, code))
        throw Error({.problem = excerpt(relative) + " is not a plain file", .remedy = "name a plain file"});
    return target;
}

} // namespace vitrine::part
