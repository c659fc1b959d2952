#pragma once
#include <imgui.h>

namespace vitrine::showroom::theme {

// Dark on warm light, so that the ring is the only thing that shines. Ink and quiet text keep 4.5 : 1 on paper (WCAG).
inline constexpr ImU32 kPaper = IM_COL32(0xf6, 0xf3, 0xee, 0xff);
inline constexpr ImU32 kCard = IM_COL32(0xff, 0xff, 0xff, 0xff);
inline constexpr ImU32 kPressed = IM_COL32(0xeb, 0xe5, 0xdb, 0xff);
inline constexpr ImU32 kHairline = IM_COL32(0xdf, 0xd8, 0xcd, 0xff);
inline constexpr ImU32 kInk = IM_COL32(0x26, 0x22, 0x1e, 0xff);
inline constexpr ImU32 kInkPressed = IM_COL32(0x48, 0x41, 0x3a, 0xff);
inline constexpr ImU32 kQuiet = IM_COL32(0x72, 0x69, 0x5e, 0xff);
inline constexpr ImU32 kFaint = IM_COL32(0xb9, 0xb0, 0xa4, 0xff); // what cannot be chosen
inline constexpr ImU32 kAccent = IM_COL32(0x8a, 0x67, 0x35, 0xff);
inline constexpr ImU32 kVeil = IM_COL32(0x26, 0x22, 0x1e, 0xa8); // over the picture, under a message

} // namespace vitrine::showroom::theme
