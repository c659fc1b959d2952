#pragma once
#include "gpu/pipeline.h"

#include <cstddef>
#include <vector>

namespace vitrine::gpu {

/// A list of constants in the form that Vulkan reads: the values one after the other, and where each begins.
class Specialization {
  public:
    explicit Specialization(const std::vector<Constant>& constants) {
        for (const Constant& constant : constants) {
            entries_.push_back({constant.id, static_cast<std::uint32_t>(values_.size() * sizeof(std::uint32_t)),
                                sizeof(std::uint32_t)});
            values_.push_back(constant.bits);
        }
        info_ = {static_cast<std::uint32_t>(entries_.size()), entries_.data(), values_.size() * sizeof(std::uint32_t),
                 values_.data()};
    }
    Specialization(const Specialization&) = delete; // info_ points into it
    Specialization& operator=(const Specialization&) = delete;

    const VkSpecializationInfo& info() const { return info_; }

  private:
    std::vector<VkSpecializationMapEntry> entries_;
    std::vector<std::uint32_t> values_;
    VkSpecializationInfo info_{};
};

} // namespace vitrine::gpu
