#pragma once
#include "gpu/bindings.h"
#include "gpu/buffer.h"
#include "gpu/image.h"
#include "gpu/inline_list.h"
#include "gpu/label.h"
#include "gpu/pipeline.h"
#include "gpu/submission.h"
#include "gpu/timer.h"
#include "gpu/use.h"

#include <array>
#include <optional>
#include <span>
#include <type_traits>

namespace vitrine::gpu {

struct RecorderSettings {
    Label name = "commands";   ///< for messages
    GpuTimer* timer = nullptr; ///< times every pass(); must outlive the submission
};

inline constexpr std::size_t kMostSets = 4;         ///< what every device has
inline constexpr std::size_t kMostColorTargets = 4; ///< likewise

struct ColorTarget {
    const Image* image = nullptr;                                  ///< in Use::colorAttachment
    std::optional<std::array<float, 4>> clear = {};                ///< unset: what is there is kept
    std::optional<std::array<std::uint32_t, 4>> clearInteger = {}; ///< the same for integer formats
};
struct DepthTarget {
    const Image* image = nullptr; ///< in Use::depthAttachment
    std::optional<float> clear = {};
};
struct RenderingSettings {
    InlineList<ColorTarget, kMostColorTargets> colors = {};
    std::optional<DepthTarget> depth = {};
    std::optional<VkRect2D> area = {}; ///< what is cleared and drawn on; unset: the whole targets
};

/// Records one command buffer. Nothing is ordered unless a barrier says so: state what was done before and what comes.
///
///   Recorder recorder(device, {.name = "sample", .timer = &timer});
///   {
///       const auto pass = recorder.pass("trace");
///       recorder.bind(trace, set);
///       recorder.push(constants);
///       recorder.dispatch(groups);
///   }
///   recorder.barrier({Use::computeWrite}, {Use::computeRead, Use::indirectRead});
///   recorder.bind(shade, shadeSet);
///   recorder.dispatchIndirect(counts, 0);
///   std::move(recorder).submit().wait();
///
/// Whatever is recorded must stay alive until the submission has finished.
class Recorder {
  public:
    explicit Recorder(const Device& device, const RecorderSettings& settings = {});
    /// Into a slot, which must outlive the recorder and its submission: waits for what the slot did before, and makes
    /// nothing new. For frames.
    Recorder(const Device& device, CommandSlot& slot, const RecorderSettings& settings = {});
    Recorder(Recorder&&) noexcept = default;

    /// A debug label, and a timing if there is a timer, until the returned value dies.
    class Pass {
      public:
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;
        ~Pass() { recorder_.endPass(timed_); }

      private:
        friend class Recorder;
        Pass(Recorder& recorder, std::uint32_t timed) : recorder_(recorder), timed_(timed) { ++recorder.openPasses_; }
        Recorder& recorder_;
        std::uint32_t timed_;
    };
    [[nodiscard]] Pass pass(const Label& label);

    /// For all memory: what was done as `before` is finished and visible to what follows as `after`. The barrier for
    /// buffers, and for images that keep their layout.
    void barrier(Uses before, Uses after);
    /// For one image, with its layout. From Use::none its contents are discarded.
    void barrier(const Image& image, Use before, Use after);

    void bind(const ComputePipeline& pipeline, const BindingSet& set);
    void bind(const ComputePipeline& pipeline, std::span<const BindingSet* const> sets = {});
    void bind(const GraphicsPipeline& pipeline, const BindingSet& set);
    void bind(const GraphicsPipeline& pipeline, std::span<const BindingSet* const> sets = {});

    /// Push constants of the pipeline bound last, from byte 0; their size is the pipeline's push_bytes.
    template <class T>
    requires std::is_trivially_copyable_v<T>
    void push(const T& value) {
        static_assert(sizeof(T) <= kMostPush_bytes && sizeof(T) % 4 == 0);
        push(std::as_bytes(std::span(&value, 1)));
    }
    void push(std::span<const std::byte> bytes);

