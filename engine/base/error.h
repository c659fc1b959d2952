#pragma once
#include <concepts>
#include <stdexcept>
#include <string>
#include <utility>

namespace vitrine {

/// An error that a user, a file or a driver can cause. Our own mistakes are asserts.
/// what() is one line: "<file>: <place>: <problem>; <remedy>", empty members left out.
class Error : public std::runtime_error {
  public:
    struct Parts {
        std::string file;    ///< the file as the user named it
        std::string place;   ///< JSON pointer ("/nodes/3/mesh"), or "byte 128"
        std::string problem; ///< what is wrong
        std::string remedy;  ///< what would be right, the valid choices
    };

    explicit Error(Parts parts);
    /// A template, so that a braced list is always Parts.
    template <std::convertible_to<std::string> Text>
    explicit Error(Text&& problem) : Error(Parts{.problem = std::forward<Text>(problem)}) {}

    const Parts& parts() const { return parts_; }

  private:
    Parts parts_;
};

} // namespace vitrine
