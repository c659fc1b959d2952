#include "gem_report.h"

#include <algorithm>
#include <fmt/core.h>

namespace vitrine::cli {
namespace {

using performance::Estimate;

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
    printPair("facets", fmt::format("{}, {} planes in all", r.facets, r.planes), "weight",
              fmt::format("{:.4f} ct", r.carats));
    printPair("table", inPercent(r.proportions.table), "volume", fmt::format("{:.3f} mm3", r.volume_mm3));
    printPair("depth", inPercent(r.proportions.depth), "crown height", inPercent(r.proportions.crownHeight));
    printPair("length", fmt::format("{:.3f} widths", r.proportions.length), "pavilion depth",
              inPercent(r.proportions.pavilionDepth));
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

} // namespace

Json asJson(const GemReport& r) {
    Json tilt = Json::array();
    for (const auto& point : r.tilt)
        tilt.push_back({{"tilt_deg", point.tilt_deg}, {"face_up_radiance", point.radiance.value}});
    return {{"facets", r.facets},
            {"planes", r.planes},
            {"table_percent", percent(r.proportions.table)},
            {"depth_percent", percent(r.proportions.depth)},
            {"crown_height_percent", percent(r.proportions.crownHeight)},
            {"pavilion_depth_percent", percent(r.proportions.pavilionDepth)},
            {"volume_mm3", r.volume_mm3},
            {"carats", r.carats},
            {"traced_as", r.tracedAs},
            {"light_return", r.light.lightReturn.value},
            {"weighted_light_return", r.light.weightedLightReturn.value},
            {"face_up_radiance", r.face.radiance.value},
            {"aset", zonesOf(r.face, &Estimate::value)},
            {"fire", r.face.fire_deg.value},
            {"tilt", std::move(tilt)}};
}

Json detailsOf(const GemReport& r) {
    Json tiltErrors = Json::array();
    for (const auto& point : r.tilt) tiltErrors.push_back(point.radiance.standardError);
    return {{"leakage", r.light.leakage.value},
            {"glare", r.light.glare.value},
            {"absorbed", r.light.absorbed.value},
            {"residue", r.light.residue.value},
            {"brightness", r.face.brightness.value},
            {"contrast", r.face.contrast.value},
            {"face_up_glare", r.face.glare.value},
            {"face_up_absorbed", r.face.absorbed.value},
            {"face_up_residue", r.face.residue.value},
            {"length_to_width", r.proportions.length},
            {"notes", r.notes},
            {"standard_error",
             {{"light_return", r.light.lightReturn.standardError},
              {"weighted_light_return", r.light.weightedLightReturn.standardError},
              {"leakage", r.light.leakage.standardError},
              {"glare", r.light.glare.standardError},
              {"absorbed", r.light.absorbed.standardError},
              {"face_up_radiance", r.face.radiance.standardError},
              {"aset", zonesOf(r.face, &Estimate::standardError)},
              {"brightness", r.face.brightness.standardError},
              {"contrast", r.face.contrast.standardError},
              {"fire", r.face.fire_deg.standardError},
              {"tilt", std::move(tiltErrors)}}}};
}

void printText(const GemReport& report) {
    printBody(report);
    printLight(report.light);
    printFace(report.face);
    printTilt(report.tilt);
    for (const std::string& note : report.notes) fmt::print("\nNote: {}\n", note);
}

} // namespace vitrine::cli
