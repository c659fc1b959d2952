// Solves the strengths of the chromophores of modelled gems (assets/catalogue/gems), so that a slab of 5 mm, or the
// body of an opaque stone, comes as near to the entry's CIELAB target as its bands allow, and writes them into the
// files in place, with how near that is ("within", dE 1976). Rerun it after any change of a band, a target or a
// mineral:
//
//   vitrine_solve_strengths assets/catalogue [ID...]
//
// Unknowns: the logarithms of the strengths, so that none becomes negative. What becomes small: the three differences
// L*, a*, b* (base/least_squares.h), their derivatives by differences; its damping also decides between strengths that
// do alike.
#include "base/error.h"
#include "base/files.h"
#include "base/least_squares.h"
#include "gem/colour.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <regex>

namespace {

using namespace vitrine;

constexpr double kLeastStrength = 1e-5, kMostStrength = 200.0;
constexpr int kSteps = 400;

// One entry with its strengths as unknowns: everything goes through the reader that the product uses.
class Problem {
  public:
    Problem(Json entry, std::string file, const gem::Minerals& minerals)
        : entry_(std::move(entry)), file_(std::move(file)), minerals_(minerals),
          field_(entry_.contains("body") ? "body" : "absorption") {
        Json& target = entry_[field_]["target"];
        target["within"] = 0.0; // is a result
        target_ = {target["L"].get<double>(), target["a"].get<double>(), target["b"].get<double>()};
        slab_mm_ = target["slab_mm"].get<double>();
        if (entry_.contains("grades")) { // the target is of the full absorption
            entry_["grades"]["absorption_scale"]["full"] = 1.0;
            entry_["grades"]["shown"] = "full";
        }
    }

    std::size_t size() const { return entry_[field_]["chromophores"].size(); }

    glm::dvec3 difference(const std::vector<double>& strengths) {
        Json& chromophores = entry_[field_]["chromophores"];
        for (std::size_t i = 0; i < strengths.size(); ++i) chromophores[i]["strength"] = strengths[i];
        return gem::labOf(gem::readSpecies(JsonPlace(entry_, file_), minerals_), optics::d65, slab_mm_) - target_;
    }

  private:
    Json entry_;
    std::string file_;
    const gem::Minerals& minerals_;
    const char* field_;
    glm::dvec3 target_{};
    double slab_mm_ = 0.0;
};

std::vector<double> strengthsFrom(const std::vector<double>& logarithms) {
    std::vector<double> strengths;
    for (const double value : logarithms) strengths.push_back(std::exp(value));
    return strengths;
}

struct Solution {
    std::vector<double> strengths;
    double missed = 0.0; // dE
};

Solution solvedFrom(Problem& problem, std::vector<double> logarithms) {
    using Values = LeastSquares::Values;
    const auto residuals = [&](const Values& at) {
        const glm::dvec3 difference = problem.difference(strengthsFrom(at));
        return Values{difference.x, difference.y, difference.z};
    };
    const auto slopes = [&](Values at, const Values& here) {
        constexpr double h = 1e-4;
        std::vector<Values> all;
        for (double& unknown : at) {
            unknown += h;
            Values slope = residuals(at);
            for (std::size_t c = 0; c < slope.size(); ++c) slope[c] = (slope[c] - here[c]) / h;
            all.push_back(std::move(slope));
            unknown -= h;
        }
        return all;
    };
    const LeastSquaresResult found = solved({residuals, slopes}, std::move(logarithms),
                                            {.rounds = kSteps,
                                             .damping = 1.0,
                                             .closeEnough = 1e-6,
                                             .range = {std::log(kLeastStrength), std::log(kMostStrength)}});
    return {strengthsFrom(found.unknowns), std::hypot(found.residuals[0], found.residuals[1], found.residuals[2])};
}

// A deep stone has flat places far from its target, so every pattern of weak, middling and strong is tried as a start.
Solution bestOf(Problem& problem, std::size_t unknowns) {
    Solution best{{}, 1e9};
    const int starts = static_cast<int>(std::pow(3.0, static_cast<double>(unknowns)));
    for (int start = 0; start < starts; ++start) {
        std::vector<double> logarithms;
        for (int i = 0, code = start; i < static_cast<int>(unknowns); ++i, code /= 3)
            logarithms.push_back(std::log(0.02 * std::pow(8.0, code % 3)));
        const Solution found = solvedFrom(problem, std::move(logarithms));
        if (found.missed < best.missed - 1e-3) best = found;
    }
    return best;
}

// The file's own text with its strengths replaced in their order, so that nothing else of it changes.
std::string rewritten(const std::string& text, const std::vector<std::string>& strengths, const std::string& within) {
    static const std::regex number(R"re(("strength": |"within": )[0-9.eE+-]+)re");
    std::string result;
    std::size_t next = 0, end = 0;
    for (auto found = std::sregex_iterator(text.begin(), text.end(), number); found != std::sregex_iterator();
         ++found) {
        const auto at = static_cast<std::size_t>(found->position());
        const std::string key = (*found)[1];
        result += text.substr(end, at - end) + key + (key[1] == 's' ? strengths.at(next++) : within);
        end = at + static_cast<std::size_t>(found->length());
    }
    return result + text.substr(end);
}

void solveFile(const std::filesystem::path& file, const gem::Minerals& minerals) {
    const Json entry = readJson(file);
    const std::string field = entry.contains("body") ? "body" : "absorption";
    if (!entry.contains(field) || entry[field]["status"] != "modelled" || !entry[field].contains("chromophores"))
        return;
    Problem problem(entry, file.string(), minerals);
    std::vector<std::string> written;
    std::vector<double> rounded;
    for (const double strength : bestOf(problem, problem.size()).strengths) {
        written.push_back(fmt::format("{:.4g}", strength));
        rounded.push_back(std::stod(written.back()));
    }
    const glm::dvec3 difference = problem.difference(rounded);
    const double missed = glm::length(difference);
    writeFileAtomically(
        file, rewritten(readTextFile(file, JsonLimits{}.maxBytes), written, fmt::format("{:.2f}", missed + 0.01)));
    fmt::print("{:26} dE {:5.2f}, off by L* {:6.2f} a* {:6.2f} b* {:6.2f}; strengths", entry["id"].get<std::string>(),
               missed, difference.x, difference.y, difference.z);
    for (const std::string& strength : written) fmt::print(" {}", strength);
    fmt::print("\n");
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: vitrine_solve_strengths assets/catalogue [ID...]\n");
        return 2;
    }
    try {
        const std::filesystem::path catalogue = argv[1];
        const gem::Minerals minerals = gem::readMinerals(catalogue / "minerals");
        std::vector<std::filesystem::path> files;
        for (int i = 2; i < argc; ++i) files.push_back(catalogue / "gems" / (std::string(argv[i]) + ".json"));
        if (files.empty())
            for (const auto& file : std::filesystem::directory_iterator(catalogue / "gems"))
                files.push_back(file.path());
        std::sort(files.begin(), files.end());
        for (const std::filesystem::path& file : files) solveFile(file, minerals);
        return 0;
    } catch (const Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 2;
    }
}
