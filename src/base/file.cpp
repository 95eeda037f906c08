// Writing: the content goes to a temporary beside the target and replaces it by rename, so that the
// name always stands for one complete text. Symbolic links are resolved first, or the link itself
// would be replaced. What is not a regular file (a pipe, /dev/stdout) has no old content to protect
// and is written in place. Signals that end the program wait until a file is complete, so that no
// temporary is left behind and nothing is half appended.
#include "base/file.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "base/descriptor.hpp"
#include "base/text.hpp"

namespace openrisk {
namespace {

// Holds back the signals by which somebody ends the program, as long as it lives.
class Undisturbed {
 public:
  Undisturbed() {
    sigset_t ending;
    ::sigemptyset(&ending);
    for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM}) ::sigaddset(&ending, signal);
    ::pthread_sigmask(SIG_BLOCK, &ending, &before_);
  }
  Undisturbed(const Undisturbed&) = delete;
  Undisturbed& operator=(const Undisturbed&) = delete;
  ~Undisturbed() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_;
};

bool unwritable(const std::string& name, const std::string& why, Diagnostics& diagnostics) {
  diagnostics.add(Code::unwritable, {}, "cannot write '" + visible(name, 4096) + "': " + why);
  return false;
}

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// Follows symbolic links to the name that would be written, which need not exist.
std::optional<std::string> resolve(std::string path) {
  char target[4096];
  for (int steps = 0; steps < 40; ++steps) {
    const ssize_t length = ::readlink(path.c_str(), target, sizeof target);
    if (length < 0) return path;  // not a link
    if (length == sizeof target) break;
    const std::string next(target, static_cast<std::size_t>(length));
    const std::size_t slash = path.rfind('/');
    path = next.starts_with('/') || slash == std::string::npos ? next : path.substr(0, slash + 1) + next;
  }
  errno = ELOOP;
  return std::nullopt;
}

// Opens a new file beside `path`; `temporary` receives its name.
int open_beside(const std::string& path, std::string& temporary) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  for (int attempt = 0; attempt < 100; ++attempt) {
    temporary = folder + ".openrisk-" + std::to_string(::getpid()) + "-" + std::to_string(attempt) + ".tmp";
    const int number = open_retrying(temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (number >= 0 || errno != EEXIST) return number;
  }
  return -1;
}

// Replaces a regular file, or makes a new one; errno tells why it failed. `old` is null for a new one.
bool replace(const std::string& path, std::string_view content, const struct stat* old) {
  const Undisturbed undisturbed;
  std::string temporary;
  Descriptor file(open_beside(path, temporary));
  if (!file.is_open()) return false;
  bool done = true;
  if (old != nullptr) {
    // Changing the owner is for root alone; for anyone else the file becomes the writer's.
    if (::fchown(file.number(), old->st_uid, old->st_gid) != 0) errno = 0;
    done = ::fchmod(file.number(), old->st_mode & 07777u) == 0;
  }
  done = done && write_all(file.number(), content) && ::fsync(file.number()) == 0;
  done = done && file.close() && std::rename(temporary.c_str(), path.c_str()) == 0;
  if (!done) {
    const int error = errno;
    ::unlink(temporary.c_str());
    errno = error;
  }
  return done;
}

bool write_in_place(const std::string& path, std::string_view content) {
  Descriptor file(open_retrying(path, O_WRONLY));
  return file.is_open() && write_all(file.number(), content) && file.close();
}

}  // namespace

std::string reason(int error) { return lower_case(std::generic_category().message(error)); }

std::nullopt_t unreadable(const std::string& path, const std::string& why, Diagnostics& diagnostics) {
  diagnostics.add(Code::unreadable_file, {}, "cannot read '" + visible(path, 4096) + "': " + why);
  return std::nullopt;
}

bool is_one_file(const std::string& a, const std::string& b) {
  struct stat one {
  }, other{};
  return ::stat(a.c_str(), &one) == 0 && S_ISREG(one.st_mode) && ::stat(b.c_str(), &other) == 0 &&
         one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

std::optional<std::string> read_stream(int descriptor, const std::string& name, Diagnostics& diagnostics,
                                       std::size_t most) {
  std::string text;
  struct stat status {};
  const bool regular = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
  if (regular) {
    text.reserve(std::min(static_cast<std::size_t>(status.st_size), most) + 1);
  }
  char buffer[1 << 16];
  for (;;) {
    const ssize_t count = ::read(descriptor, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unreadable(name, reason(errno), diagnostics);
    if (count == 0) {
      struct stat now {};
      if (!regular || (::fstat(descriptor, &now) == 0 && is_unchanged(status, now))) return text;
      return unreadable(name, "it was changed while it was read", diagnostics);
    }
    text.append(buffer, static_cast<std::size_t>(count));
    if (text.size() > most) {
      diagnostics.add(Code::file_too_large, {},
                      "'" + visible(name, 4096) + "' has more than " + std::to_string(most) + " bytes");
      return std::nullopt;
    }
  }
}

std::optional<std::string> read_file(const std::string& path, Diagnostics& diagnostics, std::size_t most) {
  if (path == "-") return read_stream(STDIN_FILENO, path, diagnostics, most);
  const Descriptor file(path.find('\0') == std::string::npos ? open_retrying(path, O_RDONLY) : -1);
  if (!file.is_open()) return unreadable(path, reason(errno), diagnostics);
  return read_stream(file.number(), path, diagnostics, most);
}

bool write_file(const std::string& path, std::string_view content, Diagnostics& diagnostics) {
  const auto target = resolve(path);
  if (!target) return unwritable(path, reason(errno), diagnostics);
  struct stat status {};
  const bool exists = ::stat(target->c_str(), &status) == 0;
  if (!exists && errno != ENOENT) return unwritable(path, reason(errno), diagnostics);
  if (exists && S_ISDIR(status.st_mode)) return unwritable(path, reason(EISDIR), diagnostics);
  // A rename would replace even a file that may not be written.
  if (exists && ::access(target->c_str(), W_OK) != 0) return unwritable(path, reason(errno), diagnostics);
  const bool done = exists && !S_ISREG(status.st_mode)
                        ? write_in_place(*target, content)
                        : replace(*target, content, exists ? &status : nullptr);
  return done || unwritable(path, reason(errno), diagnostics);
}

bool append_file(const std::string& path, std::string_view content, Diagnostics& diagnostics) {
  // Opening a pipe may wait for its reader: signals are held back only afterwards.
  Descriptor file(open_retrying(path, O_WRONLY | O_APPEND | O_CREAT, 0666));
  struct stat old {};
  if (!file.is_open() || ::fstat(file.number(), &old) != 0)
    return unwritable(path, reason(errno), diagnostics);
  const bool regular = S_ISREG(old.st_mode);
  std::string text;
  if (regular && old.st_size > 0) {
    const Descriptor reader(open_retrying(path, O_RDONLY));
    char last = '\n';
    if (reader.is_open() && ::pread(reader.number(), &last, 1, old.st_size - 1) == 1 && last != '\n')
      text += '\n';
  }
  text += content;
  std::optional<Undisturbed> undisturbed;
  if (regular) undisturbed.emplace();
  if (write_all(file.number(), text) && (!regular || ::fsync(file.number()) == 0))
    return file.close() || unwritable(path, reason(errno), diagnostics);
  const int error = errno;
  const bool restored = !regular || ::ftruncate(file.number(), old.st_size) == 0;
  return unwritable(path, reason(error) + (restored ? "" : ", and a part of it is left at the end"),
                    diagnostics);
}

}  // namespace openrisk
