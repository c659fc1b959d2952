#include "plan.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <unistd.h>

namespace vitrine::faults {
namespace {

struct Named {
    std::string_view name;
    VkResult result;
    unsigned bit;
};
constexpr Named kResults[] = {
    {"device-lost", VK_ERROR_DEVICE_LOST, deviceLost},
    {"out-of-memory", VK_ERROR_OUT_OF_DEVICE_MEMORY, deviceMemory},
    {"out-of-host-memory", VK_ERROR_OUT_OF_HOST_MEMORY, hostMemory},
    {"surface-lost", VK_ERROR_SURFACE_LOST_KHR, surfaceLost},
    {"out-of-date", VK_ERROR_OUT_OF_DATE_KHR, outOfDate},
    {"suboptimal", VK_SUBOPTIMAL_KHR, suboptimal},
    {"worst", kWorst, ~0u},
};

std::optional<Id> idOf(std::string_view name) {
    const auto found = std::ranges::find(kFunctions, name, [](const Function& f) { return std::string_view(f.name); });
    if (found == kFunctions.end()) return std::nullopt;
    return static_cast<Id>(found - kFunctions.begin());
}

Fault parseFault(std::string_view text) {
    const auto wrong = [&] { return std::invalid_argument("no fault: '" + std::string(text) + "'"); };
    const std::size_t at = text.find('@');
    if (at == text.npos) throw wrong();
    const auto named = std::ranges::find(kResults, text.substr(0, at), &Named::name);
    if (named == std::end(kResults)) throw wrong();
    Fault fault{.result = named->result};
    std::string_view count = text.substr(at + 1);
    if (const std::size_t colon = count.find(':'); colon != count.npos) {
        fault.only = idOf(count.substr(0, colon));
        if (!fault.only || !legal(functionOf(*fault.only), fault.result)) throw wrong();
        count.remove_prefix(colon + 1);
    }
    const auto [end, code] = std::from_chars(count.data(), count.data() + count.size(), fault.in);
    if (code != std::errc() || end != count.data() + count.size() || fault.in == 0) throw wrong();
    return fault;
}

} // namespace

std::optional<VkResult> legal(const Function& function, VkResult result) {
    if (result == kWorst) {
        if (function.errors & deviceLost) return VK_ERROR_DEVICE_LOST;
        return function.errors & deviceMemory ? VK_ERROR_OUT_OF_DEVICE_MEMORY : VK_ERROR_OUT_OF_HOST_MEMORY;
    }
    const auto named = std::ranges::find(kResults, result, &Named::result);
    if (named == std::end(kResults) || !(function.errors & named->bit)) return std::nullopt;
    return result;
}

std::vector<Fault> parseFaults(std::string_view text) {
    std::vector<Fault> faults;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        faults.push_back(parseFault(text.substr(0, comma)));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return faults;
}

void Plan::arm(const Fault& fault) {
    const std::lock_guard lock(mutex_);
    faults_.push_back(fault);
}

void Plan::disarm() {
    const std::lock_guard lock(mutex_);
    faults_.clear();
}

void Plan::reset() {
    const std::lock_guard lock(mutex_);
    faults_.clear();
    places_.clear();
    calls_ = {};
    mainThreadOnly_ = false;
    strikes_ = 0;
    last_ = "";
}

void Plan::restrictToMainThread(bool on) {
    const std::lock_guard lock(mutex_);
    mainThreadOnly_ = on;
}

bool Plan::onMainThread() {
    return ::gettid() == ::getpid();
}

void Plan::note(Id id) {
    ++strikes_;
    last_ = functionOf(id).name;
}

std::uint64_t Plan::strikes() const {
    const std::lock_guard lock(mutex_);
    return strikes_;
}

const char* Plan::last() const {
    const std::lock_guard lock(mutex_);
    return last_;
}

std::uint64_t Plan::calls(std::optional<Id> id, VkResult result) const {
    const std::lock_guard lock(mutex_);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kFunctionCount; ++i)
        if ((!id || static_cast<std::size_t>(*id) == i) && legal(kFunctions[i], result)) sum += calls_[i];
    return sum;
}

std::string Plan::report(std::uint64_t leaked) const {
    const std::lock_guard lock(mutex_);
    std::string text =
        "{\"strikes\": " + std::to_string(strikes_) + ", \"leaked\": " + std::to_string(leaked) + ", \"calls\": {";
    const char* separator = "";
    for (std::size_t i = 0; i < kFunctionCount; ++i) {
        if (calls_[i] == 0) continue;
        text += separator + ("\"" + std::string(kFunctions[i].name)) + "\": " + std::to_string(calls_[i]);
        separator = ", ";
    }
    return text + "}}\n";
}

} // namespace vitrine::faults
