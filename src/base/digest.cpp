// A file is hashed as it is read, with system calls into one buffer: mapped memory would end the program
// where somebody shortens the file. What is hashed is the file as it was when it was opened: its size and
// time, and what its name stands for, are looked at before and after.
#define OPENSSL_SUPPRESS_DEPRECATED  // SHA256_Init needs no provider to be loaded, which SHA256() does
#include <openssl/sha.h>

#include <memory>

#include "base/descriptor.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace openrisk {
namespace {

constexpr std::size_t block_bytes = 1u << 18;  // stays in the second-level cache

std::string finish(SHA256_CTX& context) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256_Final(digest, &context);
  std::string out;
  for (const unsigned char byte : digest) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

std::nullopt_t changed(const std::string& path, Diagnostics& diagnostics) {
  diagnostics.add(Code::file_changed, {}, "'" + visible(path, 4096) + "' was changed while it was read",
                  "wait until it is complete");
  return std::nullopt;
}

std::nullopt_t is_link(const std::string& path, Diagnostics& diagnostics) {
  diagnostics.add(Code::symbolic_link, {}, "'" + visible(path, 4096) + "' is a symbolic link",
                  "name the file that it leads to: a link can lead elsewhere tomorrow");
  return std::nullopt;
}

}  // namespace

std::string sha256(std::string_view bytes) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  return finish(context);
}

std::optional<std::string> sha256_of_file(const std::string& path, Diagnostics& diagnostics,
                                          std::atomic<std::uint64_t>* done) {
  if (path.find('\0') != std::string::npos) return unreadable(path, "its name has a zero byte", diagnostics);
  // A pipe without a writer must not be waited for.
  const Descriptor file(open_retrying(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
  struct stat before {
  }, after{};
  if (!file.is_open())
    return errno == ELOOP && ::lstat(path.c_str(), &before) == 0 && S_ISLNK(before.st_mode)
               ? is_link(path, diagnostics)
               : unreadable(path, reason(errno), diagnostics);
  if (::fstat(file.number(), &before) != 0) return unreadable(path, reason(errno), diagnostics);
  if (!S_ISREG(before.st_mode))
    return unreadable(path, S_ISDIR(before.st_mode) ? "is a directory" : "is no regular file", diagnostics);
  ::posix_fadvise(file.number(), 0, 0, POSIX_FADV_SEQUENTIAL);

  SHA256_CTX context;
  SHA256_Init(&context);
  const auto buffer = std::make_unique<char[]>(block_bytes);
  std::uint64_t size = 0;
  for (;;) {
    const ssize_t count = ::read(file.number(), buffer.get(), block_bytes);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unreadable(path, reason(errno), diagnostics);
    if (count == 0) break;
    const auto bytes = static_cast<std::size_t>(count);
    SHA256_Update(&context, buffer.get(), bytes);
    size += bytes;
    if (done != nullptr) done->fetch_add(bytes, std::memory_order_relaxed);
    if (size > static_cast<std::uint64_t>(before.st_size)) return changed(path, diagnostics);
  }
  const bool same = size == static_cast<std::uint64_t>(before.st_size) &&
                    ::fstat(file.number(), &after) == 0 && is_unchanged(before, after) &&
                    ::lstat(path.c_str(), &after) == 0 && is_unchanged(before, after);
  if (!same) return changed(path, diagnostics);
  return finish(context);
}

}  // namespace openrisk
