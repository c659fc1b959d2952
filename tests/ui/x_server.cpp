#include "x_server.h"

#include "base/error.h"

#include <fmt/format.h>
#include <fstream>
#include <poll.h>
#include <sstream>
#include <unistd.h>

namespace vitrine::ui {
namespace {

constexpr int kStart_ms = 30000;

// One mode of the wanted size; the dummy driver asks of its timing only that it lies within the monitor's ranges. No
// device is looked for, and there need be no terminal. DeviceType: "man 4 inputtestdrv".
constexpr const char* kTouchConfiguration = R"(Section "ServerFlags"
    Option "AutoAddDevices" "false"
    Option "DontVTSwitch" "true"
    Option "BlankTime" "0"
EndSection
Section "Device"
    Identifier "dummy"
    Driver "dummy"
    VideoRam 64000
EndSection
Section "Monitor"
    Identifier "monitor"
    HorizSync 1-1000
    VertRefresh 1-1000
    Modeline "only" 60 {0} {1} {2} {3} {4} {5} {6} {7}
EndSection
Section "Screen"
    Identifier "screen"
    Device "dummy"
    Monitor "monitor"
    DefaultDepth 24
    SubSection "Display"
        Depth 24
        Modes "only"
        Virtual {0} {4}
    EndSubSection
EndSection
Section "InputDevice"
    Identifier "touchscreen"
    Driver "inputtest"
    Option "SocketPath" "{8}"
    Option "DeviceType" "Touch"
    Option "TouchCount" "10"
EndSection
Section "ServerLayout"
    Identifier "layout"
    Screen "screen"
    InputDevice "touchscreen" "CorePointer"
EndSection
)";

// The number of the display, which a server writes once it takes clients; empty when it ends or says nothing.
std::string readDisplay(int pipe) {
    std::string number;
    pollfd waiting{pipe, POLLIN, 0};
    for (char digit = 0; ::poll(&waiting, 1, kStart_ms) == 1 && ::read(pipe, &digit, 1) == 1 && digit != '\n';)
        number += digit;
    return number;
}

} // namespace

XServer XServer::withTouchScreen(glm::ivec2 size_px) {
    XServer server(size_px);
    const auto configuration = *server.folder_ / "xorg.conf", log = *server.folder_ / "xorg.log";
    const int w = size_px.x, h = size_px.y;
    std::ofstream(configuration) << fmt::format(kTouchConfiguration, w, w + 16, w + 32, w + 48, h, h + 2, h + 4, h + 8,
                                                server.touchSocket().string());
    server.start({"Xorg", "-config", configuration, "-logfile", log, "-novtswitch", "-sharevts", "-keeptty"}, log);
    return server;
}

XServer XServer::withoutTouch(glm::ivec2 size_px) {
    XServer server(size_px);
    server.start({"Xvfb", "-screen", "0", fmt::format("{}x{}x24", size_px.x, size_px.y)}, *server.folder_ / "output");
    return server;
}

std::filesystem::path XServer::touchSocket() const {
    return *folder_ / "touch";
}

void XServer::start(std::vector<std::string> arguments, const std::filesystem::path& log) {
    int pipe[2];
    if (::pipe(pipe) != 0) throw Error("no pipe to be had");
    for (const char* argument : {"-noreset", "-nolisten", "tcp", "-displayfd"}) arguments.emplace_back(argument);
    arguments.push_back(std::to_string(pipe[1]));
    process_ = std::make_unique<Process>(Command{.arguments = arguments, .output = *folder_ / "output"});
    ::close(pipe[1]);
    const std::string number = readDisplay(pipe[0]);
    ::close(pipe[0]);
    if (number.empty()) {
        std::ostringstream said;
        said << process_->output() << std::ifstream(log).rdbuf();
        throw Error({.problem = arguments.front() + " does not start:\n" + said.str(),
                     .remedy = "scripts/setup --tests installs the X servers; Xorg wants root"});
    }
    display_ = ":" + number;
}

} // namespace vitrine::ui
