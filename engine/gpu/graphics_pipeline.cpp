#include "gpu/pipeline.h"
#include "gpu/result.h"
#include "gpu/specialization.h"

#include <fmt/format.h>

namespace vitrine::gpu {
namespace {

bool holdsIntegers(VkFormat format) {
    return format == VK_FORMAT_R32_UINT || format == VK_FORMAT_R32G32_UINT || format == VK_FORMAT_R32G32B32A32_UINT;
}

VkPipelineColorBlendAttachmentState blendState(Blend blend) {
    VkPipelineColorBlendAttachmentState state{.blendEnable = blend != Blend::replace,
                                              .srcColorBlendFactor = VK_BLEND_FACTOR_ONE,
                                              .dstColorBlendFactor = VK_BLEND_FACTOR_ONE,
                                              .colorBlendOp = VK_BLEND_OP_ADD,
                                              .srcAlphaBlendFactor = VK_BLEND_FACTOR_ONE,
                                              .dstAlphaBlendFactor = VK_BLEND_FACTOR_ONE,
                                              .alphaBlendOp = VK_BLEND_OP_ADD,
                                              .colorWriteMask = VK_COLOR_COMPONENT_R_BIT | VK_COLOR_COMPONENT_G_BIT |
                                                                VK_COLOR_COMPONENT_B_BIT | VK_COLOR_COMPONENT_A_BIT};
    if (blend == Blend::premultipliedOver || blend == Blend::straightOver)
        state.dstColorBlendFactor = state.dstAlphaBlendFactor = VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA;
    if (blend == Blend::straightOver) state.srcColorBlendFactor = VK_BLEND_FACTOR_SRC_ALPHA;
    return state;
}

// Integers, as identities are, cannot be blended: they are replaced.
std::vector<VkPipelineColorBlendAttachmentState> blendStates(const GraphicsSettings& settings) {
    std::vector<VkPipelineColorBlendAttachmentState> states;
    for (const VkFormat format : settings.colorFormats)
        states.push_back(blendState(holdsIntegers(format) ? Blend::replace : settings.blend));
    return states;
}

/// The vertex buffer, if any, at binding 0.
struct VertexInput {
    explicit VertexInput(const GraphicsSettings& settings)
        : binding{.stride = settings.vertexStride_bytes, .inputRate = VK_VERTEX_INPUT_RATE_VERTEX} {
        for (const VertexAttribute& attribute : settings.attributes)
            attributes.push_back(
                {.location = attribute.location, .format = attribute.format, .offset = attribute.offset_bytes});
        info = {.sType = VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO,
                .vertexBindingDescriptionCount = settings.vertexStride_bytes == 0 ? 0u : 1u,
                .pVertexBindingDescriptions = &binding,
                .vertexAttributeDescriptionCount = static_cast<std::uint32_t>(attributes.size()),
                .pVertexAttributeDescriptions = attributes.data()};
    }
    VertexInput(const VertexInput&) = delete; // info points into it
    VertexInput& operator=(const VertexInput&) = delete;

    VkVertexInputBindingDescription binding;
    std::vector<VkVertexInputAttributeDescription> attributes;
    VkPipelineVertexInputStateCreateInfo info{};
};

VkPipelineShaderStageCreateInfo stage(VkShaderStageFlagBits which, const ShaderModule& module,
                                      const Specialization& specialization) {
    return {.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO,
            .stage = which,
            .module = module.handle(),
            .pName = "main",
            .pSpecializationInfo = &specialization.info()};
}

/// The part of the state that does not depend on shaders.
struct FixedState {
    explicit FixedState(const GraphicsSettings& settings)
        : assembly{.sType = VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO, .topology = settings.topology},
          raster{.sType = VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO,
                 .cullMode = settings.cull,
                 .frontFace = settings.front,
                 .lineWidth = 1.0f},
          depth{.sType = VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO,
                .depthTestEnable = settings.depthFormat != VK_FORMAT_UNDEFINED,
                .depthWriteEnable = settings.depthFormat != VK_FORMAT_UNDEFINED,
                .depthCompareOp = settings.depthCompare},
          blends(blendStates(settings)), blend{.sType = VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO,
                                               .attachmentCount = static_cast<std::uint32_t>(blends.size()),
                                               .pAttachments = blends.data()} {}
    FixedState(const FixedState&) = delete; // dynamic and blend point into it
    FixedState& operator=(const FixedState&) = delete;

    VkPipelineInputAssemblyStateCreateInfo assembly;
    VkPipelineViewportStateCreateInfo viewport{
        .sType = VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO, .viewportCount = 1, .scissorCount = 1};
    VkPipelineRasterizationStateCreateInfo raster;
    VkPipelineMultisampleStateCreateInfo samples{.sType = VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO,
                                                 .rasterizationSamples = VK_SAMPLE_COUNT_1_BIT};
    VkPipelineDepthStencilStateCreateInfo depth;
    std::vector<VkPipelineColorBlendAttachmentState> blends;
    VkPipelineColorBlendStateCreateInfo blend;
    VkDynamicState dynamics[2] = {VK_DYNAMIC_STATE_VIEWPORT, VK_DYNAMIC_STATE_SCISSOR};
    VkPipelineDynamicStateCreateInfo dynamic{.sType = VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO,
                                             .dynamicStateCount = 2,
                                             .pDynamicStates = dynamics};
};

} // namespace

GraphicsPipeline::GraphicsPipeline(const Device& device, const GraphicsSettings& settings)
    : layout_(device, settings.sets, settings.push_bytes, settings.name) {
    const ShaderModule vertex(device, settings.vertex, settings.name + ".vert");
    const ShaderModule fragment(device, settings.fragment, settings.name + ".frag");
    const Specialization specialization(settings.constants);
    const VkPipelineShaderStageCreateInfo stages[] = {stage(VK_SHADER_STAGE_VERTEX_BIT, vertex, specialization),
                                                      stage(VK_SHADER_STAGE_FRAGMENT_BIT, fragment, specialization)};
    const VertexInput input(settings);
    const FixedState fixed(settings);
    const VkPipelineRenderingCreateInfo targets{.sType = VK_STRUCTURE_TYPE_PIPELINE_RENDERING_CREATE_INFO,
                                                .colorAttachmentCount =
                                                    static_cast<std::uint32_t>(settings.colorFormats.size()),
                                                .pColorAttachmentFormats = settings.colorFormats.data(),
                                                .depthAttachmentFormat = settings.depthFormat};
    const VkGraphicsPipelineCreateInfo info{.sType = VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO,
                                            .pNext = &targets,
                                            .stageCount = 2,
                                            .pStages = stages,
                                            .pVertexInputState = &input.info,
                                            .pInputAssemblyState = &fixed.assembly,
                                            .pViewportState = &fixed.viewport,
                                            .pRasterizationState = &fixed.raster,
                                            .pMultisampleState = &fixed.samples,
                                            .pDepthStencilState = &fixed.depth,
                                            .pColorBlendState = &fixed.blend,
                                            .pDynamicState = &fixed.dynamic,
                                            .layout = layout_.handle()};
    VkPipeline pipeline = VK_NULL_HANDLE;
    check(vkCreateGraphicsPipelines(device.handle(), device.pipelineCache().handle(), 1, &info, nullptr, &pipeline),
          "compile pipeline '{}'", settings.name);
    pipeline_ = {device.lifetime(), pipeline};
    device.setName(VK_OBJECT_TYPE_PIPELINE, reinterpret_cast<std::uint64_t>(pipeline), settings.name);
}

} // namespace vitrine::gpu
