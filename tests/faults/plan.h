#pragma once
#include "functions.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace vitrine::faults {

/// What stands for "the worst that the call may return".
inline constexpr VkResult kWorst = VK_ERROR_UNKNOWN;

/// What `function` returns when it is asked for `result`, or nothing where it may not.
std::optional<VkResult> legal(const Function& function, VkResult result);

/// One fault to come: at the n-th call that may return it, or at the first from a new place.
struct Fault {
    VkResult result = kWorst;
    std::uint64_t in = 0;        ///< calls until it strikes, this one included; 0: at a new place
    std::optional<Id> only = {}; ///< in this function; else in all
};

/// "device-lost@137", "out-of-date@vkQueuePresentKHR:3", several with commas. Throws std::invalid_argument.
std::vector<Fault> parseFaults(std::string_view text);

/// Which faults are to come, and what has been called so far. Safe from several threads.
class Plan {
  public:
    /// Called at each call of a watched function; a result when it is to fail. `place` names its callers and is asked
    /// for only when needed.
    template <class Place>
    std::optional<VkResult> call(Id id, Place&& place) {
        const std::lock_guard lock(mutex_);
        ++calls_[static_cast<std::size_t>(id)];
        std::optional<VkResult> struck;
        if (mainThreadOnly_ && !onMainThread()) return struck;
        for (auto fault = faults_.begin(); fault != faults_.end();) {
            const auto result = fault->only && *fault->only != id ? std::nullopt : legal(functionOf(id), fault->result);
            const bool strikes =
                result && (fault->in == 0 ? !struck && places_.emplace(id, *result, place()).second : --fault->in == 0);
            if (strikes) struck = result;
            fault = strikes ? faults_.erase(fault) : fault + 1;
        }
        if (struck) note(id);
        return struck;
    }

    void arm(const Fault& fault);
    void disarm();
    void reset();

    /// Whether only calls of the process's main thread fail, and bring on the faults that are to come.
    void restrictToMainThread(bool on);

    std::uint64_t strikes() const;
    const char* last() const;
    std::uint64_t calls(std::optional<Id> id, VkResult result) const;

    /// Every function called so far with its number of calls, as JSON.
    std::string report(std::uint64_t leaked) const;

  private:
    void note(Id id);
    static bool onMainThread();

    mutable std::mutex mutex_;
    std::vector<Fault> faults_;
    std::set<std::tuple<Id, VkResult, std::uint64_t>> places_; ///< where which fault has struck
    std::array<std::uint64_t, kFunctionCount> calls_{};
    bool mainThreadOnly_ = false;
    std::uint64_t strikes_ = 0;
    const char* last_ = "";
};

} // namespace vitrine::faults
