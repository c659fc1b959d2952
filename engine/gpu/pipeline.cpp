#include "gpu/pipeline.h"

#include "gpu/result.h"
#include "gpu/specialization.h"

#include <cassert>
#include <fmt/format.h>

namespace vitrine::gpu {

ShaderModule::ShaderModule(const Device& device, ShaderCode code, const std::string& name) {
    const VkShaderModuleCreateInfo info{
        .sType = VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO, .codeSize = code.size_bytes(), .pCode = code.data()};
    VkShaderModule module = VK_NULL_HANDLE;
    check(vkCreateShaderModule(device.handle(), &info, nullptr, &module), "load shader '{}'", name);
    module_ = {device.lifetime(), module};
    device.setName(VK_OBJECT_TYPE_SHADER_MODULE, reinterpret_cast<std::uint64_t>(module), name);
}

PipelineLayout::PipelineLayout(const Device& device, const std::vector<const BindingLayout*>& sets,
                               std::uint32_t push_bytes, const std::string& name)
    : push_bytes_(push_bytes) {
    assert(push_bytes <= kMostPush_bytes && push_bytes % 4 == 0);
    std::vector<VkDescriptorSetLayout> handles;
    for (const BindingLayout* set : sets) {
        handles.push_back(set->handle());
        sets_.push_back(set->bindings());
    }
    const VkPushConstantRange range{.stageFlags = kShaderStages, .size = push_bytes};
    const VkPipelineLayoutCreateInfo info{.sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO,
                                          .setLayoutCount = static_cast<std::uint32_t>(handles.size()),
                                          .pSetLayouts = handles.data(),
                                          .pushConstantRangeCount = push_bytes == 0 ? 0u : 1u,
                                          .pPushConstantRanges = &range};
    VkPipelineLayout layout = VK_NULL_HANDLE;
    check(vkCreatePipelineLayout(device.handle(), &info, nullptr, &layout), "lay out pipeline '{}'", name);
    layout_ = {device.lifetime(), layout};
}

ComputePipeline::ComputePipeline(const Device& device, const ComputeSettings& settings)
    : layout_(device, settings.sets, settings.push_bytes, settings.name) {
    const ShaderModule module(device, settings.code, settings.name);
    const Specialization specialization(settings.constants);
    const VkComputePipelineCreateInfo info{.sType = VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO,
                                           .stage = {.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO,
                                                     .stage = VK_SHADER_STAGE_COMPUTE_BIT,
                                                     .module = module.handle(),
                                                     .pName = "main",
                                                     .pSpecializationInfo = &specialization.info()},
                                           .layout = layout_.handle()};
    VkPipeline pipeline = VK_NULL_HANDLE;
    check(vkCreateComputePipelines(device.handle(), device.pipelineCache().handle(), 1, &info, nullptr, &pipeline),
          "compile pipeline '{}'", settings.name);
    pipeline_ = {device.lifetime(), pipeline};
    device.setName(VK_OBJECT_TYPE_PIPELINE, reinterpret_cast<std::uint64_t>(pipeline), settings.name);
}

} // namespace vitrine::gpu
