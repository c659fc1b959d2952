#include "process.h"

#include "base/error.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace vitrine::ui {
namespace {

constexpr Seconds kPoll(0.01);

[[noreturn]] void become(const Command& command) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // a test that crashes leaves nothing running
    const int output = ::open(command.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    const int input = ::open("/dev/null", O_RDONLY);
    ::dup2(input, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    for (const auto& [name, value] : command.environment) ::setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> arguments;
    for (const std::string& argument : command.arguments) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
}

} // namespace

Process::Process(const Command& command) : output_(command.output) {
    id_ = ::fork();
    if (id_ < 0) throw Error("no process to be had for " + command.arguments.front());
    if (id_ == 0) become(command);
}

Process::~Process() {
    terminate();
    if (wait(Seconds(10.0))) return;
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
}

bool Process::running() {
    return !wait(Seconds(0.0));
}

std::optional<int> Process::wait(Seconds atMost) {
    const auto deadline = std::chrono::steady_clock::now() + atMost;
    while (!code_) {
        int status = 0;
        if (::waitpid(id_, &status, WNOHANG) == id_)
            code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        else if (std::chrono::steady_clock::now() >= deadline)
            return std::nullopt;
        else
            std::this_thread::sleep_for(kPoll);
    }
    return code_;
}

void Process::terminate() const {
    if (!code_) ::kill(id_, SIGTERM);
}

std::string Process::output() const {
    std::ostringstream text;
    text << std::ifstream(output_).rdbuf();
    return text.str();
}

} // namespace vitrine::ui
