#pragma once
#include "base/json.h"
#include "optics/dispersion.h"
#include "optics/spectrum.h"

#include <map>
#include <string>
#include <vector>

namespace vitrine::optics {

// What the catalogue's entries of gems and metals have in common. Every reader throws vitrine::Error with file, pointer
// and remedy.

/// {"en": "Ruby", "de": "Rubin"}: by language, never empty, "en" required.
std::map<std::string, std::string> readLabels(const JsonPlace& labels);

/// {"index": "Peter 1923, ..."}: by field. Every field of `required` must be there: no figure without a source.
std::map<std::string, std::string> readSources(const JsonPlace& sources, const std::vector<std::string>& required);

/// {"first_nm": 380, "step_nm": 10, "values": [...]}, each value within [least, most].
Spectrum readCurve(const JsonPlace& curve, double least, double most);

/// {"form": "sellmeier", "c0": 0, "B": [...], "C_um": [...], "valid_nm": [226, 760]}, see Dispersion::sellmeier
/// (formulae that do not square their resonances give "C_um2"),
/// {"form": "pole", "A": 6.6, "B_um2": 0.14, "C_um2": 0.03, "D_per_um2": -0.02, "valid_nm": [436, 2325]}, or
/// {"form": "cauchy", "A": 1.57, "B_um2": 0.0043, "valid_nm": [430, 690]}.
/// An index between 1 and 5 from 380 to 780 nm is required, and an "extrapolated" note where the validity does not
/// cover 400-700 nm.
Dispersion readDispersion(const JsonPlace& index);

/// Refuses an entry whose "valid_nm": [from, to] does not cover 400-700 nm unless it owns up to that:
/// "extrapolated": {"range_nm": [from, to], "reason": "..."}.
void checkValidity(const JsonPlace& data);

} // namespace vitrine::optics
