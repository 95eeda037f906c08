// A model card: YAML between two lines of `---`, then prose. The block normally stands at the top; where text
// stands before it, it counts only if it reads as front matter, since `---` is a rule in Markdown too. Of the
// prose only what is written as a row or a labelled item is read, and which sections there are.
#include <algorithm>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "draft/huggingface.hpp"
#include "draft/importers.hpp"
#include "draft/prose.hpp"

namespace openrisk {
namespace {

namespace hf = huggingface;

// Byte offsets of the block between the fences.
struct FrontMatter {
  std::size_t begin = 0, end = 0;
  std::size_t body = 0;  // where the prose begins again
  std::size_t fence = 0;
  bool first = false;  // nothing but blanks stands before
  bool closed = false;
};

bool is_fence(std::string_view line) {
  return line.starts_with("---") && line.find_first_not_of(" \t\r", 3) == line.npos;
}

// The first fence at or after `from` and what it opens.
std::optional<FrontMatter> find_block(std::string_view text, std::size_t from) {
  std::optional<FrontMatter> block;
  for (std::size_t at = std::max(from, byte_order_mark(text)); at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::size_t next = std::min(end + 1, text.size());
    if (is_fence(text.substr(at, end - at))) {
      if (block) {
        block->end = at;
        block->body = next;
        block->closed = true;
        return block;
      }
      block = FrontMatter{next,
                          text.size(),
                          text.size(),
                          at,
                          trim(text.substr(byte_order_mark(text), at - byte_order_mark(text))).empty(),
                          false};
    }
    at = next;
  }
  return block;
}

// The block alone, at its own lines.
const Source& block_source(const SourceFile& file, std::string_view text, const FrontMatter& block) {
  const auto before = text.substr(0, block.begin);
  std::string alone(static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')), '\n');
  alone += text.substr(block.begin, block.end - block.begin);
  return file.sources().add(file.name(), std::move(alone));
}

struct Found {
  std::optional<Node> data;
  std::size_t body = 0;
};

// Quiet where the block may be something else.
std::optional<Node> try_block(const SourceFile& file, std::string_view text, const FrontMatter& block,
                              Diagnostics* diagnostics) {
  if (trim(text.substr(block.begin, block.end - block.begin)).empty()) return std::nullopt;
  Diagnostics quiet;
  std::optional<Node> data =
      parse_yaml(block_source(file, text, block), diagnostics != nullptr ? *diagnostics : quiet);
  if (data && diagnostics == nullptr && !hf::is_metadata(*data)) return std::nullopt;
  return data;
}

Found front_matter(const SourceFile& file, std::string_view text, Diagnostics& diagnostics) {
  const std::optional<FrontMatter> first = find_block(text, 0);
  if (!first) return {};
  if (first->first && first->closed) {
    std::optional<Node> data = try_block(file, text, *first, &diagnostics);
    if (data && !data->is_mapping() && data->kind != NodeKind::blank)
      diagnostics.add(
          Code::wrong_kind, data->span,
          "the front matter of '" + visible(file.name(), 4096) + "' is no mapping from keys to values");
    return {std::move(data), first->body};
  }
  // Text stands before it, or nothing closes it.
  std::size_t from = 0;
  for (int tries = 0; tries < 20; ++tries) {
    const std::optional<FrontMatter> block = find_block(text, from);
    if (!block) break;
    if (std::optional<Node> data = try_block(file, text, *block, nullptr))
      return {std::move(data), block->body};
    from = block->begin;
  }
  if (first->first) {
    const auto line = static_cast<std::uint32_t>(
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(first->fence), '\n'));
    const Source* source = file.text(diagnostics);
    diagnostics.add(Code::syntax, {source->id, {line, 1}, {line, 4}},
                    "front matter begins here and is not closed", "end it by a line `---`");
  }
  return {};
}

Fit recognises_card(const SourceFile& file) {
  const bool named = file.ends_with(".md") || file.ends_with(".markdown");
  const std::string_view head = file.head().substr(byte_order_mark(file.head()));
  if (head.find('\0') != head.npos) return Fit::no;
  const std::optional<FrontMatter> block = find_block(head, 0);
  if (block && block->first && block->closed) {
    Sources scratch;
    Diagnostics quiet;
    const std::string_view inner = head.substr(block->begin, block->end - block->begin);
    const std::optional<Node> data = parse_yaml(scratch.add("", std::string(inner)), quiet);
    if (data && hf::is_metadata(*data)) return Fit::yes;
  }
  return named ? Fit::likely : Fit::no;
}

void read_card(const SourceFile& file, Teller& tell) {
  const Source* source = file.text(tell.diagnostics());
  if (source == nullptr) return;
  const std::string_view text = source->text;
  const Found found = front_matter(file, text, tell.diagnostics());
  if (found.data && found.data->is_mapping()) hf::tell_metadata(*found.data, hf::Places(file, true), tell);
  tell_prose(file, text, found.body, tell);
}

}  // namespace

Importer model_card_importer() {
  return {"model-card", "Hugging Face model card", recognises_card, read_card};
}

}  // namespace openrisk
