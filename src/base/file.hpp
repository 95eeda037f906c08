// Files: read within limits, write completely or not at all, digests.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "openrisk/base.hpp"

namespace openrisk {

// What a system call's `errno` says, as part of a sentence.
std::string reason(int error);

// Adds the complaint that a file cannot be read; returns what its caller has then: nothing.
std::nullopt_t unreadable(const std::string& path, const std::string& why, Diagnostics& diagnostics);

// Reads a regular file (or "-": `standard_input`) of at most `most` bytes. Errors become diagnostics; one is
// a file that somebody changes meanwhile, since what was read may be no text that anybody wrote.
std::optional<std::string> read_file(const std::string& path, Diagnostics& diagnostics,
                                     std::size_t most = 8u << 20);
std::optional<std::string> read_stream(int descriptor, const std::string& name, Diagnostics& diagnostics,
                                       std::size_t most = 8u << 20);

// Whether both names, perhaps links, lead to one regular file that is there.
bool is_one_file(const std::string& a, const std::string& b);

// Writes a file so that a reader sees the old content or the new, never a part: a regular file by a
// temporary beside it, fsync and rename (mode kept); a symlink is followed; devices and pipes are
// written in place. Any failure is a diagnostic `unwritable` and leaves nothing behind.
bool write_file(const std::string& path, std::string_view content, Diagnostics& diagnostics);

// Adds to the end of a file, or makes it; what is there is ended by a newline first. Of a regular file a
// failure, which is a diagnostic `unwritable`, leaves the old content alone.
bool append_file(const std::string& path, std::string_view content, Diagnostics& diagnostics);

// SHA-256 as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

// The same of a regular file of any size, which is read in pieces; `done` counts the bytes as they are read.
// Nothing, with a diagnostic, where it cannot be read, is a symbolic link, or changes meanwhile.
std::optional<std::string> sha256_of_file(const std::string& path, Diagnostics& diagnostics,
                                          std::atomic<std::uint64_t>* done = nullptr);

}  // namespace openrisk
