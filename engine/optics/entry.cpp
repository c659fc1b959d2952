#include "optics/entry.h"

#include <fmt/format.h>

namespace vitrine::optics {
namespace {

std::map<std::string, std::string> readTexts(const JsonPlace& object) {
    std::map<std::string, std::string> texts;
    for (const auto& [key, place] : object.members()) {
        texts[key] = place.string();
        if (texts[key].empty()) place.fail("is empty");
    }
    return texts;
}

std::vector<double> readNumbers(const JsonPlace& array, double least, double most) {
    std::vector<double> numbers;
    for (const JsonPlace& element : array.elements()) numbers.push_back(element.number(least, most));
    return numbers;
}

std::pair<double, double> readRange_nm(const JsonPlace& range) {
    const std::vector<double> ends = readNumbers(range, 1.0, 1e6);
    if (ends.size() != 2 || !(ends[0] < ends[1])) range.fail("is not a range", "[from, to] in nm");
    return {ends[0], ends[1]};
}

} // namespace

std::map<std::string, std::string> readLabels(const JsonPlace& labels) {
    (void)labels["en"];
    return readTexts(labels);
}

std::map<std::string, std::string> readSources(const JsonPlace& sources, const std::vector<std::string>& required) {
    for (const std::string& field : required) (void)sources[field];
    return readTexts(sources);
}

Spectrum readCurve(const JsonPlace& curve, double least, double most) {
    curve.allowOnly({"first_nm", "step_nm", "values"});
    const double first = curve["first_nm"].number(100.0, 1000.0);
    const double step = curve["step_nm"].number(0.01, 1000.0);
    std::vector<double> values = readNumbers(curve["values"], least, most);
    if (values.size() < 2 || values.size() > 10000)
        curve["values"].fail(fmt::format("has {} values", values.size()), "between 2 and 10000");
    std::vector<double> wavelengths;
    for (std::size_t i = 0; i < values.size(); ++i) wavelengths.push_back(first + step * static_cast<double>(i));
    return Spectrum(std::move(wavelengths), std::move(values));
}

void checkValidity(const JsonPlace& data) {
    const auto [from, to] = readRange_nm(data["valid_nm"]);
    if (data.has("extrapolated")) {
        const JsonPlace note = data["extrapolated"];
        note.allowOnly({"range_nm", "reason"});
        (void)readRange_nm(note["range_nm"]);
        (void)note["reason"].string();
    } else if (from > 400.0 || to < 700.0) {
        data["valid_nm"].fail("does not cover 400 to 700 nm",
                              "state \"extrapolated\" with \"range_nm\" and \"reason\" beside it");
    }
}

namespace {

Dispersion readSellmeier(const JsonPlace& index) {
    index.allowOnly({"form", "c0", "B", "C_um", "C_um2", "D_per_um2", "valid_nm", "extrapolated"});
    if (index.has("C_um") == index.has("C_um2"))
        index.fail("needs either \"C_um\" or \"C_um2\"", "\"C_um\" where the formula squares it, else \"C_um2\"");
    const JsonPlace resonances = index[index.has("C_um") ? "C_um" : "C_um2"];
    const std::vector<double> B = readNumbers(index["B"], 0.0, 1000.0);
    std::vector<double> C_um2 = readNumbers(resonances, 0.0, 1000.0);
    if (B.size() != C_um2.size()) resonances.fail(fmt::format("has {} terms, B has {}", C_um2.size(), B.size()));
    if (index.has("C_um"))
        for (double& c : C_um2) c *= c;
    const double D = index.has("D_per_um2") ? index["D_per_um2"].number(-1.0, 1.0) : 0.0;
    return Dispersion::sellmeier(index["c0"].number(-1.0, 24.0), B, C_um2, D);
}

Dispersion readFormula(const JsonPlace& index) {
    const std::string form = index["form"].oneOf({"sellmeier", "pole", "cauchy"});
    if (form == "sellmeier") return readSellmeier(index);
    if (form == "pole") {
        index.allowOnly({"form", "A", "B_um2", "C_um2", "D_per_um2", "valid_nm", "extrapolated"});
        return Dispersion::pole(index["A"].number(1.0, 25.0), index["B_um2"].number(0.0, 10.0),
                                index["C_um2"].number(1e-6, 1.0), index["D_per_um2"].number(-1.0, 1.0));
    }
    index.allowOnly({"form", "A", "B_um2", "valid_nm", "extrapolated"});
    return Dispersion::cauchy(index["A"].number(1.0, 5.0), index["B_um2"].number(0.0, 1.0));
}

} // namespace

Dispersion readDispersion(const JsonPlace& index) {
    const Dispersion dispersion = readFormula(index);
    for (double l = kShortestWavelength_nm; l <= kLongestWavelength_nm; l += 5.0)
        if (const double n = dispersion.index(l); !(n >= 1.0 && n <= 5.0))
            index.fail(fmt::format("gives the index {} at {} nm", n, l), "between 1 and 5 from 380 to 780 nm");
    checkValidity(index);
    return dispersion;
}

} // namespace vitrine::optics
