// Spellings are found by the hash of their normal form, in chains through one vector, and compared in
// full on a hit: strings for all of them would cost more than all else at start.
// Where spellings clash, an id wins over an alias and an alias over a name; two licences that clash in
// the same way are not told apart, and the text is not resolved.
#include "openrisk/license.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "license/archive.hpp"
#include "license/expression.hpp"
#include "license/spelling.hpp"
#include "license/table.hpp"
#include "license/terms.hpp"

namespace openrisk {
namespace {

constexpr std::string_view own_prefix = "LicenseRef-";

std::string_view written_as(const Spelling& spelling, const License& license) {
  if (spelling.which == Spelling::is_id) return license.id;
  if (spelling.which == Spelling::is_name) return license.name;
  if (spelling.which == Spelling::is_short) return std::string_view(license.id).substr(own_prefix.size());
  return license.aliases[static_cast<std::size_t>(spelling.which)];
}

// FNV-1a, 32 bit: the same wherever the program is built.
std::uint32_t hash_of(std::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

// Which of two spellings that clash counts: the lower.
int rank_of(std::int32_t which) {
  return which == Spelling::is_id ? 0 : which == Spelling::is_name ? 3 : which == Spelling::is_short ? 2 : 1;
}

}  // namespace

std::optional<std::size_t> Licenses::attribute(std::string_view id) const {
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    if (attributes[i].id == id) return i;
  }
  return std::nullopt;
}

void Licenses::Table::fill(const std::vector<License>& licenses) {
  if (!spellings.empty()) return;  // it came with the licences
  spellings.reserve(licenses.size() * 4);
  std::string normal;
  const auto add = [&](std::string_view written, std::size_t license, std::int32_t which) {
    normal_spelling(written, normal);
    if (normal.empty()) return;
    const std::uint32_t hash = hash_of(normal);
    spellings.push_back({hash, static_cast<std::uint32_t>(license), which, no_spelling});
  };
  for (std::size_t i = 0; i < licenses.size(); ++i) {
    const License& license = licenses[i];
    add(license.id, i, Spelling::is_id);
    if (license.id.starts_with(own_prefix))
      add(std::string_view(license.id).substr(own_prefix.size()), i, Spelling::is_short);
    add(license.name, i, Spelling::is_name);
    for (std::size_t a = 0; a < license.aliases.size(); ++a)
      add(license.aliases[a], i, static_cast<std::int32_t>(a));
  }
  first.assign(std::bit_ceil(spellings.size() + 1), no_spelling);
  for (std::size_t i = spellings.size(); i-- > 0;) {  // from the back, so that each chain is in order
    std::uint32_t& begin = first[spellings[i].hash & (first.size() - 1)];
    spellings[i].next = std::exchange(begin, static_cast<std::uint32_t>(i));
  }
}

void Licenses::index() { table_ = std::make_shared<Table>(); }

const Licenses::Table& Licenses::table() const {
  static const Table none;
  if (!table_) return none;
  std::call_once(table_->once, [this] { table_->fill(licenses); });
  return *table_;
}

const License* Licenses::newest(const License* license) const {
  for (int i = 0; i < 4 && !license->successor.empty(); ++i) {
    const auto next = std::find_if(licenses.begin(), licenses.end(),
                                   [&](const License& other) { return other.id == license->successor; });
    if (next == licenses.end()) break;
    license = &*next;
  }
  return license;
}

Licenses::Match Licenses::match(std::string_view text) const {
  const std::string_view written = trim(text);
  if (written.empty() || written.size() > longest_license) return {};
  const std::string wanted = normal_spelling(written);
  const std::uint32_t hash = hash_of(wanted);
  const Table& known = table();
  const Spelling* best = nullptr;
  int best_rank = 5;  // -2 the id as it is, -1 the id in other case, then rank_of
  bool clash = false;
  for (std::uint32_t i = known.chain(hash); i != Table::no_spelling; i = known.spellings[i].next) {
    const Spelling& entry = known.spellings[i];
    const std::string_view form = entry.hash == hash ? written_as(entry, licenses[entry.license]) : "";
    if (form.empty() || normal_spelling(form) != wanted) continue;
    int rank = rank_of(entry.which);
    if (entry.which == Spelling::is_id && lower_case(form) == lower_case(written))
      rank = form == written ? -2 : -1;
    if (rank == best_rank) {
      clash = clash || newest(&licenses[best->license]) != newest(&licenses[entry.license]);
    } else if (rank < best_rank) {
      best = &entry;
      best_rank = rank;
      clash = false;
    }
  }
  if (!best || clash) return {};
  const License* found = &licenses[best->license];
  std::string how = best_rank < 0                    ? "id"
                    : best->which == Spelling::is_id ? "spelling of the id"
                    : best->which == Spelling::is_name
                        ? "name '" + found->name + "'"
                        : "alias '" + std::string(written_as(*best, *found)) + "'";
  if (!found->successor.empty()) how = "deprecated id '" + found->id + "'";
  return {newest(found), std::move(how)};
}

const License* Licenses::find(std::string_view text) const { return match(text).license; }

bool Licenses::empty_statement(std::string_view text) const {
  if (text.size() > longest_license) return false;
  const std::string wanted = normal_spelling(text);
  if (wanted.empty()) return true;
  return std::any_of(says_nothing.begin(), says_nothing.end(),
                     [&](const std::string& word) { return normal_spelling(word) == wanted; });
}

ResolvedLicense Licenses::resolve(std::string_view text) const {
  ResolvedLicense unresolved{false, "", "", unknown_terms(attributes)};
  const Match found = match(text);
  if (found.license && found.license->successor.empty()) {
    return {true, found.license->id, found.how, terms(*found.license)};
  }
  if (!found.license && empty_statement(text)) return unresolved;
  std::optional<ResolvedLicense> resolved = resolve_expression(*this, trim(text));
  if (!resolved) return unresolved;
  if (found.license) resolved->matched = found.how;
  return *std::move(resolved);
}

const Licenses& builtin_licenses() {
  // Never destroyed, as the vocabulary.
  static const auto* licenses = [] {
    const EmbeddedFile* file = embedded_file("licenses");
    return new Licenses(file == nullptr ? Licenses{} : from_archive<Licenses>(file->archive));
  }();
  return *licenses;
}

}  // namespace openrisk
