#pragma once
#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>

namespace vitrine::gpu {

/// A short text that is stored in place, so that naming something in a steady frame allocates nothing. What is beyond
/// kMost characters is cut off.
class Label {
  public:
    static constexpr std::size_t kMost = 63;

    constexpr Label() = default;
    template <std::convertible_to<std::string_view> Text>
    constexpr Label(const Text& text) {
        const std::string_view whole(text);
        size_ = std::min(whole.size(), kMost);
        std::copy_n(whole.data(), size_, text_.begin());
    }

    constexpr std::string_view view() const { return {text_.data(), size_}; }
    constexpr const char* c_str() const { return text_.data(); }
    friend constexpr bool operator==(const Label& a, const Label& b) { return a.view() == b.view(); }

  private:
    std::array<char, kMost + 1> text_{}; // the rest is zero, so that c_str() ends
    std::size_t size_ = 0;
};

} // namespace vitrine::gpu
