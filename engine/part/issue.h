#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::part {

/// Only an error makes a file unfit; the rest is advice. The grades are those of Khronos's glTF validator.
enum class Severity { error, warning, information, hint };

std::string_view name(Severity severity); ///< "error", "warning", "information", "hint"

/// One finding about a file. Exactly one of `pointer` and `byte` says where.
struct Issue {
    std::string code; ///< Khronos's validator's where it has one, else listed in docs/validation.md
    Severity severity = Severity::error;
    std::string pointer;             ///< JSON pointer (RFC 6901), "" is the whole document
    std::optional<std::size_t> byte; ///< offset into the file, for what lies outside the JSON
    std::string message;             ///< what is wrong, and what would be right

    std::string place() const; ///< "/nodes/3/mesh", or "byte 128"
};

/// Collects findings. Only the first `most` are kept, so that a hostile file cannot fill the memory with complaints;
/// an error is never forgotten, even when it is not kept.
class Issues {
  public:
    explicit Issues(std::size_t most = 1000) : most_(most) {}

    void error(std::string_view code, std::string pointer, std::string message);
    void warning(std::string_view code, std::string pointer, std::string message);
    void information(std::string_view code, std::string pointer, std::string message);
    void atByte(Severity severity, std::string_view code, std::size_t byte, std::string message);
    void add(Issue issue);

    bool hasErrors() const { return errors_ > 0; }
    std::size_t errors() const { return errors_; }
    std::size_t dropped() const { return dropped_; }
    const std::vector<Issue>& all() const { return kept_; }

  private:
    std::size_t most_;
    std::size_t errors_ = 0, dropped_ = 0;
    std::vector<Issue> kept_;
};

/// `text` fit for a message: control characters replaced, cut after 60 bytes.
std::string excerpt(std::string_view text);

/// pointer + "/" + key, with "~" and "/" escaped as RFC 6901 asks. A key beyond 128 bytes is cut: a thousand
/// pointers into a hostile file must not hold a thousand of its longest key.
std::string under(const std::string& pointer, std::string_view key);
std::string under(const std::string& pointer, std::size_t index);

} // namespace vitrine::part
