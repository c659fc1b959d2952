// Solves the strengths of the chromophores of modelled gems (assets/catalogue/gems), so that a slab of 5 mm, or the
// body of an opaque stone, comes as near to the entry's CIELAB target as its bands allow, and writes them into the
// files in place, with how near that is ("within", dE 1976). Rerun it after any change of a band, a target or a
// mineral:
//
//   vitrine_solve_strengths assets/catalogue [ID...]
//
// Unknowns: the logarithms of the strengths, so that none becomes negative. Method: Levenberg and Marquardt on the
// three differences L*, a*, b*, the derivatives by differences; the damping also decides between strengths that do
// alike.
#include "base/error.h"
#include "base/files.h"
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

using Matrix = std::vector<std::vector<double>>;

// Gaussian elimination; the damped matrix is positive definite, so no pivot vanishes.
std::vector<double> solve(Matrix m, std::vector<double> b) {
    const std::size_t n = b.size();
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t i = k + 1; i < n; ++i) {
            const double factor = m[i][k] / m[k][k];
            for (std::size_t j = k; j < n; ++j) m[i][j] -= factor * m[k][j];
            b[i] -= factor * b[k];
        }
    for (std::size_t k = n; k-- > 0;) {
        for (std::size_t j = k + 1; j < n; ++j) b[k] -= m[k][j] * b[j];
        b[k] /= m[k][k];
    }
    return b;
}

std::vector<double> stepped(const std::vector<double>& strengths, const std::vector<double>& step) {
    std::vector<double> result;
    for (std::size_t i = 0; i < strengths.size(); ++i)
        result.push_back(std::clamp(strengths[i] * std::exp(step[i]), kLeastStrength, kMostStrength));
    return result;
}

struct Solution {
    std::vector<double> strengths;
    glm::dvec3 difference;
};

Solution solvedFrom(Problem& problem, std::vector<double> strengths) {
    const std::size_t n = strengths.size();
    glm::dvec3 difference = problem.difference(strengths);
    double damping = 1.0;
    for (int iteration = 0; iteration < kSteps && damping < 1e9 && glm::length(difference) > 1e-3; ++iteration) {
        constexpr double h = 1e-4;
        std::vector<glm::dvec3> slopes;
        for (std::size_t i = 0; i < n; ++i) {
            std::vector<double> step(n, 0.0);
            step[i] = h;
            slopes.push_back((problem.difference(stepped(strengths, step)) - difference) / h);
        }
        Matrix normal(n, std::vector<double>(n));
        std::vector<double> right(n);
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) normal[i][j] = glm::dot(slopes[i], slopes[j]);
            normal[i][i] += damping;
            right[i] = -glm::dot(slopes[i], difference);
        }
        const std::vector<double> next = stepped(strengths, solve(std::move(normal), std::move(right)));
        const glm::dvec3 there = problem.difference(next);
        const bool better = glm::length(there) < glm::length(difference);
        damping *= better ? 0.3 : 4.0;
        if (!better) continue;
        strengths = next;
        difference = there;
    }
    return {strengths, difference};
}

// A deep stone has flat places far from its target, so every pattern of weak, middling and strong is tried as a start.
Solution solved(Problem& problem, std::size_t unknowns) {
    Solution best{{}, glm::dvec3(1e9)};
    const int starts = static_cast<int>(std::pow(3.0, static_cast<double>(unknowns)));
    for (int start = 0; start < starts; ++start) {
        std::vector<double> strengths;
        for (int i = 0, code = start; i < static_cast<int>(unknowns); ++i, code /= 3)
            strengths.push_back(0.02 * std::pow(8.0, code % 3));
        const Solution found = solvedFrom(problem, std::move(strengths));
        if (glm::length(found.difference) < glm::length(best.difference) - 1e-3) best = found;
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
    for (const double strength : solved(problem, problem.size()).strengths) {
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
