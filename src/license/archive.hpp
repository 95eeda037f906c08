// What the licences consist of, their table of spellings included.
#pragma once

#include "base/archive.hpp"
#include "license/table.hpp"

namespace openrisk {

template <class A>
void archive(A& a, LicenseAttribute& attribute) {
  auto& [id, number, freer, meaning] = attribute;
  a(id, number, freer, meaning);
}

template <class A>
void archive(A& a, Term& term) {
  auto& [state, value] = term;
  a(state, value);
}

template <class A>
void archive(A& a, License& license) {
  auto& [id, name, aliases, row, source, successor] = license;
  a(id, name, aliases, row, source, successor);
}

template <>
inline constexpr bool is_archived_whole<Spelling> = true;

struct LicensesParts {
  template <class A>
  static void archive(A& a, Licenses& licenses) {
    if (!licenses.table_) licenses.index();
    if (!licenses.licenses.empty()) licenses.table();
    Licenses::Table& table = *licenses.table_;
    a(licenses.version, licenses.sha256, licenses.attributes, licenses.rows, licenses.licenses,
      licenses.exceptions, licenses.says_nothing, table.spellings, table.first);
  }
};

template <class A>
void archive(A& a, Licenses& licenses) {
  LicensesParts::archive(a, licenses);
}

}  // namespace openrisk
