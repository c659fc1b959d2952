#include "devices.h"

#include "base/error.h"
#include "base/json.h"
#include "gpu/device_info.h"

#include <fmt/core.h>
#include <fmt/ranges.h>
#include <memory>
#include <optional>

namespace vitrine::cli {
namespace {

enum class Form { text, json };

constexpr const char* kExamples = R"(
A device is chosen by --device in every command that renders: by a part of its name, or by its index. Without it the
best usable one is taken: discrete, integrated, virtual, then CPU.

Examples:
  vitrine devices                                  what is there, and why a device was rejected
  vitrine devices --json                           the same for a program
  vitrine render ring.json -o ring.png --device 1
  vitrine render ring.json -o ring.png --device llvmpipe

Exit code: 0 when a device is usable, 2 when none is.)";

std::optional<int> bestIndex(const std::vector<gpu::DeviceInfo>& devices) {
    try {
        return gpu::choose(devices, "").index;
    } catch (const Error&) {
        return std::nullopt; // each line says what its device lacks
    }
}

void printText(const std::vector<gpu::DeviceInfo>& devices, std::optional<int> best) {
    for (const gpu::DeviceInfo& device : devices) {
        const std::string verdict = !device.usable()
                                        ? fmt::format("rejected: it lacks {}", fmt::join(device.missing, ", "))
                                    : device.index == best ? "usable, taken unless --device says otherwise"
                                                           : "usable";
        fmt::print("{}  {}\n   {}, Vulkan {}, {:.1f} GiB\n   driver {}\n   {}\n", device.index, device.name,
                   gpu::nameOf(device.type), gpu::versionText(device.apiVersion),
                   static_cast<double>(device.memory_bytes) / (1 << 30), device.driver, verdict);
    }
}

void printJson(const std::vector<gpu::DeviceInfo>& devices, std::optional<int> best) {
    Json list = Json::array();
    for (const gpu::DeviceInfo& device : devices)
        list.push_back({{"index", device.index},
                        {"name", device.name},
                        {"type", gpu::nameOf(device.type)},
                        {"driver", device.driver},
                        {"vulkan", gpu::versionText(device.apiVersion)},
                        {"memory_bytes", device.memory_bytes},
                        {"usable", device.usable()},
                        {"default", device.index == best},
                        {"lacks", device.missing}});
    // A driver's strings are its own affair; whatever is not UTF-8 in them is replaced.
    fmt::print("{}\n", list.dump(2, ' ', false, Json::error_handler_t::replace));
}

int printDevices(Form form) {
    const auto devices = gpu::listDevices();
    const auto best = bestIndex(devices);
    form == Form::json ? printJson(devices, best) : printText(devices, best);
    return best ? 0 : 2;
}

} // namespace

void addDevices(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("devices", "List the graphics devices of this machine");
    command->footer(kExamples);
    const auto form = std::make_shared<Form>(Form::text);
    command->add_flag_callback(
        "--json", [form] { *form = Form::json; }, "Print JSON for a program");
    command->callback([&context, form] { context.run = [form] { return printDevices(*form); }; });
}

} // namespace vitrine::cli
