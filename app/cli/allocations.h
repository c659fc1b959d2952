#pragma once
#include <cstdint>

namespace vitrine::cli {

/// How often this thread has asked for memory with `new` since it began: for showing that a steady frame does not.
/// Linking this file replaces the program's operator new.
std::uint64_t allocationsOfThisThread();

} // namespace vitrine::cli
