#pragma once
#include "base/json.h"

#include <map>
#include <string>
#include <vector>

namespace vitrine::gem {

enum class Origin { natural, laboratoryGrown, imitation, cultured };
std::string nameOf(Origin origin);

/// What a stone withstands. `everyday` may be worn on a hand every day, `withCare` in a protecting setting,
/// `occasional` not in a ring that is worn daily.
struct Wear {
    enum class Use { everyday, withCare, occasional };
    double mohs = 0.0;     ///< resistance to scratching
    std::string toughness; ///< resistance to breaking: "exceptional", "excellent", "good", "fair", "poor"
    std::string cleavage;  ///< "none", "imperfect", "distinct" or "perfect", and where
    Use use = Use::everyday;
    std::map<std::string, std::string> advice; ///< by language: "en" is always there
};
std::string nameOf(Wear::Use use);

/// How a stone may be cleaned: "safe", "risky" or "never".
struct Cleaning {
    std::string ultrasonic, steam, warmSoapyWater;
};

/// What is done to such stones. `assume` holds unless a report says otherwise; `disclose` is to be named apart.
struct Treatments {
    std::vector<std::string> assume, disclose;
};

/// What a shop says of a stone.
struct Trade {
    int order = 0; ///< in which a shop lists it
    Origin origin = Origin::natural;
    Wear wear;
    Cleaning cleaning;
    Treatments treatments;
    std::map<std::string, std::string> wording; ///< how it must be called, by market: "US", "GB", "FR", "DE"
};

Wear readWear(const JsonPlace& place);
Cleaning readCleaning(const JsonPlace& place);
/// Reads the fields of `entry` that are the stone's own: order, origin, treatments, disclosure.
Trade readTrade(const JsonPlace& entry);

} // namespace vitrine::gem
