#include "gem/trade.h"

#include "optics/entry.h"

namespace vitrine::gem {
namespace {

std::vector<std::string> readNames(const JsonPlace& list) {
    std::vector<std::string> names;
    for (const JsonPlace& name : list.elements()) names.push_back(name.string());
    return names;
}

Origin readOrigin(const JsonPlace& place) {
    const std::string name = place.oneOf({"natural", "laboratory-grown", "imitation", "cultured"});
    for (const Origin origin : {Origin::laboratoryGrown, Origin::imitation, Origin::cultured})
        if (name == nameOf(origin)) return origin;
    return Origin::natural;
}

Wear::Use readUse(const JsonPlace& place) {
    const std::string name = place.oneOf({"everyday", "with-care", "occasional"});
    for (const Wear::Use use : {Wear::Use::withCare, Wear::Use::occasional})
        if (name == nameOf(use)) return use;
    return Wear::Use::everyday;
}

std::map<std::string, std::string> readWording(const JsonPlace& place) {
    place.allowOnly({"US", "GB", "FR", "DE"});
    std::map<std::string, std::string> wording;
    for (const char* market : {"US", "GB", "FR", "DE"}) {
        wording[market] = place[market].string();
        if (wording[market].empty()) place[market].fail("is empty");
    }
    return wording;
}

} // namespace

std::string nameOf(Origin origin) {
    switch (origin) {
    case Origin::natural:
        return "natural";
    case Origin::laboratoryGrown:
        return "laboratory-grown";
    case Origin::imitation:
        return "imitation";
    case Origin::cultured:
        return "cultured";
    }
    return {};
}

std::string nameOf(Wear::Use use) {
    switch (use) {
    case Wear::Use::everyday:
        return "everyday";
    case Wear::Use::withCare:
        return "with-care";
    case Wear::Use::occasional:
        return "occasional";
    }
    return {};
}

Wear readWear(const JsonPlace& place) {
    place.allowOnly({"mohs", "toughness", "cleavage", "use", "advice"});
    return {.mohs = place["mohs"].number(1.0, 10.0),
            .toughness = place["toughness"].oneOf({"exceptional", "excellent", "good", "fair", "poor"}),
            .cleavage = place["cleavage"].string(),
            .use = readUse(place["use"]),
            .advice = optics::readLabels(place["advice"])};
}

Cleaning readCleaning(const JsonPlace& place) {
    place.allowOnly({"ultrasonic", "steam", "warm_soapy_water"});
    const std::vector<std::string> verdicts{"safe", "risky", "never"};
    return {.ultrasonic = place["ultrasonic"].oneOf(verdicts),
            .steam = place["steam"].oneOf(verdicts),
            .warmSoapyWater = place["warm_soapy_water"].oneOf(verdicts)};
}

Trade readTrade(const JsonPlace& entry) {
    const JsonPlace treatments = entry["treatments"];
    treatments.allowOnly({"assume", "disclose"});
    Trade trade;
    trade.order = static_cast<int>(entry["order"].integer(0, 100000));
    trade.origin = readOrigin(entry["origin"]);
    trade.treatments = {.assume = readNames(treatments["assume"]), .disclose = readNames(treatments["disclose"])};
    trade.wording = readWording(entry["disclosure"]);
    return trade;
}

} // namespace vitrine::gem
