#include "gem_report.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace vitrine::cli {
namespace {

using performance::Estimate;

constexpr double kCaratsPerMomme = 18.75; // 3.75 g, by which pearls are sold beside their size in mm

double percent(double share) {
    return 100.0 * share;
}

void printHeading(const std::string& text) {
    fmt::print("\n{}\n", text);
}

void printShare(const char* name, const Estimate& share, const char* what = "") {
    const std::string line = fmt::format("  {:<26}{:>7.2f} % +- {:.2f}   {}", name, percent(share.value),
                                         percent(share.standardError), what);
    fmt::print("{}\n", line.substr(0, line.find_last_not_of(' ') + 1));
}

void printPair(const char* left, const std::string& leftValue, const char* right, const std::string& rightValue) {
    fmt::print("  {:<16}{:<22}{:<16}{}\n", left, leftValue, right, rightValue);
}

void printBody(const GemReport& r) {
    const auto inPercent = [](double share) { return fmt::format("{:.2f} %", percent(share)); };
    fmt::print("{}, {}, {:g} mm\n", r.cut, r.species, r.diameter_mm);
    const std::string facets = r.facets > 0 ? fmt::format("{}, {} planes in all", r.facets, r.planes) : "none";
    printPair("facets", facets, "weight", fmt::format("{:.4f} ct", r.carats));
    if (r.soldByMomme) printPair("", "", "", fmt::format("{:.4f} momme", r.carats / kCaratsPerMomme));
    printPair("table", r.facets > 0 ? inPercent(r.proportions.table) : "none", "volume",
              fmt::format("{:.3f} mm3", r.volume_mm3));
    printPair("depth", inPercent(r.proportions.depth), "crown height", inPercent(r.proportions.crownHeight));
    printPair("length", fmt::format("{:.3f} widths", r.proportions.length), "pavilion depth",
              inPercent(r.proportions.pavilionDepth));
}

void printDesign(const gem::GemCadDesign& d) {
    for (const std::string& header : d.headers)
        if (!header.empty()) fmt::print("  {}\n", header);
    fmt::print("  {:<16}{} teeth{}\n", "gear", std::abs(d.gear), d.gear < 0 ? ", clockwise" : "");
    fmt::print("  {:<16}{} folds{}\n", "symmetry", d.symmetry, d.mirror ? ", with mirror" : "");
    if (d.refractiveIndex > 0.0) fmt::print("  {:<16}{:.3f}\n", "designed for", d.refractiveIndex);
    fmt::print("\n  {:<8}{:>8}{:>8}  {}\n", "tier", "angle", "facets", "indices");
    for (const gem::GemCadTier& tier : d.tiers) {
        fmt::print("  {:<8}{:>8.2f}{:>8} ", tier.name(), tier.angle_deg, tier.facets.size());
        for (const gem::GemCadFacet& facet : tier.facets) fmt::print(" {:g}", facet.index);
        fmt::print("{}{}\n", tier.instructions.empty() ? "" : "   ", tier.instructions);
    }
}

Json designAsJson(const gem::GemCadDesign& d) {
    Json tiers = Json::array();
    for (const gem::GemCadTier& tier : d.tiers) {
        Json indices = Json::array();
        for (const gem::GemCadFacet& facet : tier.facets) indices.push_back(facet.index);
        tiers.push_back({{"name", tier.name()},
                         {"angle_deg", tier.angle_deg},
                         {"distance", tier.distance},
                         {"indices", std::move(indices)},
                         {"instructions", tier.instructions}});
    }
    return {{"gear", d.gear},       {"offset", d.offset},         {"symmetry", d.symmetry},
            {"mirror", d.mirror},   {"index", d.refractiveIndex}, {"headers", d.headers},
            {"footers", d.footers}, {"tiers", std::move(tiers)}};
}

void printLight(const performance::LightReturn& l) {
    printHeading("Of a white hemisphere's light on the crown");
    printShare("light return", l.lightReturn);
    printShare("leakage", l.leakage);
    printShare("glare", l.glare);
    printShare("absorbed", l.absorbed);
    fmt::print("  {:<26}{:>9.1e}   still inside when tracing ended; the five add up to {:.6f}\n", "residue",
               l.residue.value,
               l.lightReturn.value + l.leakage.value + l.glare.value + l.absorbed.value + l.residue.value);
    printShare("weighted light return", l.weightedLightReturn);
}

void printFace(const performance::FaceUp& f) {
    printHeading("Seen from above");
    printShare("radiance", f.radiance, "of a white surface's, without glare");
    printShare("  from 0-45 deg, green", f.green);
    printShare("  from 45-75 deg, red", f.red);
    printShare("  from 75-90 deg, blue", f.blue);
    printShare("leak, from below", f.leak);
    printShare("absorbed", f.absorbed);
    printShare("brightness", f.brightness, "the observer's head dark, with glare");
    fmt::print("  {:<26}{:>9.3f} +- {:.3f}   standard deviation of that over the face, of its mean\n", "contrast",
               f.contrast.value, f.contrast.standardError);
    fmt::print("  {:<26}{:>9.3f} +- {:.3f}   degrees between the F and the C line\n", "fire", f.fire_deg.value,
               f.fire_deg.standardError);
    fmt::print("  {:<26}{:>9.1e}\n", "residue", f.residue.value);
}

void printTilt(const std::vector<performance::TiltPoint>& curve) {
    printHeading("Radiance when tilted, degrees and %");
    for (const auto& point : curve) fmt::print("{:>6.0f}", point.tilt_deg);
    fmt::print("\n");
    double worst = 0.0;
    for (const auto& point : curve) {
        fmt::print("{:>6.1f}", percent(point.radiance.value));
        worst = std::max(worst, point.radiance.standardError);
    }
    fmt::print("   each +- {:.1f}\n", percent(worst));
}

// By where the light comes from that an eye above sees.
Json zonesOf(const performance::FaceUp& f, double Estimate::*figure) {
    return {{"green", f.green.*figure}, {"red", f.red.*figure}, {"blue", f.blue.*figure}, {"leak", f.leak.*figure}};
}

Json figuresOf(const GemReport::Performance& p) {
    Json tilt = Json::array();
    for (const auto& point : p.tilt)
        tilt.push_back({{"tilt_deg", point.tilt_deg}, {"face_up_radiance", point.radiance.value}});
    return {{"light_return", p.light.lightReturn.value},
            {"weighted_light_return", p.light.weightedLightReturn.value},
            {"face_up_radiance", p.face.radiance.value},
            {"aset", zonesOf(p.face, &Estimate::value)},
            {"fire", p.face.fire_deg.value},
            {"tilt", std::move(tilt)}};
}

Json furtherFiguresOf(const GemReport::Performance& p) {
    Json tiltErrors = Json::array();
    for (const auto& point : p.tilt) tiltErrors.push_back(point.radiance.standardError);
    return {{"leakage", p.light.leakage.value},
            {"glare", p.light.glare.value},
            {"absorbed", p.light.absorbed.value},
            {"residue", p.light.residue.value},
            {"brightness", p.face.brightness.value},
            {"contrast", p.face.contrast.value},
            {"face_up_glare", p.face.glare.value},
            {"face_up_absorbed", p.face.absorbed.value},
            {"face_up_residue", p.face.residue.value},
            {"standard_error",
             {{"light_return", p.light.lightReturn.standardError},
              {"weighted_light_return", p.light.weightedLightReturn.standardError},
              {"leakage", p.light.leakage.standardError},
              {"glare", p.light.glare.standardError},
              {"absorbed", p.light.absorbed.standardError},
              {"face_up_radiance", p.face.radiance.standardError},
              {"aset", zonesOf(p.face, &Estimate::standardError)},
              {"brightness", p.face.brightness.standardError},
              {"contrast", p.face.contrast.standardError},
              {"fire", p.face.fire_deg.standardError},
              {"tilt", std::move(tiltErrors)}}}};
}

} // namespace

