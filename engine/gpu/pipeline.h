#pragma once
#include "gpu/bindings.h"
#include "gpu/device.h"
#include "gpu/handle.h"

#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace vitrine::gpu {

/// SPIR-V as it is embedded: `spirv::still_trace` of "spirv/still_trace.h".
using ShaderCode = std::span<const std::uint32_t>;

/// A value for `layout(constant_id = id)`.
struct Constant {
    Constant(std::uint32_t id_, std::uint32_t value) : id(id_), bits(value) {}
    Constant(std::uint32_t id_, std::int32_t value) : id(id_), bits(static_cast<std::uint32_t>(value)) {}
    Constant(std::uint32_t id_, float value) : id(id_), bits(std::bit_cast<std::uint32_t>(value)) {}
    Constant(std::uint32_t id_, bool value) : id(id_), bits(value ? VK_TRUE : VK_FALSE) {}

    std::uint32_t id;
    std::uint32_t bits;
};

class ShaderModule {
  public:
    ShaderModule() = default;
    ShaderModule(const Device& device, ShaderCode code, const std::string& name);
    VkShaderModule handle() const { return module_.get(); }

  private:
    Handle<VkShaderModule, vkDestroyShaderModule> module_;
};

inline constexpr std::uint32_t kMostPush_bytes = 128; ///< what every device has

/// Sets and push constants of a pipeline; `sets[i]` is set i.
class PipelineLayout {
  public:
    PipelineLayout() = default;
    /// `push_bytes` is a multiple of 4 and at most kMostPush_bytes.
    PipelineLayout(const Device& device, const std::vector<const BindingLayout*>& sets, std::uint32_t push_bytes,
                   const std::string& name);
    VkPipelineLayout handle() const { return layout_.get(); }
    std::uint32_t push_bytes() const { return push_bytes_; }
    /// Whether sets bound with one layout stay bound under the other (Vulkan: "Pipeline Layout Compatibility").
    bool compatibleWith(const PipelineLayout& other) const {
        return push_bytes_ == other.push_bytes_ && sets_ == other.sets_;
    }

  private:
    std::uint32_t push_bytes_ = 0;
    std::vector<std::vector<Binding>> sets_;
    Handle<VkPipelineLayout, vkDestroyPipelineLayout> layout_;
};

struct ComputeSettings {
    std::string name;
    ShaderCode code; ///< entry point "main"
    std::vector<const BindingLayout*> sets = {};
    std::uint32_t push_bytes = 0;
    std::vector<Constant> constants = {};
};

class ComputePipeline {
  public:
    ComputePipeline() = default;
    /// The layouts need not outlive it. Throws Error when the driver refuses it.
    ComputePipeline(const Device& device, const ComputeSettings& settings);

    VkPipeline handle() const { return pipeline_.get(); }
    const PipelineLayout& layout() const { return layout_; }

  private:
    PipelineLayout layout_;
    Handle<VkPipeline, vkDestroyPipeline> pipeline_;
};

struct VertexAttribute {
    std::uint32_t location = 0;
    VkFormat format = VK_FORMAT_R32G32B32_SFLOAT;
    std::uint32_t offset_bytes = 0;
};

enum class Blend {
    replace,
    premultipliedOver, ///< colour that has been multiplied by its alpha
    straightOver,      ///< colour that has not, as interfaces give it
    add
};

/// A pipeline for dynamic rendering. Viewport and scissor come from Recorder::beginRendering.
struct GraphicsSettings {
    std::string name;
    ShaderCode vertex;
    ShaderCode fragment;
    std::vector<const BindingLayout*> sets = {};
    std::uint32_t push_bytes = 0;
    std::vector<Constant> constants = {}; ///< for both stages

    std::uint32_t vertexStride_bytes = 0; ///< 0: no vertex buffer
    std::vector<VertexAttribute> attributes = {};
    VkPrimitiveTopology topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
    VkCullModeFlags cull = VK_CULL_MODE_NONE;
    VkFrontFace front = VK_FRONT_FACE_COUNTER_CLOCKWISE;

    std::vector<VkFormat> colorFormats = {};
    Blend blend = Blend::replace;               ///< of floating-point and normalised formats; integers are replaced
    VkFormat depthFormat = VK_FORMAT_UNDEFINED; ///< undefined: no depth test
    VkCompareOp depthCompare = VK_COMPARE_OP_LESS;
};

class GraphicsPipeline {
  public:
    GraphicsPipeline() = default;
    GraphicsPipeline(const Device& device, const GraphicsSettings& settings);

    VkPipeline handle() const { return pipeline_.get(); }
    const PipelineLayout& layout() const { return layout_; }

  private:
    PipelineLayout layout_;
    Handle<VkPipeline, vkDestroyPipeline> pipeline_;
};

} // namespace vitrine::gpu
