// Of each known text only the smallest hashes of its stretches of five words are kept. A hash below the
// largest one kept stands for a random sample of the whole, so counting there estimates what both texts share
// (bottom-k sketches: A. Z. Broder, On the resemblance and containment of documents, 1997). A few words can
// turn a licence round, so every place that speaks of limits is compared too, by the words around it.
#include "draft/license_text.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "draft/importers.hpp"
#include "draft/license_words.hpp"
#include "draft/tables.hpp"
#include "openrisk/license.hpp"

namespace openrisk {
namespace {

constexpr std::size_t words_together = 5;
constexpr double same = 0.8, certain = 0.995, margin = 0.04;

std::vector<std::uint32_t> hashes_of(std::string_view digits) {
  std::vector<std::uint32_t> hashes;
  for (std::size_t at = 0; at + 8 <= digits.size(); at += 8) {
    std::uint32_t hash = 0;
    std::from_chars(digits.data() + at, digits.data() + at + 8, hash, 16);
    hashes.push_back(hash);
  }
  return hashes;
}

struct Known {
  std::string id;
  std::vector<std::uint32_t> sketch;  // ascending
  bool whole = false;                 // the text has no more than these
  bool has_limits = false;            // its limits were read
  std::vector<std::uint32_t> limits;  // ascending
};

std::vector<Known> read_known() {
  std::vector<Known> all;
  for (const NodeEntry& entry : part_of(table_named("license_texts"), "licenses").entries) {
    Known known;
    known.id = entry.key;
    known.sketch = hashes_of(entry.value.text);
    known.whole = known.sketch.size() < sketch_size;
    if (const Node* digits = part_of(table_named("license_texts"), "limits").get(known.id)) {
      known.has_limits = true;
      known.limits = hashes_of(digits->text);
    }
    if (!known.sketch.empty()) all.push_back(std::move(known));
  }
  return all;
}

const std::vector<Known>& all_known() {
  static const std::vector<Known> all = read_known();
  return all;
}

// The places of a text that speak of limits where the known text does not; none where its own were not read.
std::vector<Limit> further_limits(std::string_view text, std::string_view id) {
  const auto& all = all_known();
  const auto known = std::find_if(all.begin(), all.end(), [&](const Known& one) { return one.id == id; });
  if (known == all.end() || !known->has_limits) return {};
  std::vector<Limit> found = limits_in(words_of(text));
  std::erase_if(found, [&](const Limit& one) {
    return std::binary_search(known->limits.begin(), known->limits.end(), one.hash);
  });
  return found;
}

// The share of what is kept of one known text that another has too, as far as both are kept.
double share_of(const Known& part, const Known& whole) {
  const std::uint32_t top = whole.whole ? ~std::uint32_t{0} : whole.sketch.back();
  double seen = 0, both = 0;
  for (const std::uint32_t hash : part.sketch) {
    if (hash > top) break;
    ++seen;
    both += std::binary_search(whole.sketch.begin(), whole.sketch.end(), hash);
  }
  return seen == 0 ? 1 : both / seen;
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

// What a file's name says of the licence in it: "weights", another thing, or "" where it does not tell.
std::string_view thing_of(const SourceFile& file) {
  std::string name = lower_case(file.base_name());
  for (const Node& ending : part_of(table_named("license_limits"), "endings").items)
    if (name.ends_with(ending.text)) name.resize(name.size() - ending.text.size());
  Words words;
  add_words(name, words);
  for (const Node& row : part_of(table_named("license_limits"), "files").items)
    for (const Node& word : part_of(row, "words").items)
      if (std::find(words.begin(), words.end(), word.text) != words.end()) return text_of(row, "of");
  if (!is_named_so(file)) return "weights";  // whoever names such a file says so
  for (const char* head : {"license", "licence", "copying"}) {
    if (!name.starts_with(head)) continue;
    const std::string_view rest = std::string_view(name).substr(std::string_view(head).size());
    if (rest.empty() || (!is_word(rest.front()) && builtin_licenses().find(rest.substr(1)) != nullptr))
      return "weights";
  }
  return {};
}

// The words of the first places, as they stand; places that overlap are one.
std::string quoted(const Words& words, const std::vector<Limit>& limits) {
  constexpr std::size_t most = 3;
  std::vector<Limit> places;
  for (const Limit& limit : limits)
    if (!places.empty() && limit.begin < places.back().end)
      places.back().end = limit.end;
    else
      places.push_back(limit);
  std::vector<std::string> texts;
  for (const Limit& place : places) {
    if (texts.size() == most) return join(texts, ", ") + " and more";
    const auto at = [&](std::size_t i) { return words.begin() + static_cast<std::ptrdiff_t>(i); };
    texts.push_back("'" + tame(join(std::vector<std::string>(at(place.begin), at(place.end)), " "), 100) +
                    "'");
  }
  return join(texts, ", ");
}

// Another known text that stands there too; "" where there is none.
std::string also_held(std::string_view text, const std::string& id) {
  const std::vector<std::uint32_t> shingles = shingles_of(text);
  const auto& all = all_known();
  const auto whole = std::find_if(all.begin(), all.end(), [&](const Known& one) { return one.id == id; });
  for (const Known& one : all)
    if (one.id != id && compare(one, shingles).contained >= 0.9 && share_of(one, *whole) < 0.5) return one.id;
  return {};
}

// A text that is near a known one, and what keeps it from being it; false where nothing does.
bool says_more(std::string_view text, const LicenseMatch& match, std::string& why) {
  if (const std::string other = also_held(text, match.id); !other.empty()) {
    why = "The file holds the text of " + match.id + " and that of " + other +
          ": whether both hold or one may be chosen is not told";
    return true;
  }
  const std::vector<Limit> limits = further_limits(text, match.id);
  if (limits.empty()) return false;
  why = "The text is near that of " + match.id + ", by " + percent(match.similar) +
        ", and speaks of limits that it does not have: " + quoted(words_of(text), limits);
  return true;
}

void read_text(const SourceFile& file, Teller& tell) {
  const Source* source = file.text(tell.diagnostics());
  if (source == nullptr) return;
  const LicenseMatch match = nearest_license(source->text);
  const Origin origin{file.name(), 0, {}};
  const bool near = match.similar >= same && match.rival.empty();
  std::string why;
  const bool more = match.similar >= same && says_more(source->text, match, why) &&
                    (match.rival.empty() || !further_limits(source->text, match.rival).empty());
  const std::string_view thing = thing_of(file);
  if (!thing.empty() && thing != "weights")
    return tell.remark("a licence of " + std::string(thing) + ": " +
                           (more   ? why
                            : near ? match.id
                                   : "not recognised"),
                       origin);
  Saying saying{origin, match.similar >= 0.95 ? Sureness::derived : Sureness::inferred};
  if (near && !more) {
    const std::string_view version = without_only(match.id);
    saying.note = "The text is that of " + std::string(version) + " by " + percent(match.similar) + ".";
    if (version != match.id) saying.note += " It does not say whether later versions are allowed too.";
    if (match.similar < 0.99) saying.note += " What differs may change the terms: read it.";
    if (!thing.empty()) return tell.say("weights.license", version, std::move(saying));
    saying.note +=
        " By its name " + tame(file.base_name(), 60) + " may be about something else than the weights.";
    return tell.note("weights.license", std::move(saying));
  }
  saying.note = more ? why : "A licence text that is not recognised";
  if (!more && !match.rival.empty())
    saying.note += ": it may be " + match.id + " or " + match.rival;
  else if (!more && match.contained >= 0.9)
    saying.note += ": it holds that of " + match.id + " and more, which may change the terms";
  else if (!more && match.similar >= 0.3)
    saying.note += ": nearest is " + match.id + ", by " + percent(match.similar);
  // Where another source states a licence this stands beside it.
  const std::string name = file.name() == "-" ? "" : tame(file.base_name(), 60) + ": ";
  saying.note = name + saying.note + ".";
  tell.note("weights.license", std::move(saying));
}

}  // namespace

std::vector<std::uint32_t> shingles_of(std::string_view text) {
  const Words words = words_of(text);
  std::vector<std::uint32_t> hashes;
  for (std::size_t i = 0; i + words_together <= words.size(); ++i)
    hashes.push_back(hash_of(words, i, words_together));
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

std::vector<std::uint32_t> limits_of(std::string_view text) {
  std::vector<std::uint32_t> hashes;
  for (const Limit& limit : limits_in(words_of(text))) hashes.push_back(limit.hash);
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

LicenseMatch nearest_license(std::string_view text) {
  const std::vector<Known>& all = all_known();
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
