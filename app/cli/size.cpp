#include "size.h"

#include "base/error.h"
#include "report.h"
#include "scene/catalogue.h"
#include "scene/look_up.h"

#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace vitrine::cli {
namespace {

constexpr const char* kExamples = R"(
Tells a ring size in every country's way. What all of them come from is the inner diameter, that of the largest cylinder
that enters the ring (EN ISO 8653): the crest of a comfort dome, not its edge.

A size is SYSTEM:SIZE, or a diameter in mm. In each other system the nearest size that is made is shown, and how much wider
(+) or tighter (-) a ring of it is. Systems: us, uk, iso, swiss, jcs, hk, diameter.

Examples:
  vitrine size us:6.5
  vitrine size uk:M½            or uk:M1/2, uk:M.5
  vitrine size 16.9 --json

Exit code: 0, or 2 for a system or a size that does not exist.)";

struct Row {
    const scene::RingSizeSystem* system = nullptr;
    double size = 0.0;
    double diameter_mm = 0.0;
};

struct Sizes {
    double diameter_mm = 0.0;
    std::vector<Row> rows;
};

double diameterOf(const scene::Catalogue& catalogue, const std::string& subject) {
    const auto colon = subject.find(':');
    const std::string system = colon == std::string::npos ? "diameter" : subject.substr(0, colon);
    const scene::RingSizeSystem& known = scene::lookUp(catalogue.sizes, system, "system of ring sizes");
    return known.diameter_mm(known.sizeNamed(colon == std::string::npos ? subject : subject.substr(colon + 1)));
}

// Systems that have no such size are left out.
Sizes sizesOf(const scene::Catalogue& catalogue, const std::string& subject) {
    Sizes sizes{.diameter_mm = diameterOf(catalogue, subject), .rows = {}};
    for (const auto& [id, system] : catalogue.sizes) {
        const double exact = system.sizeOf(sizes.diameter_mm), size = system.nearest(exact);
        if (std::abs(exact - size) <= system.madeBy)
            sizes.rows.push_back({.system = &system, .size = size, .diameter_mm = system.diameter_mm(size)});
    }
    return sizes;
}

void printSizes(const std::filesystem::path& assets, const std::string& subject) {
    const scene::Catalogue catalogue = scene::loadCatalogue(assets);
    const Sizes sizes = sizesOf(catalogue, subject);
    fmt::print("{:.2f} mm inside, {:.2f} mm around\n\n", sizes.diameter_mm, kPi * sizes.diameter_mm);
    for (const Row& row : sizes.rows)
        fmt::print("  {:<10}{:>7}   {:6.2f} mm {:+5.2f}   {}\n", row.system->id, row.system->nameOf(row.size),
                   row.diameter_mm, row.diameter_mm - sizes.diameter_mm, row.system->labels.at("en"));
}

Json sizesAsJson(const std::filesystem::path& assets, const std::string& subject) {
    const scene::Catalogue catalogue = scene::loadCatalogue(assets);
    const Sizes sizes = sizesOf(catalogue, subject);
    Json rows = Json::array();
    for (const Row& row : sizes.rows)
        rows.push_back({{"system", row.system->id},
                        {"size", row.size},
                        {"name", row.system->nameOf(row.size)},
                        {"diameter_mm", row.diameter_mm},
                        {"difference_mm", row.diameter_mm - sizes.diameter_mm},
                        {"labels", row.system->labels},
                        {"source", row.system->source}});
    return {
        {"diameter_mm", sizes.diameter_mm}, {"circumference_mm", kPi * sizes.diameter_mm}, {"sizes", std::move(rows)}};
}

} // namespace

void addSize(CLI::App& app, Context& context) {
    addReport(app, context,
              {.command = "size",
               .purpose = "Tell a ring size in every country's way",
               .argument = "SIZE",
               .argumentHelp = "SYSTEM:SIZE such as us:6.5, or a diameter in mm",
               .examples = kExamples,
               .printText = printSizes,
               .json = sizesAsJson});
}

} // namespace vitrine::cli
