#include "cli/cards.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <istream>

#include "base/file.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"

namespace openrisk::cli {
namespace {

constexpr std::size_t most_bytes = 8u << 20;
constexpr std::size_t block_bytes = 1u << 16;

bool is_blank(std::string_view line) { return trim(line).empty(); }

// Whether a text that was begun is JSON Lines: two lines that begin objects, or a first line that is a
// whole object with something behind it. A single object over several lines is neither.
bool looks_like_lines(std::string_view text) {
  text.remove_prefix(byte_order_mark(text));
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < 2) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const std::string_view line = trim(text.substr(0, end)); !line.empty()) lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines.size() == 2 && lines[0].starts_with("{") &&
         (lines[1].starts_with("{") || lines[0].ends_with("}"));
}

}  // namespace

// The lines of a stream that are not blank, at most `most_bytes` of each.
class CardTexts::Lines {
 public:
  Lines(std::string name, std::istream& stream, std::string begun)
      : name_(std::move(name)), in_(&stream), buffer_(std::move(begun)) {}
  Lines(std::string name, std::unique_ptr<std::istream> file)
      : name_(std::move(name)), owned_(std::move(file)), in_(owned_.get()) {}

  std::optional<CardText> next() {
    for (;;) {
      CardText card;
      const bool more = read_line(card.text);
      card.name = name_;
      if (in_->bad() && !broken_) {  // what was read of a line is no card
        broken_ = true;
        card.unreadable.add(Code::unreadable_file, {},
                            "cannot read '" + visible(name_, 4096) + "' to its end");
        card.text.clear();
        return card;
      }
      if (!more || broken_) return std::nullopt;
      card.line = ++line_;
      if (too_long_) {
        card.unreadable.add(
            Code::file_too_large, {},
            "'" + visible(card.path(), 4096) + "' has more than " + std::to_string(most_bytes) + " bytes");
        card.text.clear();
        return card;
      }
      if (!is_blank(card.text)) return card;
    }
  }

 private:
  // False at the end. Of a line that is too long the rest is read and dropped.
  bool read_line(std::string& line) {
    too_long_ = false;
    for (std::size_t from = at_;;) {
      const std::size_t end = buffer_.find('\n', from);
      if (end != std::string::npos) {
        take(line, end);
        at_ = end + 1;
        return true;
      }
      from = buffer_.size();
      if (from - at_ > most_bytes) {
        too_long_ = true;
        at_ = from;
      }
      buffer_.erase(0, at_);
      from -= at_;
      at_ = 0;
      if (!fill()) {
        take(line, buffer_.size());
        at_ = buffer_.size();
        return !line.empty() || too_long_;
      }
    }
  }

  void take(std::string& line, std::size_t end) {
    line.assign(buffer_, at_, end - at_);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.size() > most_bytes) too_long_ = true;
  }

  bool fill() {
    const std::size_t before = buffer_.size();
    buffer_.resize(before + block_bytes);
    in_->read(buffer_.data() + before, static_cast<std::streamsize>(block_bytes));
    buffer_.resize(before + static_cast<std::size_t>(in_->gcount()));
    return buffer_.size() > before;
  }

  std::string name_;
  std::unique_ptr<std::istream> owned_;
  std::istream* in_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 0;
  bool too_long_ = false, broken_ = false;
};

CardTexts::CardTexts(const std::vector<std::string>& arguments, std::istream& in)
    : arguments_(arguments), in_(in) {}
CardTexts::~CardTexts() = default;

CardText& CardTexts::add(std::string name) {
  CardText& card = ready_.emplace_back();
  card.name = std::move(name);
  return card;
}

std::optional<CardText> CardTexts::next() {
  for (;;) {
    if (lines_) {
      if (std::optional<CardText> line = lines_->next()) return line;
      lines_.reset();
    }
    if (!ready_.empty()) {
      CardText card = std::move(ready_.back());
      ready_.pop_back();
      if (card.text.empty() && !card.unreadable.has_errors() && card.name != "-")
        if (std::optional<std::string> text = read_file(card.name, card.unreadable))
          card.text = std::move(*text);
      return card;
    }
    if (at_ == arguments_.size()) return std::nullopt;
    open(arguments_[at_++]);
  }
}

void CardTexts::open(const std::string& argument) {
  std::error_code error;
  if (argument == "-") return open_input();
  if (std::filesystem::is_directory(argument, error)) return open_directory(argument);
  open_file(argument);
}

void CardTexts::open_file(const std::string& name) {
  if (name.ends_with(".jsonl")) {
    auto file = std::make_unique<std::ifstream>(name, std::ios::binary);
    if (file->is_open()) {
      lines_ = std::make_unique<Lines>(name, std::move(file));
      return;
    }
  }
  add(name);  // read when its turn comes
}

void CardTexts::open_directory(const std::string& argument) {
  namespace fs = std::filesystem;
  std::vector<fs::path> found;
  std::error_code error;
  const auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at(argument, options, error), end; !error && at != end;
       at.increment(error)) {
    std::error_code ignored;
    if (at->path().filename() == "release.yaml" && at->is_regular_file(ignored)) found.push_back(at->path());
  }
  if (error)
    add(argument).unreadable.add(
        Code::unreadable_file, {},
        "cannot search '" + visible(argument, 4096) + "': " + lower_case(error.message()));
  else if (found.empty())
    add(argument).unreadable.add(Code::nothing_to_assess, {},
                                 "no file called release.yaml is below '" + visible(argument, 4096) + "'",
                                 "name the card itself, or call it release.yaml");
  std::sort(found.rbegin(), found.rend());  // the last is taken first
  for (const fs::path& path : found) {
    const std::string name = path.string();
    add(name.starts_with("./") ? name.substr(2) : name);
  }
}

void CardTexts::open_input() {
  std::string text;
  bool more = true;
  while (more && text.size() <= most_bytes) {
    const std::size_t before = text.size();
    text.resize(before + block_bytes);
    in_.read(text.data() + before, static_cast<std::streamsize>(block_bytes));
    text.resize(before + static_cast<std::size_t>(in_.gcount()));
    more = text.size() == before + block_bytes;
    if (looks_like_lines(text)) {
      lines_ = std::make_unique<Lines>("-", in_, std::move(text));
      return;
    }
  }
  CardText& card = add("-");
  if (in_.bad()) card.unreadable.add(Code::unreadable_file, {}, "cannot read standard input");
  if (text.size() > most_bytes)
    card.unreadable.add(Code::file_too_large, {},
                        "standard input has more than " + std::to_string(most_bytes) + " bytes",
                        "a stream of cards is JSON Lines: one card a line");
  card.text = std::move(text);
}

bool check_cards(const std::vector<std::string>& cards, Session& session) {
  if (std::count(cards.begin(), cards.end(), "-") <= 1) return true;
  session.diagnostics.add(Code::usage, {}, "standard input is named twice");
  return false;
}

}  // namespace openrisk::cli
