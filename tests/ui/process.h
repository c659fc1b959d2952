#pragma once
#include "base/temporary_folder.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace vitrine::ui {

using Seconds = std::chrono::duration<double>;

struct Command {
    std::vector<std::string> arguments;             ///< the program first
    std::map<std::string, std::string> environment; ///< beside that of the test
    std::filesystem::path output;                   ///< takes standard output and error
    int inherited = -1;                             ///< a descriptor the program may use
};

/// A program that ends with this value, or with the test if it crashes.
class Process {
  public:
    explicit Process(const Command& command);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    bool running();
    /// The exit code, 128 + the number of the signal that ended it; nothing when it still runs after this time.
    std::optional<int> wait(Seconds atMost);
    void terminate() const; ///< asks it to end
    std::string output() const;
    pid_t id() const { return id_; }

  private:
    pid_t id_ = -1;
    std::optional<int> code_;
    std::filesystem::path output_;
};

} // namespace vitrine::ui
