#include "draft/source_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "base/file.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "draft/python_json.hpp"

namespace openrisk {
namespace {

constexpr std::size_t head_size = 64u << 10;
constexpr Limits text_limits{most_text, 64, 2'000'000};

// Every byte that is no part of UTF-8 becomes the character that Latin-1 has for it.
std::string repaired(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text.substr(at));
    if (point.valid) {
      out.append(text.substr(at, point.length));
    } else {
      const auto byte = static_cast<unsigned char>(text[at]);
      out += static_cast<char>(0xC0 | (byte >> 6));
      out += static_cast<char>(0x80 | (byte & 0x3F));
    }
    at += std::max<std::size_t>(point.length, 1);
  }
  return out;
}

}  // namespace

struct SourceFile::State {
  std::string name;
  Sources* sources = nullptr;
  int descriptor = -1;
  std::uint64_t size = 0;
  std::string head;  // of a text that was given: all of it
  bool given = false;
  const Source* text = nullptr;
  bool text_read = false, tree_read = false;
  std::optional<Node> tree;
  Diagnostics text_found, tree_found;
  bool text_told = false, tree_told = false;

  ~State() {
    if (descriptor >= 0) ::close(descriptor);
  }

  std::optional<std::string> read(std::uint64_t offset, std::size_t length) const {
    if (offset > size || length > size - offset) return std::nullopt;
    if (given) return head.substr(static_cast<std::size_t>(offset), length);
    std::string out(length, '\0');
    for (std::size_t done = 0; done < length;) {
      const ssize_t count =
          ::pread(descriptor, out.data() + done, length - done, static_cast<off_t>(offset + done));
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return std::nullopt;
      done += static_cast<std::size_t>(count);
    }
    return out;
  }

  void read_text() {
    if (text_read) return;
    text_read = true;
    if (size > most_text) {
      text_found.add(Code::file_too_large, {}, "'" + visible(name, 4096) + "' is larger than 64 MiB");
      return;
    }
    std::optional<std::string> bytes = read(0, static_cast<std::size_t>(size));
    if (!bytes) {
      text_found.add(Code::unreadable_file, {},
                     "cannot read '" + visible(name, 4096) + "': it ends too early");
      return;
    }
    const std::optional<std::size_t> invalid = invalid_utf8(*bytes);
    if (invalid) bytes = repaired(*bytes);
    text = &sources->add(name, std::move(*bytes));
    if (!invalid) return;
    const std::string_view before = std::string_view(text->text).substr(0, *invalid);
    Position at;
    at.line = static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
    at.column = static_cast<std::uint32_t>(before.size() - (before.rfind('\n') + 1) + 1);
    text_found.add(Code::replaced_bytes, {text->id, at, at},
                   "'" + visible(name, 4096) + "' has bytes that are not UTF-8",
                   "they are taken as Latin-1; save the file as UTF-8");
  }

  void read_tree() {
    if (tree_read) return;
    tree_read = true;
    read_text();
    if (text == nullptr) return;
    const std::string_view start = trim(std::string_view(text->text).substr(byte_order_mark(text->text)));
    const bool json = start.starts_with('{') || start.starts_with('[');
    tree =
        json ? parse_python_json(*text, tree_found, text_limits) : parse_yaml(*text, tree_found, text_limits);
  }
};

SourceFile::SourceFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
SourceFile::SourceFile(SourceFile&&) noexcept = default;
SourceFile::~SourceFile() = default;

std::optional<SourceFile> SourceFile::open(const std::string& name, Sources& sources,
                                           Diagnostics& diagnostics) {
  auto state = std::make_unique<State>();
  state->name = name;
  state->sources = &sources;
  state->descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (state->descriptor < 0) return unreadable(name, reason(errno), diagnostics);
  struct stat status {};
  if (::fstat(state->descriptor, &status) != 0 || !S_ISREG(status.st_mode))
    return unreadable(name, "it is no file", diagnostics);
  state->size = static_cast<std::uint64_t>(status.st_size);
  std::optional<std::string> head =
      state->read(0, static_cast<std::size_t>(std::min<std::uint64_t>(state->size, head_size)));
  if (!head) return unreadable(name, "it ends too early", diagnostics);
  state->head = std::move(*head);
  return SourceFile(std::move(state));
}

SourceFile SourceFile::of_text(std::string name, std::string text, Sources& sources) {
  auto state = std::make_unique<State>();
  state->name = std::move(name);
  state->sources = &sources;
  state->size = text.size();
  state->head = std::move(text);
  state->given = true;
  return SourceFile(std::move(state));
}

const std::string& SourceFile::name() const { return state_->name; }
std::uint64_t SourceFile::size() const { return state_->size; }
Sources& SourceFile::sources() const { return *state_->sources; }

std::string_view SourceFile::base_name() const {
  const std::string_view name = state_->name;
  return name.substr(name.rfind('/') + 1);
}

std::string_view SourceFile::folder_name() const {
  std::string_view name = state_->name;
  if (name.rfind('/') == name.npos) return "";
  name = name.substr(0, name.rfind('/'));
  while (name.ends_with('/')) name.remove_suffix(1);
  name = name.substr(name.rfind('/') + 1);
  return name == "." || name == ".." ? "" : name;
}

bool SourceFile::ends_with(std::string_view ending) const {
  return lower_case(state_->name).ends_with(ending);
}

std::string_view SourceFile::head() const { return std::string_view(state_->head).substr(0, head_size); }

std::optional<std::string> SourceFile::bytes(std::uint64_t offset, std::size_t length) const {
  return state_->read(offset, length);
}

const Source* SourceFile::text(Diagnostics& diagnostics) const {
  state_->read_text();
  if (!std::exchange(state_->text_told, true)) diagnostics.add_all(state_->text_found);
  return state_->text;
}

const Node* SourceFile::glance() const {
  const std::string_view start = trim(head().substr(byte_order_mark(head())));
  const bool json = start.starts_with('{') || start.starts_with('[');
  const bool yaml = ends_with(".yml") || ends_with(".yaml") || state_->name == "-";
  if (size() > most_text || (!json && !yaml)) return nullptr;
  state_->read_tree();
  return state_->tree ? &*state_->tree : nullptr;
}

const Node* SourceFile::tree(Diagnostics& diagnostics) const {
  text(diagnostics);
  state_->read_tree();
  if (!std::exchange(state_->tree_told, true)) diagnostics.add_all(state_->tree_found);
  return state_->tree ? &*state_->tree : nullptr;
}

bool SourceFile::has_key(std::string_view key) const {
  const Node* tree = glance();
  return tree != nullptr && tree->is_mapping() && tree->get(key) != nullptr;
}

}  // namespace openrisk
