#include "gem/gemcad_read.h"

#include "base/error.h"
#include "base/files.h"
#include "gem/gemcad_binary.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace vitrine::gem {
namespace {

constexpr std::size_t kMostBytes = 1 << 20, kMostFacets = 1000;
constexpr int kMostTeeth = 100'000;
constexpr double kMostDistance = 1e6;

bool isSpace(char c) {
    return c == ' ' || c == '\t';
}

std::string lowerCase(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool isUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i++]);
        const int more = lead < 0x80 ? 0 : lead >= 0xc2 && lead < 0xe0 ? 1 : (lead & 0xf0) == 0xe0 ? 2 : -1;
        if (more < 0) return false;
        for (int k = 0; k < more; ++k)
            if (i == text.size() || (static_cast<unsigned char>(text[i++]) & 0xc0) != 0x80) return false;
    }
    return true;
}

// Old files are Latin-1.
std::string asUtf8(std::string_view text) {
    if (isUtf8(text)) return std::string(text);
    std::string result;
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x80) {
            result += c;
        } else {
            result += static_cast<char>(0xc0 | (code >> 6));
            result += static_cast<char>(0x80 | (code & 0x3f));
        }
    }
    return result;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
    return text;
}

// One line, word by word.
struct Line {
    std::string_view rest;
    std::string_view file;
    int number = 0;

    [[noreturn]] void fail(std::string problem, std::string remedy) const {
        throw Error({.file = std::string(file),
                     .place = fmt::format("line {}", number),
                     .problem = std::move(problem),
                     .remedy = std::move(remedy)});
    }
    bool atEnd() const { return trimmed(rest).empty(); }
    std::string_view word() {
        rest = trimmed(rest);
        const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
        const std::string_view found = rest.substr(0, end);
        rest.remove_prefix(end);
        return found;
    }
    std::string text() {
        const std::string_view all = trimmed(rest);
        rest = {};
        return asUtf8(all);
    }
    double numberIn(std::string_view given, const char* what, double least, double most) const {
        double value = 0.0;
        std::string_view digits = given;
        if (digits.starts_with('+')) digits.remove_prefix(1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (given.empty()) fail(fmt::format("the {} is missing", what), fmt::format("{} to {}", least, most));
        if (error != std::errc() || end != digits.data() + digits.size())
            fail(fmt::format("the {} \"{}\" is no number", what, asUtf8(given.substr(0, 40))),
                 fmt::format("{} to {}", least, most));
        if (!(value >= least && value <= most))
            fail(fmt::format("the {} cannot be {}", what, value), fmt::format("{} to {}", least, most));
        return value;
    }
    double nextNumber(const char* what, double least, double most) { return numberIn(word(), what, least, most); }
    int nextInteger(const char* what, int least, int most) {
        const double value = nextNumber(what, least, most);
        if (value != std::round(value)) fail(fmt::format("the {} cannot be {}", what, value), "a whole number");
        return static_cast<int>(value);
    }
    void expectEnd() {
        if (!atEnd()) fail(fmt::format("\"{}\" is too much", asUtf8(trimmed(rest).substr(0, 40))), "leave it out");
    }
};

class Reader {
  public:
    Reader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

    GemCadDesign read() {
        readHeading();
        while (!text_.empty()) {
            Line line = next();
            if (line.atEnd()) continue;
            if (isSpace(line.rest.front()))
                continueTier(line);
            else
                readLine(line);
        }
        checkLastTier();
        if (design_.tiers.empty())
            throw Error({.file = std::string(file_),
                         .place = fmt::format("line {}", number_),
                         .problem = "the design ends without a tier of facets",
                         .remedy = "lines \"a ANGLE DISTANCE INDEX ...\"; was the file cut short?"});
        return std::move(design_);
    }

  private:
    Line next() {
        const std::size_t end = text_.find_first_of("\r\n");
        const std::string_view line = text_.substr(0, end);
        if (end == std::string_view::npos)
            text_ = {};
        else
            text_.remove_prefix(end + (text_.substr(end).starts_with("\r\n") ? 2 : 1));
        const Line found{.rest = line, .file = file_, .number = ++number_};
        for (const char c : line)
            if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\x1a')
                found.fail(fmt::format("the byte {:#04x} is no text", static_cast<unsigned char>(c)),
                           "a design saved by GemCad as text (.asc)");
        return found;
    }

    void readHeading() {
        if (text_.starts_with("\xef\xbb\xbf")) text_.remove_prefix(3);
        Line line = next();
        if (line.word() != "GemCad")
            line.fail("this is no GemCad design", "a first line \"GemCad 5.0\", as GemCad writes it to .asc files");
        line.nextNumber("version", 0.0, 100.0);
    }

