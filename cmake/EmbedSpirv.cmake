# Turns a SPIR-V file into a C++ header of 32-bit words. Run as a script with INPUT, OUTPUT and NAME.
file(READ ${INPUT} hex HEX)
string(REGEX REPLACE "(..)(..)(..)(..)" "0x\\4\\3\\2\\1," words "${hex}")
string(REGEX REPLACE "((0x........,)(0x........,)(0x........,)(0x........,)(0x........,)(0x........,)(0x........,)(0x........,))" "\\1\n" words "${words}")
file(WRITE ${OUTPUT} "#pragma once\n#include <cstdint>\nnamespace vitrine::spirv {\ninline constexpr std::uint32_t ${NAME}[] = {\n${words}\n};\n} // namespace vitrine::spirv\n")
