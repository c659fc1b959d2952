#pragma once
#include <cstddef>
#include <utility>
#include <vector>

namespace vitrine::showroom {

/// Undo and redo over values: the list of what was, and a place in it. There is always a present.
template <class Value>
class History {
  public:
    explicit History(Value first) { values_.push_back(std::move(first)); }

    const Value& present() const { return values_[place_]; }
    std::size_t undoDepth() const { return place_; }
    std::size_t redoDepth() const { return values_.size() - 1 - place_; }

    /// What was undone is forgotten. A value that equals the present is no step.
    bool push(Value value) {
        if (value == present()) return false;
        values_.resize(place_ + 1, present());
        values_.push_back(std::move(value));
        if (values_.size() > kMostValues) values_.erase(values_.begin());
        place_ = values_.size() - 1;
        return true;
    }
    bool undo() {
        if (place_ == 0) return false;
        --place_;
        return true;
    }
    bool redo() {
        if (redoDepth() == 0) return false;
        ++place_;
        return true;
    }

    static constexpr std::size_t kMostValues = 1000; ///< a day at the counter; the oldest is forgotten beyond it

  private:
    std::vector<Value> values_;
    std::size_t place_ = 0;
};

} // namespace vitrine::showroom