    void readLine(Line& line) {
        const std::string_view keyword = line.word();
        if (keyword != "a") checkLastTier();
        if (keyword == "g")
            readGear(line);
        else if (keyword == "y")
            readSymmetry(line);
        else if (keyword == "I")
            design_.refractiveIndex = line.nextNumber("index of refraction", 1.0, 5.0), line.expectEnd();
        else if (keyword == "H")
            design_.headers.push_back(line.text());
        else if (keyword == "F")
            design_.footers.push_back(line.text());
        else if (keyword == "a")
            readTier(line);
        else if (keyword != "\x1a")
            line.fail(fmt::format("no line starts with \"{}\"", asUtf8(keyword.substr(0, 40))),
                      "g, y, I, H, F or a; a line that continues a tier starts with a space");
    }

    void readGear(Line& line) {
        if (!design_.tiers.empty()) line.fail("the gear comes after a tier", "put it before all tiers");
        design_.gear = line.nextInteger("gear", -kMostTeeth, kMostTeeth);
        if (design_.gear == 0) line.fail("a gear of 0 teeth divides nothing", "such as 96, or -96 to count clockwise");
        const double teeth = std::abs(design_.gear);
        design_.offset = line.atEnd() ? 0.0 : line.nextNumber("gear's offset", -teeth, teeth);
        line.expectEnd();
        hasGear_ = true;
    }

    void readSymmetry(Line& line) {
        design_.symmetry = line.nextInteger("symmetry", 1, kMostTeeth);
        const std::string_view mirror = line.word();
        if (mirror != "y" && mirror != "n")
            line.fail(mirror.empty() ? "the mirror symmetry is missing"
                                     : fmt::format("the mirror symmetry cannot be \"{}\"", asUtf8(mirror)),
                      "y or n");
        design_.mirror = mirror == "y";
        line.expectEnd();
    }

    void readTier(Line& line) {
        if (!hasGear_) line.fail("a tier comes before the gear", "a line \"g 96 0.0\" before it");
        checkLastTier();
        GemCadTier tier;
        tier.angle_deg = line.nextNumber("angle", -90.0, 90.0);
        tier.distance = line.nextNumber("distance", -kMostDistance, kMostDistance);
        design_.tiers.push_back(std::move(tier));
        tierLine_ = line;
        readFacets(line);
    }

    void continueTier(Line& line) {
        if (design_.tiers.empty()) line.fail("a line that starts with a space continues no tier", "remove the space");
        readFacets(line);
    }

    void readFacets(Line& line) {
        GemCadTier& tier = design_.tiers.back();
        const double teeth = std::abs(design_.gear);
        while (!line.atEnd()) {
            const std::string_view word = line.word();
            if (word == "G" || (!tier.instructions.empty() && isSpace(line.rest.empty() ? ' ' : line.rest.front()))) {
                std::string text = line.text();
                if (word != "G") text = asUtf8(word) + (text.empty() ? "" : " " + text);
                tier.instructions += (tier.instructions.empty() || text.empty() ? "" : " ") + text;
            } else if (word == "n") {
                if (line.atEnd()) line.fail("a facet's name is missing after \"n\"", "a name, or leave the n out");
                if (tier.facets.empty()) line.fail("a name comes before any index", "the index of the facet first");
                tier.facets.back().name = asUtf8(line.word());
            } else {
                if (++facets_ > kMostFacets)
                    line.fail("the design has too many facets", fmt::format("at most {}", kMostFacets));
                tier.facets.push_back({.index = line.numberIn(word, "index", -teeth, teeth), .name = {}});
            }
        }
    }

    // Once all lines of the tier are read.
    void checkLastTier() {
        if (!design_.tiers.empty() && design_.tiers.back().facets.empty())
            tierLine_.fail("the tier has no index, so no facet", "one index a facet after angle and distance");
    }

    std::string_view text_, file_;
    int number_ = 0;
    bool hasGear_ = false;
    std::size_t facets_ = 0;
    Line tierLine_;
    GemCadDesign design_;
};

} // namespace

bool isNameOfGemCadFile(const std::filesystem::path& file) {
    const std::string extension = lowerCase(file.extension().string());
    return extension == ".asc" || extension == ".gem";
}

GemCadDesign readGemCad(std::string_view text, const std::string& file) {
    if (trimmed(text).empty())
        throw Error({.file = file,
                     .place = "line 1",
                     .problem = "the file is empty",
                     .remedy = "a design saved by GemCad as text (.asc)"});
    return Reader(text, file).read();
}

GemCadDesign readGemCadFile(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file, kMostBytes);
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (lowerCase(file.extension().string()) == ".gem" && !text.starts_with("GemCad"))
        return readGemCadBinary(bytes, file.string());
    return readGemCad(text, file.string());
}

} // namespace vitrine::gem
