#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

using Json = nlohmann::json;

struct JsonLimits {
    std::size_t maxBytes = 16u << 20;
    int maxDepth = 64;
};

/// Parses UTF-8 JSON. Refuses comments, duplicate keys, numbers that are not finite, and anything nested deeper than
/// the limit. `file` is used in messages only. Throws Error with the byte offset.
Json parseJson(std::string_view text, const std::string& file, const JsonLimits& limits = {});
Json readJson(const std::filesystem::path& path, const JsonLimits& limits = {});

/// A JSON value together with where it came from, so that every complaint is located. Cheap to copy; the document
/// must outlive it.
///   const JsonPlace root(document, "solitaire.json");
///   const double size = root["finger"]["mm"].number(9.0, 25.0);
class JsonPlace {
  public:
    JsonPlace(const Json& value, std::string file, std::string pointer = {})
        : value_(&value), file_(std::move(file)), pointer_(std::move(pointer)) {}

    const Json& value() const { return *value_; }
    const std::string& file() const { return file_; }
    const std::string& pointer() const { return pointer_; }

    bool has(const std::string& key) const { return value_->is_object() && value_->contains(key); }
    JsonPlace operator[](const std::string& key) const; ///< a required member
    JsonPlace operator[](std::size_t index) const;      ///< a required element
    std::size_t size() const { return value_->size(); }

    double number(double least, double most) const; ///< a finite number within [least, most]
    double number() const;
    long long integer(long long least, long long most) const;
    bool boolean() const;
    std::string string() const;
    std::string oneOf(const std::vector<std::string>& choices) const;
    std::vector<JsonPlace> elements() const;                        ///< of an array
    std::vector<std::pair<std::string, JsonPlace>> members() const; ///< of an object, in the order of its keys
    void allowOnly(const std::vector<std::string>& keys) const;     ///< refuses any other member by name

    [[noreturn]] void fail(std::string problem, std::string remedy = {}) const;

  private:
    const Json* value_;
    std::string file_;
    std::string pointer_;
};

} // namespace vitrine
