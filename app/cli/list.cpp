#include "list.h"

#include "report.h"
#include "scene/catalogue.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <tuple>

namespace vitrine::cli {
namespace {

constexpr const char* kExamples = R"(
Lists what the catalogue holds, in the order in which a shop shows it. The first column is the name that every command
and every design takes.

Examples:
  vitrine list gems
  vitrine list metals --json

Each stone, metal or cut is told in full by `vitrine species`, `vitrine metal` and `vitrine gem`.)";

/// One line of a list: what a program reads, and a short fact for people.
struct Row {
    std::string id, label, fact;
    int order = 0;
    Json json = Json::object();
};

std::string labelOf(const std::map<std::string, std::string>& labels) {
    const auto found = labels.find("en");
    return found == labels.end() ? "" : found->second;
}

Row rowOf(const std::string& id, const std::map<std::string, std::string>& labels, int order, std::string fact) {
    return {.id = id,
            .label = labelOf(labels),
            .fact = std::move(fact),
            .order = order,
            .json = {{"id", id}, {"labels", labels}}};
}

std::vector<Row> gems(const scene::Catalogue& catalogue) {
    std::map<std::string, Json> grades;
    for (const auto& [id, species] : catalogue.species)
        if (!species->gradeOf.empty()) grades[species->gradeOf].push_back(id);
    std::vector<Row> rows;
    for (const auto& [id, species] : catalogue.species) {
        if (!species->gradeOf.empty()) continue;
        const double n = species->ordinary.index(optics::kSodiumD_nm);
        std::string fact = fmt::format("n {:.3f}  {:.2f} g/cm3  {}", n, species->density_g_cm3,
                                       species->body ? "opaque" : gem::nameOf(species->character));
        if (species->trade.origin != gem::Origin::natural) fact += ", " + gem::nameOf(species->trade.origin);
        if (const auto found = grades.find(id); found != grades.end())
            fact += fmt::format("; grades {} to {}", found->second.front().get<std::string>(),
                                found->second.back().get<std::string>());
        Row row = rowOf(id, species->labels, species->trade.order, std::move(fact));
        row.json.update({{"origin", gem::nameOf(species->trade.origin)},
                         {"n_D", n},
                         {"density_g_cm3", species->density_g_cm3},
                         {"optic_character", gem::nameOf(species->character)},
                         {"opaque", species->body.has_value()},
                         {"grades", grades.contains(id) ? grades[id] : Json::array()}});
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Row> metals(const scene::Catalogue& catalogue) {
    std::vector<Row> rows;
    for (const auto& [id, alloy] : catalogue.alloys) {
        std::string fact = fmt::format("{:5.2f} g/cm3  {}", alloy->density_g_cm3, alloy->hallmark);
        if (alloy->plating)
            fact += fmt::format("{}plated {}", alloy->hallmark.empty() ? "" : ", ", alloy->plating->element);
        Row row = rowOf(id, alloy->labels, alloy->order, std::move(fact));
        row.json.update({{"family", alloy->family},
                         {"density_g_cm3", alloy->density_g_cm3},
                         {"fineness", alloy->fineness ? Json(alloy->fineness->perMille) : Json(nullptr)}});
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Row> finishes(const scene::Catalogue& catalogue) {
    std::vector<Row> rows;
    for (const auto& [id, finish] : catalogue.finishes) {
        const std::string fact =
            fmt::format("roughness {:.2f} along, {:.2f} across", std::sqrt(finish.alpha.x), std::sqrt(finish.alpha.y));
        rows.push_back(rowOf(id, finish.labels, finish.order, fact));
    }
    return rows;
}

std::vector<Row> enamels(const scene::Catalogue& catalogue) {
    std::vector<Row> rows;
    for (const auto& [id, enamel] : catalogue.enamels) {
        const std::string making = enamel::nameOf(enamel->making), kind = enamel::nameOf(enamel->kind);
        rows.push_back(
            rowOf(id, enamel->labels, enamel->order,
                  fmt::format("{}, {}, n {:.2f}, {:.1f} mm", making, kind, enamel->index, enamel->depth_mm)));
        rows.back().json.update(
            {{"making", making}, {"kind", kind}, {"n_D", enamel->index}, {"depth_mm", enamel->depth_mm}});
    }
    return rows;
}

std::vector<Row> clarities(const scene::Catalogue& catalogue) {
    std::vector<Row> rows;
    for (const auto& [id, scale] : catalogue.clarities)
        for (const gem::ClarityGrade& grade : scale.grades) {
            rows.push_back(rowOf(grade.id, {{"en", grade.label}}, static_cast<int>(rows.size()), grade.meaning));
            rows.back().json.update({{"scale", id}, {"meaning", grade.meaning}, {"minerals", scale.minerals}});
        }
    return rows;
}

std::vector<Row> cuts(const scene::Catalogue& catalogue) {
    std::vector<Row> rows;
    for (const auto& [id, entry] : catalogue.cuts) {
        const gem::Cut& cut = entry->cut;
        const std::size_t planes = cut.body.cabochon() ? 0 : cut.body.solid.facets().size();
        rows.push_back(rowOf(id, cut.labels, 0,
                             fmt::format("length to width {:.2f}, {}", cut.body.proportions.length,
                                         planes > 0 ? fmt::format("{} planes", planes) : "no facets")));
        rows.back().json.update(
            {{"kind", cut.kind}, {"length_to_width", cut.body.proportions.length}, {"planes", planes}});
    }
    return rows;
}

std::vector<Row> parts(const scene::Catalogue& catalogue) {
    std::vector<Row> rows;
    for (const auto& [id, part] : catalogue.parts) {
        rows.push_back(
            rowOf(id, part->labels, 0,
                  fmt::format("{}, {} parameters, {} seats", part->kind, part->parameters.size(), part->seats.size())));
        rows.back().json.update({{"kind", part->kind}, {"seats", part->seats.size()}});
    }
    return rows;
}

std::vector<Row> studios(const std::filesystem::path& assets) {
    std::vector<Row> rows;
    for (const auto& file : std::filesystem::directory_iterator(assets / "studios")) {
        if (file.path().extension() != ".json") continue;
        const Json document = readJson(file.path());
        const JsonPlace studio(document, file.path().string());
        std::map<std::string, std::string> labels;
        for (const auto& [language, label] : studio["labels"].members()) labels[language] = label.string();
        rows.push_back(rowOf(file.path().stem().string(), labels, 0, ""));
    }
    return rows;
}

std::vector<Row> unsortedRowsOf(const std::string& what, const std::filesystem::path& assets) {
    if (what == "studios") return studios(assets);
    const scene::Catalogue catalogue = scene::loadCatalogue(assets);
    return what == "gems"        ? gems(catalogue)
           : what == "metals"    ? metals(catalogue)
           : what == "finishes"  ? finishes(catalogue)
           : what == "enamels"   ? enamels(catalogue)
           : what == "clarities" ? clarities(catalogue)
           : what == "cuts"      ? cuts(catalogue)
                                 : parts(catalogue);
}

std::vector<Row> rowsOf(const std::string& what, const std::filesystem::path& assets) {
    std::vector<Row> rows = unsortedRowsOf(what, assets);
    std::sort(rows.begin(), rows.end(),
              [](const Row& a, const Row& b) { return std::tie(a.order, a.id) < std::tie(b.order, b.id); });
    return rows;
}

void printRows(const std::filesystem::path& assets, const std::string& what) {
    const std::vector<Row> rows = rowsOf(what, assets);
    std::size_t id = 0, label = 0;
    for (const Row& row : rows) {
        id = std::max(id, row.id.size());
        label = std::max(label, row.label.size());
    }
    for (const Row& row : rows) fmt::print("{:<{}}  {:<{}}  {}\n", row.id, id, row.label, label, row.fact);
}

Json asJson(const std::filesystem::path& assets, const std::string& what) {
    Json list = Json::array();
    for (const Row& row : rowsOf(what, assets)) list.push_back(row.json);
    return list;
}

} // namespace

void addList(CLI::App& app, Context& context) {
    addReport(app, context,
              {.command = "list",
               .purpose = "List metals, finishes, enamels, gems, clarities, cuts, parts or studios",
               .argument = "WHAT",
               .argumentHelp = "metals, finishes, enamels, gems, clarities, cuts, parts or studios",
               .examples = kExamples,
               .jsonHelp = "Print JSON for a program: a list of objects",
               .subjects = {"metals", "finishes", "enamels", "gems", "clarities", "cuts", "parts", "studios"},
               .printText = printRows,
               .json = asJson});
}

} // namespace vitrine::cli
