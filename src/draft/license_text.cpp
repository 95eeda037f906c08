// Of each known text only the smallest hashes of its stretches of five words are kept. A hash below the
// largest one kept stands for a random sample of the whole, so counting there estimates what both texts share
// (bottom-k sketches: A. Z. Broder, On the resemblance and containment of documents, 1997).
#include "draft/license_text.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.hpp"
#include "draft/importers.hpp"
#include "draft/tables.hpp"

namespace openrisk {
namespace {

constexpr std::size_t words_together = 5;
constexpr double same = 0.8, certain = 0.995, margin = 0.04;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    const std::size_t first = words.size();
    for (std::size_t i = 0; i < line.size();) {
      const std::size_t begin = i;
      while (i < line.size() && is_word(line[i])) ++i;
      if (i > begin) words.push_back(line.substr(begin, i - begin));
      if (i == begin) ++i;
    }
    if (words.size() > first && lower_case(words[first]) == "copyright") words.resize(first);
  }
  return words;
}

// FNV-1a, and its two halves mixed.
std::uint32_t hash_of(const std::vector<std::string_view>& words, std::size_t first, std::size_t count) {
  std::uint64_t hash = 14695981039346656037ull;
  const auto add = [&](char c) { hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull; };
  for (std::size_t i = first; i < first + count; ++i) {
    for (const char c : words[i]) add(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    add(' ');
  }
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

struct Known {
  std::string id;
  std::vector<std::uint32_t> sketch;  // ascending
  bool whole = false;                 // the text has no more than these
};

std::vector<Known> read_known() {
  std::vector<Known> all;
  for (const NodeEntry& entry : part_of(table_named("license_texts"), "licenses").entries) {
    Known known;
    known.id = entry.key;
    for (std::size_t at = 0; at + 8 <= entry.value.text.size(); at += 8) {
      std::uint32_t hash = 0;
      const char* begin = entry.value.text.data() + at;
      std::from_chars(begin, begin + 8, hash, 16);
      known.sketch.push_back(hash);
    }
    known.whole = known.sketch.size() < sketch_size;
    if (!known.sketch.empty()) all.push_back(std::move(known));
  }
  return all;
}

LicenseMatch compare(const Known& known, const std::vector<std::uint32_t>& text) {
  const std::uint32_t top = known.whole ? ~std::uint32_t{0} : known.sketch.back();
  const auto end = std::upper_bound(text.begin(), text.end(), top);
  std::vector<std::uint32_t> both;
  std::set_intersection(known.sketch.begin(), known.sketch.end(), text.begin(), end,
                        std::back_inserter(both));
  const auto shared = static_cast<double>(both.size());
  const auto ours = static_cast<double>(known.sketch.size()),
             theirs = static_cast<double>(end - text.begin());
  return {known.id, shared / (ours + theirs - shared), shared / ours, {}};
}

bool is_named_so(const SourceFile& file) {
  const std::string name = lower_case(file.base_name());
  for (const char* table : {".csv", ".tsv", ".json", ".yml", ".yaml", ".py"})
    if (name.ends_with(table)) return false;
  return name.starts_with("license") || name.starts_with("licence") || name.starts_with("copying") ||
         name.starts_with("model_license") || name.starts_with("model-license");
}

Fit recognises_text(const SourceFile& file) {
  if (file.size() > (1u << 20) || file.head().find('\0') != std::string_view::npos) return Fit::no;
  const bool named = is_named_so(file);
  if (!named && !(file.ends_with(".txt") || file.name() == "-")) return Fit::no;
  if (nearest_license(file.head()).similar >= same / 2) return Fit::yes;
  return named ? Fit::likely : Fit::no;
}

// Whoever grants a licence of the GNU family says beside its text whether later versions count too.
std::string_view without_only(std::string_view id) {
  constexpr std::string_view ending = "-only";
  if (id.ends_with(ending)) id.remove_suffix(ending.size());
  return id;
}

std::string percent(double share) { return std::to_string(static_cast<int>(share * 100)) + "%"; }

void read_text(const SourceFile& file, Teller& tell) {
  const Source* source = file.text(tell.diagnostics());
  if (source == nullptr) return;
  const LicenseMatch match = nearest_license(source->text);
  const Origin origin{file.name(), 0, {}};
  if (lower_case(file.base_name()).find("code") != std::string::npos)
    return tell.remark("a licence of code: " + (match.similar >= same ? match.id : "not recognised"), origin);
  Saying saying{origin, match.similar >= 0.95 ? Sureness::derived : Sureness::inferred};
  if (match.similar >= same && match.rival.empty()) {
    const std::string_view version = without_only(match.id);
    saying.note = "The text is that of " + std::string(version) + " by " + percent(match.similar) + ".";
    if (version != match.id) saying.note += " It does not say whether later versions are allowed too.";
    if (match.similar < 0.99) saying.note += " What differs may change the terms: read it.";
    return tell.say("weights.license", version, std::move(saying));
  }
  saying.note = "A licence text that is not recognised";
  if (!match.rival.empty())
    saying.note += ": it may be " + match.id + " or " + match.rival;
  else if (match.contained >= 0.9)
    saying.note += ": it holds that of " + match.id + " and more, which may change the terms";
  else if (match.similar >= 0.3)
    saying.note += ": nearest is " + match.id + ", by " + percent(match.similar);
  saying.note += ".";
  tell.note("weights.license", std::move(saying));
}

}  // namespace

std::vector<std::uint32_t> shingles_of(std::string_view text) {
  const std::vector<std::string_view> words = words_of(text);
  std::vector<std::uint32_t> hashes;
  for (std::size_t i = 0; i + words_together <= words.size(); ++i)
    hashes.push_back(hash_of(words, i, words_together));
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

LicenseMatch nearest_license(std::string_view text) {
  static const std::vector<Known> all = read_known();
  const std::vector<std::uint32_t> shingles = shingles_of(text);
  if (shingles.size() < 5) return {};
  std::vector<LicenseMatch> matches;
  for (const Known& known : all) matches.push_back(compare(known, shingles));
  if (matches.size() < 2) return {};
  std::partial_sort(matches.begin(), matches.begin() + 2, matches.end(),
                    [](const LicenseMatch& a, const LicenseMatch& b) {
                      return std::pair(a.similar, a.contained) > std::pair(b.similar, b.contained);
                    });
  if (matches[0].similar < same) {
    const auto held = std::max_element(matches.begin(), matches.end(), [](const auto& a, const auto& b) {
      return std::pair(a.contained, a.similar) < std::pair(b.contained, b.similar);
    });
    return held->contained >= 0.9 ? *held : matches[0];
  }
  // Families share most of their text: unless it is all there, the next of the family may be meant.
  if (matches[0].similar < certain && matches[1].similar > matches[0].similar - margin)
    matches[0].rival = matches[1].id;
  return matches[0];
}

Importer license_importer() { return {"license", "licence text (LICENSE)", recognises_text, read_text}; }

}  // namespace openrisk
