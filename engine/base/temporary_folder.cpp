#include "base/temporary_folder.h"

#include "base/error.h"

#include <cstdlib>
#include <string>

namespace vitrine {

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "vitrine-XXXXXX").string();
    if (!::mkdtemp(name.data()))
        throw Error({.file = name, .problem = "cannot be made", .remedy = "a writable TMPDIR"});
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace vitrine
