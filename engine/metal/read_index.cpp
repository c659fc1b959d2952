#include "metal/read_index.h"

#include "optics/entry.h"

namespace vitrine::metal {

ComplexIndex readIndex(const JsonPlace& index) {
    index.allowOnly({"n", "k"});
    // A noble metal's n falls to 0.04 in the red; nothing metallic exceeds 20 in the visible.
    return {optics::readCurve(index["n"], 1e-4, 20.0), optics::readCurve(index["k"], 0.0, 20.0)};
}

} // namespace vitrine::metal
