#pragma once

namespace vitrine::cli {

/// While one of these lives, Ctrl-C and SIGTERM ask the work to stop instead of ending the program; a second one ends
/// it.
class Interrupt {
  public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    bool asked() const;
};

} // namespace vitrine::cli
