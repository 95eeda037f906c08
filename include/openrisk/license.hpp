// Licences: from what people write to an id, and from the id to the terms that matter for a release.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openrisk/base.hpp"
#include "openrisk/logic.hpp"

namespace openrisk {

// One attribute of a licence, for instance `noncommercial` or `user_cap`.
struct LicenseAttribute {
  std::string id;
  bool number = false;  // else a yes/no attribute
  bool freer = true;    // yes/no: the value that gives users more; numbers: higher is freer
  std::string meaning;
};

// What a licence says about one attribute. `none` stands for "there is no such number" (no cap), which
// is the freest that a number can be.
struct Term {
  enum class State : std::uint8_t { unknown, none, stated };
  State state = State::unknown;
  double value = 0;  // yes/no attributes: 1 or 0
  friend bool operator==(const Term&, const Term&) = default;
};

// One row of terms, in the order of Licenses::attributes.
using Terms = std::vector<Term>;

struct License {
  std::string id;  // SPDX id or LicenseRef-…
  std::string name;
  std::vector<std::string> aliases;
  std::uint32_t row = 0;  // of Licenses::rows
  std::string source;
  std::string successor;  // deprecated ids: the id or expression that took its place
};

// What became of a text: an id or expression with its terms, or nothing. Of an expression that is
// resolved in parts only, the terms are those that hold whatever the rest says.
struct ResolvedLicense {
  bool known = false;      // false: unresolved, at least in part
  std::string expression;  // canonical id or SPDX expression; empty when unresolved
  std::string matched;     // how it was matched, for people: "id", "alias 'Apache 2.0'", "expression"
  Terms terms;
};

class Licenses {
 public:
  std::string version;
  std::string sha256;
  std::vector<LicenseAttribute> attributes;
  std::vector<Terms> rows;  // all that a licence is known to say, each row once
  std::vector<License> licenses;
  std::vector<std::string> exceptions;    // SPDX exception ids, for WITH
  std::vector<std::string> says_nothing;  // "other", "unknown", …

  std::optional<std::size_t> attribute(std::string_view id) const;
  // One id, alias or spelling, no expressions; a deprecated id gives its successor where that is one id.
  const License* find(std::string_view text) const;

  // Resolves an id, a spelling or an SPDX expression: the freer terms of OR, the stricter of AND;
  // WITH keeps the terms of its licence.
  ResolvedLicense resolve(std::string_view text) const;
  bool empty_statement(std::string_view text) const;  // a spelling that says nothing

  const Terms& terms(const License& license) const { return rows[license.row]; }

  void index();  // call after filling: find() then knows the licences, and builds its table when first used

 private:
  friend struct LicensesParts;
  struct Table;
  struct Match {
    const License* license = nullptr;
    std::string how;
  };
  const Table& table() const;
  Match match(std::string_view text) const;
  const License* newest(const License* license) const;

  std::shared_ptr<Table> table_;  // of the same licences, so copies may share it
};

std::optional<Licenses> read_licenses(const Source& source, Diagnostics& diagnostics);
const Licenses& builtin_licenses();

}  // namespace openrisk
