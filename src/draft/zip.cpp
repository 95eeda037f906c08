// The archive is read through the file's own `bytes`, a few KiB at a time: entries that nobody asked for are
// skipped by seeking, and what an entry claims to hold is never believed, only what comes out is counted.
#include "draft/zip.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>

#include "base/text.hpp"

namespace openrisk {
namespace {

constexpr std::size_t block_bytes = 4096;

struct ZipReading {
  const SourceFile* file = nullptr;
  std::uint64_t at = 0;
  std::string bytes;
};

la_ssize_t read_piece(archive* handle, void* data, const void** out) {
  auto& reading = *static_cast<ZipReading*>(data);
  const std::uint64_t left = reading.file->size() - std::min(reading.at, reading.file->size());
  std::optional<std::string> bytes =
      reading.file->bytes(reading.at, static_cast<std::size_t>(std::min<std::uint64_t>(left, block_bytes)));
  if (!bytes) {
    archive_set_error(handle, EIO, "it ends too early");
    return ARCHIVE_FATAL;
  }
  reading.bytes = std::move(*bytes);
  reading.at += reading.bytes.size();
  *out = reading.bytes.data();
  return static_cast<la_ssize_t>(reading.bytes.size());
}

la_int64_t seek_to(archive*, void* data, la_int64_t offset, int whence) {
  auto& reading = *static_cast<ZipReading*>(data);
  const auto size = static_cast<la_int64_t>(reading.file->size());
  const la_int64_t from = whence == SEEK_SET   ? 0
                          : whence == SEEK_CUR ? static_cast<la_int64_t>(reading.at)
                                               : size;
  if (offset < -from || offset > size - from) return ARCHIVE_FATAL;
  reading.at = static_cast<std::uint64_t>(from + offset);
  return static_cast<la_int64_t>(reading.at);
}

la_int64_t skip_over(archive*, void* data, la_int64_t request) {
  auto& reading = *static_cast<ZipReading*>(data);
  const auto left =
      static_cast<la_int64_t>(reading.file->size() - std::min(reading.at, reading.file->size()));
  const la_int64_t step = std::clamp<la_int64_t>(request, 0, left);
  reading.at += static_cast<std::uint64_t>(step);
  return step;
}

struct Close {
  void operator()(archive* handle) const { archive_read_free(handle); }
};
using Handle = std::unique_ptr<archive, Close>;

bool open(archive* handle, ZipReading& reading) {
  archive_read_support_format_zip_seekable(handle);
  archive_read_set_read_callback(handle, read_piece);
  archive_read_set_seek_callback(handle, seek_to);
  archive_read_set_skip_callback(handle, skip_over);
  archive_read_set_callback_data(handle, &reading);
  return archive_read_open1(handle) == ARCHIVE_OK;
}

// False where it breaks off; more than `most` bytes are cut after one too many.
bool unpack(archive* handle, std::size_t most, std::string& content) {
  const void* block = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  for (;;) {
    const int result = archive_read_data_block(handle, &block, &size, &offset);
    if (result == ARCHIVE_EOF) return true;
    if (result != ARCHIVE_OK) return false;
    if (size > most - content.size()) {
      content.append(static_cast<const char*>(block), most - content.size() + 1);
      return true;
    }
    content.append(static_cast<const char*>(block), size);
  }
}

class Archive {
 public:
  Archive(const SourceFile& file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  std::optional<std::map<std::string, std::string>> read(const std::vector<std::string>& wanted,
                                                         std::size_t most) {
    ZipReading reading{&file_, 0, {}};
    const Handle handle(archive_read_new());
    if (!handle || !open(handle.get(), reading)) return broken(why(handle.get()));
    std::map<std::string, std::string> found;
    for (;;) {
      archive_entry* entry = nullptr;
      const int result = archive_read_next_header(handle.get(), &entry);
      if (result == ARCHIVE_EOF) return found;
      if (result < ARCHIVE_WARN) return broken(why(handle.get()));
      const char* name = archive_entry_pathname(entry);
      if (name == nullptr || std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
      const auto [place, is_new] = found.emplace(name, "");
      if (!is_new) return broken("two of its entries are called '" + place->first + "'");
      if (archive_entry_is_encrypted(entry) != 0) return broken("'" + place->first + "' is locked");
      if (!unpack(handle.get(), most, place->second)) return broken(why(handle.get()));
      if (place->second.size() > most) return too_large(place->first);
    }
  }

 private:
  static std::string why(archive* handle) {
    const char* text = handle == nullptr ? nullptr : archive_error_string(handle);
    return text == nullptr ? "it cannot be unpacked" : lower_case(visible(text, 200));
  }

  std::nullopt_t broken(const std::string& what) {
    diagnostics_.add(Code::damaged_file, {},
                     "'" + visible(file_.name(), 4096) + "' is a broken zip archive: " + what);
    return std::nullopt;
  }

  std::nullopt_t too_large(const std::string& entry) {
    diagnostics_.add(Code::file_too_large, {},
                     "'" + entry + "' in '" + visible(file_.name(), 4096) + "' is too large");
    return std::nullopt;
  }

  const SourceFile& file_;
  Diagnostics& diagnostics_;
};

}  // namespace

bool is_zip(const SourceFile& file) {
  return file.head().starts_with("PK\x03\x04") || file.head().starts_with("PK\x05\x06");
}

std::optional<std::map<std::string, std::string>> zip_entries(const SourceFile& file,
                                                              const std::vector<std::string>& wanted,
                                                              std::size_t most, Diagnostics& diagnostics) {
  return Archive(file, diagnostics).read(wanted, most);
}

}  // namespace openrisk
