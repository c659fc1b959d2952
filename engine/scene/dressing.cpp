#include "scene/dressing.h"

namespace vitrine::scene {

Dressing dressingOf(const Piece& piece) {
    Dressing dressing{.surfaces = piece.surfaces, .stones = {}};
    for (const Stone& stone : piece.stones) dressing.stones.push_back(stone.species);
    return dressing;
}

} // namespace vitrine::scene
