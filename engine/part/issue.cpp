#include "part/issue.h"

#include <fmt/core.h>

namespace vitrine::part {

std::string_view name(Severity severity) {
    switch (severity) {
    case Severity::error:
        return "error";
    case Severity::warning:
        return "warning";
    case Severity::information:
        return "information";
    case Severity::hint:
        return "hint";
    }
    return {};
}

std::string Issue::place() const {
    if (byte) return fmt::format("byte {}", *byte);
    return pointer.empty() ? "/" : pointer;
}

void Issues::error(std::string_view code, std::string pointer, std::string message) {
    add({std::string(code), Severity::error, std::move(pointer), std::nullopt, std::move(message)});
}

void Issues::warning(std::string_view code, std::string pointer, std::string message) {
    add({std::string(code), Severity::warning, std::move(pointer), std::nullopt, std::move(message)});
}

void Issues::information(std::string_view code, std::string pointer, std::string message) {
    add({std::string(code), Severity::information, std::move(pointer), std::nullopt, std::move(message)});
}

void Issues::atByte(Severity severity, std::string_view code, std::size_t byte, std::string message) {
    add({std::string(code), severity, {}, byte, std::move(message)});
}

void Issues::add(Issue issue) {
    const bool isError = issue.severity == Severity::error;
    // The first error is always kept: it is what the reader refuses the file with.
    const bool keep = kept_.size() < most_ || (isError && errors_ == 0);
    if (isError) ++errors_;
    if (keep)
        kept_.push_back(std::move(issue));
    else
        ++dropped_;
}

std::string excerpt(std::string_view text) {
    constexpr std::size_t kMost = 60;
    std::string shown = "\"";
    for (const char c : text.substr(0, kMost)) shown += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    // A cut inside a UTF-8 sequence would leave bytes that are no text.
    while (text.size() > kMost && shown.size() > 1 && (static_cast<unsigned char>(shown.back()) & 0x80))
        shown.pop_back();
    return shown + (text.size() > kMost ? "...\"" : "\"");
}

std::string under(const std::string& pointer, std::string_view key) {
    constexpr std::size_t kMostKey = 128;
    std::string path = pointer + "/";
    for (const char c : key.substr(0, kMostKey)) {
        if (c == '~')
            path += "~0";
        else if (c == '/')
            path += "~1";
        else
            path += c;
    }
    return key.size() > kMostKey ? path + "..." : path;
}

std::string under(const std::string& pointer, std::size_t index) {
    return pointer + "/" + std::to_string(index);
}

} // namespace vitrine::part
