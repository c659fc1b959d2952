#pragma once
#include "base/image.h"
#include "screen/fonts.h"
#include "screen/hands.h"
#include "screen/panel.h"

#include <cstdint>
#include <string>
#include <vector>

struct ImGuiContext;
struct ImDrawData;

namespace vitrine::showroom {

/// The ImGui context and what is drawn with it. Knows nothing of the GPU: it outlives a lost device.
class Interface {
  public:
    Interface();
    ~Interface();
    Interface(const Interface&) = delete;
    Interface& operator=(const Interface&) = delete;

    /// Glyphs and sizes for a layout. True when the glyphs are others than before, so that their texture is stale.
    bool configure(const Layout& layout);
    const ByteImage& glyphs() const { return glyphs_; }
    const std::string& fontNote() const { return fonts_.note; }

    /// Draws a frame: tells ImGui of the pointer, appends what was tapped to `actions`. The draw data is valid until
    /// the next frame.
    const ImDrawData& draw(const PanelView& view, const glm::dvec2& window_px, double elapsed_s, Pointer& pointer,
                           std::vector<Action>& actions);

    const Widgets& widgets() const { return widgets_; }
    Widgets& widgets() { return widgets_; }
    bool moving() const { return memory_.moving(); } ///< something scrolls by itself

    /// Memory blocks that ImGui has asked for so far; it keeps to itself what it allocates.
    static std::uint64_t allocations();

  private:
    ImGuiContext* context_;
    Layout layout_;
    Fonts fonts_;
    double glyphsPerMm_ = 0.0;
    ByteImage glyphs_;
    Widgets widgets_;
    PanelMemory memory_;
};

} // namespace vitrine::showroom
