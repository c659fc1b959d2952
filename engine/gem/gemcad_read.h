#pragma once
#include "gem/gemcad.h"

#include <filesystem>
#include <string_view>

namespace vitrine::gem {

/// Reads the text of an .asc file. Throws vitrine::Error with the file's name, the line and a remedy.
GemCadDesign readGemCad(std::string_view text, const std::string& file);
/// Of at most a megabyte: the text of an .asc file, or the bytes of a .gem file.
GemCadDesign readGemCadFile(const std::filesystem::path& file);
/// Whether the name ends as GemCad's files do: .asc or .gem, in either case.
bool isNameOfGemCadFile(const std::filesystem::path& file);

} // namespace vitrine::gem
