#include "chain.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <exception>
#include <execinfo.h>
#include <map>
#include <mutex>

namespace vitrine::faults {
namespace {

struct Chains {
    std::mutex mutex;
    std::map<const void*, std::unique_ptr<Chain>> byKey;
};
std::atomic<std::uint64_t> leakedObjects = 0; // outlives the statics below

Chains& chains() {
    static Chains all;
    return all;
}

/// The plan of this process, and its report at the end if VITRINE_FAULTS_REPORT names a file.
struct ProcessPlan {
    ProcessPlan() {
        if (const char* text = std::getenv("VITRINE_FAULTS")) try {
                for (const Fault& fault : parseFaults(text)) plan.arm(fault);
            } catch (const std::exception& error) {
                std::fprintf(stderr, "vitrine faults: VITRINE_FAULTS holds %s\n", error.what());
                std::_Exit(2); // a test that means nothing must not pass
            }
    }
    ~ProcessPlan() {
        const char* path = std::getenv("VITRINE_FAULTS_REPORT");
        std::FILE* const file = path ? std::fopen(path, "w") : nullptr;
        if (!file) return;
        std::fputs(plan.report(leaked()).c_str(), file);
        std::fclose(file);
    }
    Plan plan;
};

/// Whether an address lies in this layer or in the loader, which stand between a call and its caller.
bool isBetween(void* address) {
    Dl_info here{}, there{};
    static const int marker = 0;
    if (!::dladdr(address, &there) || !::dladdr(&marker, &here)) return false;
    return there.dli_fbase == here.dli_fbase || std::strstr(there.dli_fname, "libvulkan.so") != nullptr;
}

} // namespace

Plan& plan() {
    static ProcessPlan process;
    return process.plan;
}

std::atomic<bool>& minimised() {
    static std::atomic<bool> now = false;
    return now;
}

Chain* findChain(const void* key) {
    const std::lock_guard lock(chains().mutex);
    const auto found = chains().byKey.find(key);
    return found == chains().byKey.end() ? nullptr : found->second.get();
}

Chain& chainOf(const void* key) {
    return *findChain(key);
}

Chain& addChain(const void* key) {
    const std::lock_guard lock(chains().mutex);
    return *(chains().byKey[key] = std::make_unique<Chain>());
}

std::unique_ptr<Chain> removeChain(const void* key) {
    const std::lock_guard lock(chains().mutex);
    auto node = chains().byKey.extract(key);
    return std::move(node.mapped());
}

std::uint64_t alive(Type type) {
    const std::lock_guard lock(chains().mutex);
    std::int64_t sum = 0;
    for (const auto& [key, chain] : chains().byKey)
        for (std::size_t i = 0; i < kTypes; ++i)
            if (type == Type::none || static_cast<std::size_t>(type) == i) sum += chain->alive[i];
    return static_cast<std::uint64_t>(sum);
}

std::uint64_t leaked() {
    return leakedObjects;
}

void countLeaks(const Chain& chain) {
    for (std::size_t i = 0; i < kTypes; ++i) {
        const std::int64_t count = chain.alive[i];
        if (count == 0) continue;
        std::fprintf(stderr, "vitrine faults: %lld x %s left alive\n", static_cast<long long>(count),
                     kTypeNames[i].data());
        leakedObjects += static_cast<std::uint64_t>(count > 0 ? count : -count);
    }
}

void forgetLeaks() {
    leakedObjects = 0;
}

std::uint64_t callersPlace() {
    constexpr int kCallers = 6; // enough to tell the uses of a constructor apart, few enough to be the same each frame
    void* frames[32];
    const int depth = ::backtrace(frames, 32);
    int first = 0;
    while (first < depth && isBetween(frames[first])) ++first;
    std::uint64_t place = 0xcbf29ce484222325u; // FNV-1a, 64 bits
    for (int i = first; i < depth && i < first + kCallers; ++i)
        place = (place ^ reinterpret_cast<std::uintptr_t>(frames[i])) * 0x100000001b3u;
    return place;
}

} // namespace vitrine::faults
