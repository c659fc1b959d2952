#pragma once
#include "base/json.h"

#include <optional>

namespace vitrine::gem {

/// A gem's entry over that of its mineral: what the gem does not say, the mineral says. Complaints name the file that
/// holds the field; a field that neither has is missed in the gem.
class Layers {
  public:
    Layers(JsonPlace entry, std::optional<JsonPlace> mineral)
        : entry_(std::move(entry)), mineral_(std::move(mineral)) {}

    bool has(const std::string& key) const { return entry_.has(key) || mineralHas(key); }
    JsonPlace operator[](const std::string& key) const {
        return !entry_.has(key) && mineralHas(key) ? (*mineral_)[key] : entry_[key];
    }
    const JsonPlace& entry() const { return entry_; }
    const std::optional<JsonPlace>& mineral() const { return mineral_; }

  private:
    bool mineralHas(const std::string& key) const { return mineral_ && mineral_->has(key); }

    JsonPlace entry_;
    std::optional<JsonPlace> mineral_;
};

} // namespace vitrine::gem
