#include "base/files.h"

#include "base/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vitrine {
namespace {

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }

  private:
    int fd_;
};

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view doing, std::string remedy = {}) {
    const int code = errno;
    throw Error({.file = path.string(),
                 .problem = fmt::format("cannot {}: {}", doing, std::strerror(code)),
                 .remedy = std::move(remedy)});
}

template <class Container>
Container readInto(const std::filesystem::path& path, std::size_t maxBytes) {
    // O_NONBLOCK so that opening a FIFO returns instead of waiting for a writer.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.get() < 0) fail(path, "open it");
    struct stat info {};
    if (::fstat(file.get(), &info) != 0) fail(path, "examine it");
    if (!S_ISREG(info.st_mode))
        throw Error({.file = path.string(), .problem = "is not a regular file", .remedy = "name a plain file"});
    if (static_cast<std::size_t>(info.st_size) > maxBytes)
        throw Error({.file = path.string(),
                     .problem = fmt::format("is {} bytes long", info.st_size),
                     .remedy = fmt::format("at most {} bytes are read", maxBytes)});
    Container bytes(static_cast<std::size_t>(info.st_size), typename Container::value_type{});
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::read(file.get(), bytes.data() + done, bytes.size() - done);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail(path, "read it");
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

} // namespace

Bytes readFile(const std::filesystem::path& path, std::size_t maxBytes) {
    return readInto<Bytes>(path, maxBytes);
}

std::string readTextFile(const std::filesystem::path& path, std::size_t maxBytes) {
    return readInto<std::string>(path, maxBytes);
}

namespace {

// The name of a file beside the target, for mkstemp to make unique.
std::string temporaryPattern(const std::filesystem::path& path) {
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (code) throw Error({.file = folder.string(), .problem = "cannot make this folder: " + code.message()});
    if (std::filesystem::is_directory(path, code))
        throw Error({.file = path.string(), .problem = "is a folder", .remedy = "name a file to write"});
    return (folder / ("." + path.filename().string() + ".XXXXXX")).string();
}

int openTemporary(const std::filesystem::path& path, std::string& pattern) {
    const int fd = ::mkstemp(pattern.data());
    if (fd < 0) fail(path, "write beside it", "choose a folder you may write to");
    return fd;
}

} // namespace

void checkWritable(const std::filesystem::path& path) {
    std::string name = temporaryPattern(path);
    const Descriptor file(openTemporary(path, name));
    ::unlink(name.c_str());
}

void writeFileAtomically(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
    std::string name = temporaryPattern(path);
    const Descriptor file(openTemporary(path, name));
    const auto abandon = [&](std::string_view doing) {
        const int saved = errno;
        ::unlink(name.c_str());
        errno = saved;
        fail(path, doing);
    };
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t put = ::write(file.get(), bytes.data() + done, bytes.size() - done);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) abandon("write it");
        done += static_cast<std::size_t>(put);
    }
    const mode_t mask = ::umask(0);
    ::umask(mask);
    if (::fchmod(file.get(), 0666 & ~mask) != 0) abandon("set its permissions");
    if (::fsync(file.get()) != 0) abandon("flush it to disk");
    if (::rename(name.c_str(), path.c_str()) != 0) abandon("move it into place");
}

void writeFileAtomically(const std::filesystem::path& path, std::string_view text) {
    writeFileAtomically(path, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

} // namespace vitrine
