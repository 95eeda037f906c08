// Recursive descent over the grammar of SPDX, operators in any case:
//   choice = both {OR both}    both = part {AND part}    part = operand [WITH exception] | ( choice )
// An operand is everything up to the next operator or bracket, so that "MIT License or Apache 2.0" is
// read as people mean it. Each step gives the terms and the canonical text of what it read at once; an
// operand that nobody knows has unknown terms and makes the whole unresolved.
#include "license/expression.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "license/spelling.hpp"
#include "license/terms.hpp"

namespace openrisk {
namespace {

enum class Mark : std::uint8_t { word, either, both, with, open, close, end };

struct Token {
  Mark mark = Mark::end;
  std::size_t begin = 0, end = 0;
};

struct Part {
  bool known = true;  // every operand is
  bool any = false;   // at least one operand is
  int binding = 3;    // 3 operand, 2 AND, 1 OR
  std::string text;
  Terms terms;
};

Mark mark_of(std::string_view word) {
  const std::string lower = word.size() <= 4 ? lower_case(word) : std::string();
  return lower == "or"     ? Mark::either
         : lower == "and"  ? Mark::both
         : lower == "with" ? Mark::with
                           : Mark::word;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  const auto special = [](char c) {
    return c == '(' || c == ')' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
  };
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '(' || text[i] == ')') {
      tokens.push_back({text[i] == '(' ? Mark::open : Mark::close, i, i + 1});
      ++i;
    } else if (special(text[i])) {
      ++i;
    } else {
      const std::size_t begin = i;
      while (i < text.size() && !special(text[i])) ++i;
      tokens.push_back({mark_of(text.substr(begin, i - begin)), begin, i});
    }
  }
  tokens.push_back({Mark::end, text.size(), text.size()});
  return tokens;
}

class ExpressionReader {
 public:
  ExpressionReader(const Licenses& licenses, std::string_view text, int nested = 0)
      : licenses_(licenses), text_(text), tokens_(tokens_of(text)), nested_(nested) {}

  std::optional<Part> read() {
    std::optional<Part> part = choice(0);
    if (!part || next().mark != Mark::end) return std::nullopt;
    return part;
  }

  // Filled by read().
  const std::vector<std::string>& unknown() const { return unknown_; }
  bool any_known() const { return any_known_; }

 private:
  const Token& next() const { return tokens_[at_]; }

  std::optional<Part> choice(int depth) { return chain(depth, Mark::either); }

  // Parts joined by one operator: AND binds closer than OR.
  std::optional<Part> chain(int depth, Mark mark) {
    std::optional<Part> left = mark == Mark::either ? chain(depth, Mark::both) : part(depth);
    while (left && next().mark == mark) {
      ++at_;
      const std::optional<Part> right = mark == Mark::either ? chain(depth, Mark::both) : part(depth);
      if (!right) return std::nullopt;
      left = joined(*std::move(left), *right, mark);
    }
    return left;
  }

  Part joined(Part left, const Part& right, Mark mark) const {
    const int binding = mark == Mark::either ? 1 : 2;
    const auto text = [&](const Part& part) {
      return part.binding < binding ? "(" + part.text + ")" : part.text;
    };
    left.text = text(left) + (mark == Mark::either ? " OR " : " AND ") + text(right);
    left.binding = binding;
    left.known = left.known && right.known;
    left.any = left.any || right.any;
    for (std::size_t i = 0; i < left.terms.size(); ++i) {
      const LicenseAttribute& attribute = licenses_.attributes[i];
      left.terms[i] = mark == Mark::either ? freer_of(attribute, left.terms[i], right.terms[i])
                                           : stricter_of(attribute, left.terms[i], right.terms[i]);
    }
    return left;
  }

  std::optional<Part> part(int depth) {
    if (next().mark == Mark::open) {
      ++at_;
      std::optional<Part> inner = depth < deepest_expression ? choice(depth + 1) : std::nullopt;
      if (!inner || next().mark != Mark::close) return std::nullopt;
      ++at_;
      return inner;
    }
    if (next().mark != Mark::word) return std::nullopt;
    const std::string_view written = words();
    Part operand = license(written);
    any_known_ = any_known_ || operand.any;
    if (!operand.any) unknown_.emplace_back(written);
    if (next().mark != Mark::with) return operand;
    ++at_;
    if (next().mark != Mark::word) return std::nullopt;
    const std::string_view exception = words();
    const bool known = operand.known;
    Part part = excepted(std::move(operand), exception);
    if (known && !part.known) unknown_.emplace_back(exception);
    return part;
  }

  std::string_view words() {
    const std::size_t begin = next().begin;
    std::size_t end = begin;
    for (; next().mark == Mark::word; ++at_) end = next().end;
    return text_.substr(begin, end - begin);
  }

  Part license(std::string_view written) const {
    if (const License* found = licenses_.find(written)) {
      if (found->successor.empty()) return {true, true, 3, found->id, licenses_.terms(*found)};
      // A deprecated id that stands for an expression.
      if (nested_ >= 4) return unresolved();
      return ExpressionReader(licenses_, found->successor, nested_ + 1).read().value_or(unresolved());
    }
    if (written.size() > 1 && written.back() == '+') {
      if (const License* found = or_later(written.substr(0, written.size() - 1))) {
        const bool says_so = found->id.ends_with("-or-later");
        return {true, true, 3, found->id + (says_so ? "" : "+"), licenses_.terms(*found)};
      }
    }
    return unresolved();
  }

  const License* or_later(std::string_view written) const {
    const License* found = licenses_.find(written);
    if (!found || !found->successor.empty()) return nullptr;
    if (!found->id.ends_with("-only")) return found;
    const License* later = licenses_.find(found->id.substr(0, found->id.size() - 5) + "-or-later");
    return later ? later : found;
  }

  // Exceptions only add permissions that no attribute asks about, so the terms stay. What is not on the
  // list of exceptions may be a restriction.
  Part excepted(Part operand, std::string_view written) const {
    const std::string wanted = normal_spelling(written);
    const auto found = std::find_if(licenses_.exceptions.begin(), licenses_.exceptions.end(),
                                    [&](const std::string& id) { return normal_spelling(id) == wanted; });
    if (!operand.known || found == licenses_.exceptions.end()) return unresolved();
    operand.text += " WITH " + *found;
    return operand;
  }

  Part unresolved() const { return {false, false, 3, "", unknown_terms(licenses_.attributes)}; }

  const Licenses& licenses_;
  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int nested_;  // how many deprecated ids led here
  std::vector<std::string> unknown_;
  bool any_known_ = false;
};

}  // namespace

std::optional<ResolvedLicense> resolve_expression(const Licenses& licenses, std::string_view text) {
  if (text.size() > longest_license) return std::nullopt;
  const std::optional<Part> part = ExpressionReader(licenses, text).read();
  if (!part || !part->any) return std::nullopt;
  return ResolvedLicense{part->known, part->known ? part->text : "", "expression", part->terms};
}

std::vector<std::string> unknown_parts(const Licenses& licenses, std::string_view text) {
  if (text.size() > longest_license) return {};
  ExpressionReader reader(licenses, text);
  if (!reader.read() || !reader.any_known()) return {};
  return reader.unknown();
}

}  // namespace openrisk