    void dispatch(std::uint32_t groupsX, std::uint32_t groupsY = 1, std::uint32_t groupsZ = 1);
    /// Three group counts (VkDispatchIndirectCommand) are read from `buffer` (BufferUse::indirect) by the device.
    void dispatchIndirect(const Buffer& buffer, VkDeviceSize offset_bytes = 0);

    void fill(const Buffer& buffer, std::uint32_t word, VkDeviceSize offset_bytes = 0,
              VkDeviceSize size_bytes = VK_WHOLE_SIZE);
    /// Copies a few kilobytes into `buffer` when the commands run; the bytes are taken now. Their number and the offset
    /// are multiples of 4.
    void update(const Buffer& buffer, std::span<const std::byte> bytes, VkDeviceSize offset_bytes = 0);
    struct CopyRange {
        VkDeviceSize from_bytes = 0;
        VkDeviceSize to_bytes = 0;
        VkDeviceSize size_bytes = VK_WHOLE_SIZE; ///< whole: what both have from there
    };
    void copy(const Buffer& from, const Buffer& to, CopyRange range);
    void copy(const Buffer& from, const Buffer& to) { copy(from, to, CopyRange{}); }
    /// One level of an image, all layers; `from_bytes` and rows tightly packed. The image is in Use::transferWrite /
    /// transferRead.
    void copy(const Buffer& from, const Image& to, std::uint32_t level = 0, VkDeviceSize from_bytes = 0);
    void copy(const Image& from, const Buffer& to, std::uint32_t level = 0, VkDeviceSize to_bytes = 0);
    /// Level 0, all layers, of an image of the same size and format.
    void copy(const Image& from, const Image& to);
    void clear(const Image& image, const std::array<float, 4>& color); ///< image in Use::transferWrite

    /// Begins dynamic rendering; viewport and scissor cover the targets, which must be of one size, or settings.area.
    void beginRendering(const RenderingSettings& settings);
    void endRendering();
    void viewport(const VkRect2D& area);
    void scissor(const VkRect2D& area);
    void scissor(std::int32_t x, std::int32_t y, std::uint32_t width, std::uint32_t height) {
        scissor({.offset = {x, y}, .extent = {width, height}});
    }
    void bindVertices(const Buffer& buffer, VkDeviceSize offset_bytes = 0);
    void bindIndices(const Buffer& buffer, VkIndexType type = VK_INDEX_TYPE_UINT32, VkDeviceSize offset_bytes = 0);
    void draw(std::uint32_t vertices, std::uint32_t instances = 1, std::uint32_t firstVertex = 0,
              std::uint32_t firstInstance = 0);
    void drawIndexed(std::uint32_t indices, std::uint32_t instances = 1, std::uint32_t firstIndex = 0,
                     std::int32_t vertexOffset = 0, std::uint32_t firstInstance = 0);

    /// Hands the commands to the device; they start when those submitted before have begun, in order only through
    /// their barriers. Throws DeviceLost, Error.
    [[nodiscard]] Submission submit(const Semaphores& semaphores = {}) &&;

    /// The same for a recording into a slot, and leaves the waiting to the slot's next use.
    void start(const Semaphores& semaphores = {}) &&;

    VkCommandBuffer handle() const { return commands_; }

  private:
    void begin(const RecorderSettings& settings);
    CommandSlot& slot() { return shared_ ? *shared_ : own_; }
    void endPass(std::uint32_t timed);
    void bind(VkPipelineBindPoint point, VkPipeline pipeline, const PipelineLayout& layout,
              std::span<const BindingSet* const> sets);

    const Device* device_;
    GpuTimer* timer_;
    CommandSlot own_; ///< when none was given
    CommandSlot* shared_ = nullptr;
    VkCommandBuffer commands_ = VK_NULL_HANDLE;
    int openPasses_ = 0; ///< each must end before the commands are handed over
    const PipelineLayout* bound_ = nullptr;
    VkPipelineBindPoint boundPoint_ = VK_PIPELINE_BIND_POINT_COMPUTE;
    InlineList<VkDescriptorSet, kMostSets> boundSets_;
};

} // namespace vitrine::gpu
