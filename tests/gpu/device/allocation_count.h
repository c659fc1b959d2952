#pragma once
#include <cstddef>

namespace vitrine::gpu {

/// How often this thread has called operator new. A program that links this counts in all of its C++.
std::size_t allocationsOfThisThread();

} // namespace vitrine::gpu