Json asJson(const GemReport& r) {
    Json json = {{"facets", r.facets},
                 {"planes", r.planes},
                 {"table_percent", percent(r.proportions.table)},
                 {"depth_percent", percent(r.proportions.depth)},
                 {"crown_height_percent", percent(r.proportions.crownHeight)},
                 {"pavilion_depth_percent", percent(r.proportions.pavilionDepth)},
                 {"volume_mm3", r.volume_mm3},
                 {"carats", r.carats},
                 {"traced_as", r.tracedAs}};
    if (r.soldByMomme) json["momme"] = r.carats / kCaratsPerMomme;
    if (r.design) json["design"] = designAsJson(*r.design);
    if (r.performance)
        json.update(figuresOf(*r.performance));
    else
        for (const char* key : {"light_return", "weighted_light_return", "face_up_radiance", "aset", "fire", "tilt"})
            json[key] = nullptr;
    return json;
}

Json detailsOf(const GemReport& r) {
    Json details = {{"length_to_width", r.proportions.length}, {"notes", r.notes}};
    if (r.performance) details.update(furtherFiguresOf(*r.performance));
    return details;
}

void printText(const GemReport& report) {
    printBody(report);
    if (report.design) printDesign(*report.design);
    if (const auto& found = report.performance) {
        printLight(found->light);
        printFace(found->face);
        printTilt(found->tilt);
    }
    for (const std::string& note : report.notes) fmt::print("\nNote: {}\n", note);
}

} // namespace vitrine::cli
