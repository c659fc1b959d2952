#pragma once
#include "scene/catalogue.h"
#include "scene/configuration.h"
#include "scene/dressing.h"
#include "scene/piece.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace vitrine::showroom {

/// All that can be chosen of a model that is no design: the species of its stones, by the stone's name.
struct ModelChoice {
    std::map<std::string, std::string> species;
    bool operator==(const ModelChoice&) const = default;
};

/// What the showroom shows, as a value. Undo is a list of these.
using Design = std::variant<scene::Configuration, ModelChoice>;

/// What a design is read against: never changes while the showroom is open, cheap to copy, safe to share between
/// threads.
struct Source {
    std::shared_ptr<const scene::Catalogue> catalogue;
    std::shared_ptr<const scene::Piece> model; ///< only where a model is shown: as its file has it
};

/// A design or a model with what it is read against.
struct Opened {
    Source source;
    Design design;
    std::string name; ///< what the panel calls it
};

/// Reads a design (.json) or a model (.glb, .gltf) against the catalogue of an assets folder. Throws vitrine::Error.
Opened open(const std::filesystem::path& file, const std::filesystem::path& assets);

/// The jewel. Throws vitrine::Error for what cannot be made.
scene::Piece pieceOf(const Design& design, const Source& source);

/// What the jewel is made of, without making it. Throws vitrine::Error.
scene::Dressing dressingOf(const Design& design, const Source& source);

/// Whether the two differ in nothing but what they are made of: the piece of one can wear the dressing of the other.
bool sameForm(const Design& a, const Design& b);

/// Whether going from one to the other is a change of dressing and no more: of the same form, with every stone cut
/// alike and none become opaque or clear. A cut is made steeper of species that refract less.
bool sameGeometry(const Design& a, const Design& b, const Source& source);

/// Why the jewel cannot be made as it stands, in the part's own words; nothing when it can. Makes no geometry.
std::optional<std::string> refusalOf(const Design& design, const Source& source);

} // namespace vitrine::showroom
