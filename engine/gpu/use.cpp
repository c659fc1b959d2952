#include "gpu/use.h"

#include <algorithm>

namespace vitrine::gpu {
namespace {

constexpr VkPipelineStageFlags2 kAnyShader = VK_PIPELINE_STAGE_2_VERTEX_SHADER_BIT |
                                             VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT |
                                             VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT;
constexpr VkPipelineStageFlags2 kDepthTests =
    VK_PIPELINE_STAGE_2_EARLY_FRAGMENT_TESTS_BIT | VK_PIPELINE_STAGE_2_LATE_FRAGMENT_TESTS_BIT;
// What Semaphores::wait holds back: the first thing done to an acquired image is drawing on it or copying into it.
constexpr VkPipelineStageFlags2 kPresentation =
    VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT | VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;

// clang-format off
constexpr UseState kTable[] = {
    {Use::none,             "none",             VK_PIPELINE_STAGE_2_NONE, VK_ACCESS_2_NONE, VK_IMAGE_LAYOUT_UNDEFINED},
    {Use::hostWrite,        "hostWrite",        VK_PIPELINE_STAGE_2_HOST_BIT, VK_ACCESS_2_HOST_WRITE_BIT, VK_IMAGE_LAYOUT_GENERAL},
    {Use::hostRead,         "hostRead",         VK_PIPELINE_STAGE_2_HOST_BIT, VK_ACCESS_2_HOST_READ_BIT, VK_IMAGE_LAYOUT_GENERAL},
    {Use::transferRead,     "transferRead",     VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT, VK_ACCESS_2_TRANSFER_READ_BIT, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL},
    {Use::transferWrite,    "transferWrite",    VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT, VK_ACCESS_2_TRANSFER_WRITE_BIT, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL},
    {Use::indirectRead,     "indirectRead",     VK_PIPELINE_STAGE_2_DRAW_INDIRECT_BIT, VK_ACCESS_2_INDIRECT_COMMAND_READ_BIT, VK_IMAGE_LAYOUT_GENERAL},
    {Use::vertexRead,       "vertexRead",       VK_PIPELINE_STAGE_2_VERTEX_ATTRIBUTE_INPUT_BIT, VK_ACCESS_2_VERTEX_ATTRIBUTE_READ_BIT, VK_IMAGE_LAYOUT_GENERAL},
    {Use::indexRead,        "indexRead",        VK_PIPELINE_STAGE_2_INDEX_INPUT_BIT, VK_ACCESS_2_INDEX_READ_BIT, VK_IMAGE_LAYOUT_GENERAL},
    {Use::uniformRead,      "uniformRead",      kAnyShader, VK_ACCESS_2_UNIFORM_READ_BIT, VK_IMAGE_LAYOUT_GENERAL},
    {Use::uniformTexelRead, "uniformTexelRead", kAnyShader, VK_ACCESS_2_SHADER_SAMPLED_READ_BIT, VK_IMAGE_LAYOUT_GENERAL},
    {Use::sampled,          "sampled",          kAnyShader, VK_ACCESS_2_SHADER_SAMPLED_READ_BIT, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL},
    {Use::computeRead,      "computeRead",      VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT, VK_ACCESS_2_SHADER_STORAGE_READ_BIT, VK_IMAGE_LAYOUT_GENERAL},
    {Use::computeWrite,     "computeWrite",     VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT, VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT, VK_IMAGE_LAYOUT_GENERAL},
    {Use::computeReadWrite, "computeReadWrite", VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT, VK_ACCESS_2_SHADER_STORAGE_READ_BIT | VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT, VK_IMAGE_LAYOUT_GENERAL},
    {Use::vertexShaderRead, "vertexShaderRead", VK_PIPELINE_STAGE_2_VERTEX_SHADER_BIT, VK_ACCESS_2_SHADER_STORAGE_READ_BIT, VK_IMAGE_LAYOUT_GENERAL},
    {Use::fragmentRead,     "fragmentRead",     VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT, VK_ACCESS_2_SHADER_STORAGE_READ_BIT, VK_IMAGE_LAYOUT_GENERAL},
    {Use::colorAttachment,  "colorAttachment",  VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT, VK_ACCESS_2_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL},
    {Use::depthAttachment,  "depthAttachment",  kDepthTests, VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_READ_BIT | VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT, VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL},
    {Use::acquired,         "acquired",         kPresentation, VK_ACCESS_2_NONE, VK_IMAGE_LAYOUT_UNDEFINED},
    {Use::present,          "present",          VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, VK_ACCESS_2_NONE, VK_IMAGE_LAYOUT_PRESENT_SRC_KHR},
    {Use::anything,         "anything",         VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, VK_ACCESS_2_MEMORY_READ_BIT | VK_ACCESS_2_MEMORY_WRITE_BIT, VK_IMAGE_LAYOUT_GENERAL},
};
// clang-format on

constexpr bool inOrder() {
    for (std::size_t i = 0; i < std::size(kTable); ++i)
        if (kTable[i].use != static_cast<Use>(i)) return false;
    return true;
}
static_assert(inOrder() && std::size(kTable) == static_cast<std::size_t>(Use::anything) + 1,
              "the table has one line for each use, in the order of their declaration");

} // namespace

const UseState& stateOf(Use use) {
    return kTable[static_cast<std::size_t>(use)];
}

std::span<const UseState> allUses() {
    return kTable;
}

UseScope scopeOf(Uses uses) {
    UseScope scope;
    for (const Use use : uses) {
        scope.stages |= stateOf(use).stages;
        scope.access |= stateOf(use).access;
    }
    return scope;
}

} // namespace vitrine::gpu
