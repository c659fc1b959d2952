#include "interrupt.h"

#include <csignal>

namespace vitrine::cli {
namespace {

volatile std::sig_atomic_t asked_ = 0; // a signal handler has nowhere else to leave word

extern "C" void onSignal(int signal) {
    asked_ = 1;
    std::signal(signal, SIG_DFL);
}

} // namespace

Interrupt::Interrupt() {
    asked_ = 0;
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

Interrupt::~Interrupt() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

bool Interrupt::asked() const {
    return asked_ != 0;
}

} // namespace vitrine::cli
