#pragma once
#include <initializer_list>
#include <span>
#include <string_view>
#include <vulkan/vulkan.h>

namespace vitrine::gpu {

/// What is done with a buffer or an image between two barriers. `compute...` are storage buffers and storage images
/// in compute shaders; `fragment...` the same in fragment shaders (reading only: writing there is an optional feature).
enum class Use {
    none, ///< not used yet, or contents no longer wanted (an image's contents are discarded when it comes from here)
    hostWrite,
    hostRead,
    transferRead,
    transferWrite,
    indirectRead,
    vertexRead, ///< vertex attributes
    indexRead,
    uniformRead,      ///< uniform buffer, any shader
    uniformTexelRead, ///< uniform texel buffer, any shader
    sampled,          ///< combined image and sampler, any shader
    computeRead,
    computeWrite,
    computeReadWrite,
    vertexShaderRead, ///< storage buffer in a vertex shader
    fragmentRead,     ///< storage buffer or image in a fragment shader
    colorAttachment,
    depthAttachment,
    acquired, ///< an image fresh from the swapchain: contents discarded, ordered behind Semaphores::wait
    present,  ///< handed back to the swapchain
    anything, ///< whatever came before or comes after; not for changing an image's layout
};

/// The one table of barriers. `layout` matters to images only.
struct UseState {
    Use use;
    std::string_view name;
    VkPipelineStageFlags2 stages;
    VkAccessFlags2 access;
    VkImageLayout layout;
};

using Uses = std::initializer_list<Use>;

const UseState& stateOf(Use use);
std::span<const UseState> allUses();

/// Stages and accesses of several uses together.
struct UseScope {
    VkPipelineStageFlags2 stages = VK_PIPELINE_STAGE_2_NONE;
    VkAccessFlags2 access = VK_ACCESS_2_NONE;
};
UseScope scopeOf(Uses uses);

} // namespace vitrine::gpu
