#include "base/json.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

namespace vitrine {
namespace {

// RFC 6901: "~" and "/" inside a key are escaped.
std::string escapeForPointer(const std::string& key) {
    std::string escaped;
    for (const char c : key) escaped += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return escaped;
}

// Watches the parse for what nlohmann-json lets through: depth, duplicate keys, infinities. The values themselves are
// built by the library's own parser afterwards, once the text is known to be harmless.
class Guard : public nlohmann::json_sax<Json> {
  public:
    Guard(const std::string& file, const JsonLimits& limits) : file_(file), limits_(limits) {}

    bool null() override { return next(); }
    bool boolean(bool) override { return next(); }
    bool number_integer(number_integer_t) override { return next(); }
    bool number_unsigned(number_unsigned_t) override { return next(); }
    bool number_float(number_float_t value, const string_t& text) override {
        if (!std::isfinite(value)) refuse("the number " + text + " is not finite");
        return next();
    }
    bool string(string_t&) override { return next(); }
    bool binary(binary_t&) override { return next(); }
    bool start_object(std::size_t) override { return descend(); }
    bool key(string_t& name) override {
        Level& level = levels_.back();
        level.step = escapeForPointer(name.substr(0, 128)); // for a message, which need not be longer
        if (!level.keys.insert(name).second) refuse("the key \"" + name + "\" stands twice in one object");
        return true;
    }
    bool end_object() override { return ascend(); }
    bool start_array(std::size_t) override {
        descend();
        levels_.back().isArray = true;
        return true;
    }
    bool end_array() override { return ascend(); }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& problem) override {
        // The library's message leads with its own error number and position; what follows the last bracket is the
        // gist.
        std::string gist = problem.what();
        if (const auto at = gist.find(": "); at != std::string::npos) gist = gist.substr(at + 2);
        if (const auto at = gist.find("] "); at != std::string::npos && gist[0] == '[') gist = gist.substr(at + 2);
        throw Error({.file = file_, .place = fmt::format("byte {}", position), .problem = "not valid JSON: " + gist});
    }

  private:
    /// An array or object that is being read: its element so far, and the keys it has had.
    struct Level {
        bool isArray = false;
        std::size_t index = 0;
        std::string step;
        std::set<std::string> keys;
    };

    bool descend() {
        if (static_cast<int>(levels_.size()) == limits_.maxDepth)
            refuse(fmt::format("nested deeper than {} levels", limits_.maxDepth));
        levels_.emplace_back();
        return true;
    }
    bool ascend() {
        levels_.pop_back();
        return next();
    }
    /// A value is complete; the next one of the same array has the next index.
    bool next() {
        if (!levels_.empty()) ++levels_.back().index;
        return true;
    }
    [[noreturn]] void refuse(std::string problem) const {
        std::string place;
        for (const Level& level : levels_) place += "/" + (level.isArray ? std::to_string(level.index) : level.step);
        throw Error({.file = file_, .place = place, .problem = std::move(problem), .remedy = "correct the JSON"});
    }

    const std::string& file_;
    const JsonLimits& limits_;
    std::vector<Level> levels_;
};

} // namespace

Json parseJson(std::string_view text, const std::string& file, const JsonLimits& limits) {
    if (text.size() > limits.maxBytes)
        throw Error({.file = file,
                     .problem = fmt::format("the JSON is {} bytes long", text.size()),
                     .remedy = fmt::format("at most {} bytes are read", limits.maxBytes)});
    Guard guard(file, limits);
    Json::sax_parse(text.begin(), text.end(), &guard);
    return Json::parse(text.begin(), text.end());
}

Json readJson(const std::filesystem::path& path, const JsonLimits& limits) {
    return parseJson(readTextFile(path, limits.maxBytes), path.string(), limits);
}

JsonPlace JsonPlace::operator[](const std::string& key) const {
    if (!value_->is_object()) fail("is not an object");
    const auto found = value_->find(key);
    if (found == value_->end()) fail("lacks \"" + key + "\"");
    return JsonPlace(*found, file_, pointer_ + "/" + escapeForPointer(key));
}

JsonPlace JsonPlace::operator[](std::size_t index) const {
    if (!value_->is_array()) fail("is not an array");
    if (index >= value_->size()) fail(fmt::format("has {} elements, element {} is needed", value_->size(), index));
    return JsonPlace((*value_)[index], file_, fmt::format("{}/{}", pointer_, index));
}

double JsonPlace::number() const {
    if (!value_->is_number()) fail("is not a number");
    return value_->get<double>();
}

double JsonPlace::number(double least, double most) const {
    const double value = number();
    if (!(value >= least && value <= most))
        fail(fmt::format("{} is out of range", value), fmt::format("between {} and {}", least, most));
    return value;
}

long long JsonPlace::integer(long long least, long long most) const {
    const double value = number();
    if (value != std::floor(value)) fail(fmt::format("{} is not a whole number", value));
    if (!(value >= static_cast<double>(least) && value <= static_cast<double>(most)))
        fail(fmt::format("{} is out of range", value), fmt::format("between {} and {}", least, most));
    return static_cast<long long>(value);
}

bool JsonPlace::boolean() const {
    if (!value_->is_boolean()) fail("is not true or false");
    return value_->get<bool>();
}

std::string JsonPlace::string() const {
    if (!value_->is_string()) fail("is not a string");
    return value_->get<std::string>();
}

std::string JsonPlace::oneOf(const std::vector<std::string>& choices) const {
    const std::string value = string();
    if (std::find(choices.begin(), choices.end(), value) == choices.end())
        fail("\"" + value + "\" is not known", fmt::format("one of {}", fmt::join(choices, ", ")));
    return value;
}

std::vector<JsonPlace> JsonPlace::elements() const {
    if (!value_->is_array()) fail("is not an array");
    std::vector<JsonPlace> places;
    for (std::size_t i = 0; i < value_->size(); ++i) places.push_back((*this)[i]);
    return places;
}

std::vector<std::pair<std::string, JsonPlace>> JsonPlace::members() const {
    if (!value_->is_object()) fail("is not an object");
    std::vector<std::pair<std::string, JsonPlace>> places;
    for (const auto& [key, unused] : value_->items()) places.emplace_back(key, (*this)[key]);
    return places;
}

void JsonPlace::allowOnly(const std::vector<std::string>& keys) const {
    for (const auto& [key, place] : members())
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            place.fail("\"" + key + "\" is not known here", fmt::format("one of {}", fmt::join(keys, ", ")));
}

void JsonPlace::fail(std::string problem, std::string remedy) const {
    throw Error({.file = file_,
                 .place = pointer_.empty() ? "/" : pointer_,
                 .problem = std::move(problem),
                 .remedy = std::move(remedy)});
}

} // namespace vitrine
