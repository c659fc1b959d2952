#pragma once
#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <initializer_list>
#include <span>

namespace vitrine::gpu {

/// A list that is stored in place and holds at most `most` values: for the arguments of commands, which are recorded in
/// every frame and must not allocate.
template <class T, std::size_t most>
class InlineList {
  public:
    InlineList() = default;
    InlineList(std::initializer_list<T> values) {
        for (const T& value : values) push_back(value);
    }

    void push_back(const T& value) {
        assert(size_ < most);
        values_[size_++] = value;
    }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const T* data() const { return values_.data(); }
    const T& operator[](std::size_t i) const { return values_[i]; }
    const T* begin() const { return data(); }
    const T* end() const { return data() + size_; }
    operator std::span<const T>() const { return {data(), size_}; }
    bool operator==(const InlineList& other) const {
        return size_ == other.size_ && std::equal(begin(), end(), other.begin());
    }

  private:
    std::array<T, most> values_{};
    std::size_t size_ = 0;
};

} // namespace vitrine::gpu
