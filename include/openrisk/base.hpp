// Sources, positions and diagnostics: what every reader of openrisk takes and reports.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace openrisk {

// A text that was read, known by its number within `Sources`; 0 is "no source".
using SourceId = std::uint32_t;

// A place in a text: line and column count from 1, columns in bytes; line 0 is "nowhere".
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend auto operator<=>(const Position&, const Position&) = default;
};

// The half-open stretch [begin, end) of one source.
struct Span {
  SourceId source = 0;
  Position begin;
  Position end;
  friend bool operator==(const Span&, const Span&) = default;
};

// A named text. `name` is what diagnostics print, usually the path as the user wrote it.
struct Source {
  SourceId id = 0;
  std::string name;
  std::string text;
};

// Owns the texts of one run; references stay valid as long as it lives.
class Sources {
 public:
  const Source& add(std::string name, std::string text);
  const Source* find(SourceId id) const;  // null for 0 and for strangers

 private:
  std::deque<Source> sources_;
};

enum class Severity : std::uint8_t { error, warning, note };

// One entry per kind of complaint; the table in codes.def holds its printed name and its page.
enum class Code : std::uint16_t {
#define OPENRISK_CODE(id, name, severity, title, page) id,
#include "openrisk/codes.def"
#undef OPENRISK_CODE
};

// The row of codes.def for a code.
struct CodePage {
  Code code;
  std::string_view name;  // "unknown-fact"
  Severity severity;
  std::string_view title;  // one line
  std::string_view page;   // why it is reported and what to do
};
const CodePage& page_of(Code code);
const std::vector<CodePage>& code_pages();

// A second place that a diagnostic points at, with a word on why.
struct Label {
  Span span;
  std::string text;
};

// A complaint as data: rendered only at the end. Messages are lower case without a full stop.
struct Diagnostic {
  Code code;
  Severity severity;
  Span span;
  std::string message;  // what was seen
  std::vector<Label> labels;
  std::string help;  // what to do; may be empty
};

// Collects the diagnostics of one run in the order in which they were found.
class Diagnostics {
 public:
  // Adds one with the severity of its row in codes.def; the reference is valid until the next call.
  Diagnostic& add(Code code, Span span, std::string message, std::string help = {});
  void add_all(const Diagnostics& others);

  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  std::size_t warnings() const;
  const std::vector<Diagnostic>& all() const { return all_; }

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

}  // namespace openrisk
