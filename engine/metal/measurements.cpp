#include "metal/measurements.h"

#include "base/error.h"
#include "metal/read_index.h"
#include "optics/entry.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace vitrine::metal {
namespace {

// Effective permittivities of a partner in an alloy may have any sign.
constexpr double kLargestPermittivity = 400.0;

Permittivity readPermittivity(const JsonPlace& place) {
    place.allowOnly({"real", "imaginary"});
    return {.real = optics::readCurve(place["real"], -kLargestPermittivity, kLargestPermittivity),
            .imaginary = optics::readCurve(place["imaginary"], -kLargestPermittivity, kLargestPermittivity)};
}

Element readElement(const JsonPlace& entry) {
    entry.allowOnly(
        {"symbol", "labels", "atomic_weight", "density_g_cm3", "index", "permittivity_in_alloys", "model", "sources"});
    Element element{.symbol = entry["symbol"].string(),
                    .labels = optics::readLabels(entry["labels"]),
                    .atomicWeight = entry["atomic_weight"].number(1.0, 300.0),
                    .density_g_cm3 = entry["density_g_cm3"].number(0.5, 25.0),
                    .permittivity = {},
                    .index = {},
                    .sources = optics::readSources(entry["sources"], {"atomic_weight", "density_g_cm3"})};
    if (entry.has("index")) {
        (void)entry["sources"]["index"];
        element.index = readIndex(entry["index"]);
        element.permittivity = permittivityOf(*element.index);
    } else if (entry.has("permittivity_in_alloys")) {
        (void)entry["model"].string();
        element.permittivity = readPermittivity(entry["permittivity_in_alloys"]);
    }
    return element;
}

MeasuredPair readPair(const JsonPlace& entry) {
    entry.allowOnly({"between", "compositions", "sources"});
    (void)optics::readSources(entry["sources"], {"index"});
    if (entry["between"].size() != 2) entry["between"].fail("is no pair", "two symbols of elements");
    MeasuredPair pair{
        .first = entry["between"][0].string(), .second = entry["between"][1].string(), .compositions = {}};
    double previous = 0.0;
    for (const JsonPlace& composition : entry["compositions"].elements()) {
        composition.allowOnly({"second_atomic_percent", "index"});
        const double share = composition["second_atomic_percent"].number(0.0, 100.0) / 100.0;
        if (share <= previous || share >= 1.0)
            composition["second_atomic_percent"].fail("is out of order", "growing shares between the pure elements");
        pair.compositions.push_back(
            {.secondAtomicShare = share, .permittivity = permittivityOf(readIndex(composition["index"]))});
        previous = share;
    }
    return pair;
}

void checkPair(const MeasuredPair& pair, const Measurements& known, const JsonPlace& entry) {
    for (const std::size_t side : {0u, 1u})
        if (!known.element(side == 0 ? pair.first : pair.second, entry["between"][side]).permittivity)
            entry["between"][side].fail("has no optics of its own to compare the pair with");
}

} // namespace

Permittivity permittivityOf(const ComplexIndex& index) {
    const std::vector<double>& wavelengths = index.n.wavelengths_nm();
    std::vector<double> real, imaginary;
    for (const double wavelength : wavelengths) {
        const double n = index.n.at(wavelength), k = index.k.at(wavelength);
        real.push_back(n * n - k * k);
        imaginary.push_back(2.0 * n * k);
    }
    return {.real = optics::Spectrum(wavelengths, real), .imaginary = optics::Spectrum(wavelengths, imaginary)};
}

const Element& Measurements::element(const std::string& symbol, const JsonPlace& place) const {
    const auto found = elements.find(symbol);
    if (found != elements.end()) return found->second;
    std::vector<std::string> symbols;
    for (const auto& [known, unused] : elements) symbols.push_back(known);
    place.fail("\"" + symbol + "\" is no element of the catalogue", fmt::format("{}", fmt::join(symbols, ", ")));
}

Measurements readMeasurements(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code code;
    for (const auto& entry : std::filesystem::directory_iterator(folder, code))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    if (code)
        throw Error({.file = folder.string(),
                     .problem = "cannot be listed: " + code.message(),
                     .remedy = "the catalogue's folder of elements"});
    std::sort(files.begin(), files.end()); // what is reported first must not depend on the file system

    Measurements known;
    std::vector<std::pair<std::string, Json>> pairs; // read when all elements are there
    for (const std::filesystem::path& file : files) {
        Json document = readJson(file);
        const JsonPlace entry(document, file.string());
        if (entry.has("between")) {
            pairs.emplace_back(file.string(), std::move(document));
            continue;
        }
        Element element = readElement(entry);
        if (known.elements.contains(element.symbol)) entry["symbol"].fail("stands twice among the elements");
        known.elements.emplace(element.symbol, std::move(element));
    }
    for (const auto& [file, document] : pairs) {
        const JsonPlace entry(document, file);
        known.pairs.push_back(readPair(entry));
        checkPair(known.pairs.back(), known, entry);
    }
    return known;
}

} // namespace vitrine::metal
