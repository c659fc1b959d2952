#include "screen/interface.h"

#include "screen/ui_renderer.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <imgui.h>

namespace vitrine::showroom {
namespace {

// ImGui takes its allocator once for the whole process, so that its count is one too.
std::atomic<std::uint64_t>& allocationCount() {
    static std::atomic<std::uint64_t> count{0};
    return count;
}

ImGuiContext* makeContext() {
    ImGui::SetAllocatorFunctions(
        [](std::size_t size, void*) {
            allocationCount().fetch_add(1, std::memory_order_relaxed);
            return std::malloc(size);
        },
        [](void* block, void*) { std::free(block); });
    ImGuiContext* context = ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr; // nothing of a client is left behind
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = {0.0f, 0.0f};
    style.WindowBorderSize = 0.0f;
    style.CircleTessellationMaxError = 0.15f;
    return context;
}

} // namespace

Interface::Interface() : context_(makeContext()) {}

Interface::~Interface() {
    ImGui::DestroyContext(context_);
}

bool Interface::configure(const Layout& layout) {
    layout_ = layout;
    if (layout.pixelsPerMm == glyphsPerMm_) return false;
    glyphsPerMm_ = layout.pixelsPerMm;
    fonts_ = loadFonts(layout.pixelsPerMm, fontFolders());
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
    glyphs_ = ByteImage(width, height, 4);
    std::copy_n(pixels, glyphs_.data.size(), glyphs_.data.begin());
    atlas.SetTexID(reinterpret_cast<ImTextureID>(Texture::glyphs));
    atlas.ClearTexData(); // glyphs_ has it
    return true;
}

const ImDrawData& Interface::draw(const PanelView& view, const glm::dvec2& window_px, double elapsed_s,
                                  Pointer& pointer, std::vector<Action>& actions) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(window_px.x), static_cast<float>(window_px.y)};
    io.DeltaTime = static_cast<float>(std::clamp(elapsed_s, 1e-4, 1.0));
    pointer.tell();
    ImGui::NewFrame();
    widgets_.begin(layout_, fonts_);
    drawPanel(widgets_, view, memory_, actions);
    widgets_.end();
    ImGui::Render();
    return *ImGui::GetDrawData();
}

std::uint64_t Interface::allocations() {
    return allocationCount();
}

} // namespace vitrine::showroom
