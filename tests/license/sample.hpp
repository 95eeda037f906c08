// A small licences file: enough to meet every rule of reading and matching.
#pragma once

#include <string>

#include "openrisk/license.hpp"
#include "support/catch.hpp"

namespace openrisk {

inline constexpr Term unknown{};
inline constexpr Term none{Term::State::none, 0};
constexpr Term stated(double value) { return {Term::State::stated, value}; }

inline const std::string sample = R"(openrisk: licenses/1
version: 1.0.0
attributes:
  - {id: osi, type: bool, freer: true, meaning: approved}
  - {id: noncommercial, type: bool, freer: false, meaning: no commerce}
  - {id: user_cap, type: number, freer: higher, meaning: users}
families:
  permissive: {osi: true, noncommercial: false, user_cap: none}
  community: {osi: false, noncommercial: false}
licenses:
  - {id: MIT, name: MIT License, family: permissive, aliases: [Expat]}
  - {id: Apache-2.0, name: Apache License 2.0, family: permissive, source: its text}
  - {id: GPL-2.0-only, name: GNU General Public License v2.0 only, family: permissive}
  - {id: GPL-2.0-or-later, name: GNU General Public License v2.0 or later, family: permissive}
  - {id: GPL-2.0, name: GNU General Public License v2.0 only, successor: GPL-2.0-only, deprecated: true}
  - {id: GPL-2.0-with-classpath-exception, name: GPL 2 with Classpath, successor: GPL-2.0-only WITH Classpath-exception-2.0}
  - {id: CC-BY-4.0, name: Creative Commons Attribution 4.0 International, osi: false, noncommercial: false, user_cap: none}
  - {id: CC-BY-NC-4.0, name: Creative Commons Attribution Non Commercial 4.0 International, osi: false, noncommercial: true, user_cap: none}
  - {id: 0BSD, name: BSD Zero Clause License, family: permissive}
  - {id: BSD-3-Clause, name: BSD 3-Clause "New" or "Revised" License, family: permissive}
  - {id: LicenseRef-Llama-3.1, name: Llama 3.1 Community License Agreement, family: community, user_cap: 700000000, aliases: [llama3.1]}
  - {id: LicenseRef-Qwen, name: Qwen License Agreement, family: community, user_cap: 100000000, source: [its text, section 4]}
  - {id: LicenseRef-Odd, name: Odd Terms, noncommercial: unknown, aliases: [MIT/Odd]}
  - {id: Twin-1.0, name: Twin Terms, family: permissive}
  - {id: Twin-2.0, name: Twin Terms, family: community}
exceptions:
  - {id: Classpath-exception-2.0, name: Classpath exception 2.0}
  - {id: LLVM-exception, name: LLVM Exception}
unresolved: [other, unknown, purposely left ambiguous, "-"]
)";

// The sample, read; a test that gets none fails.
inline Licenses sample_licenses() {
  Sources sources;
  Diagnostics diagnostics;
  auto licenses = read_licenses(sources.add("licenses.yaml", sample), diagnostics);
  REQUIRE(diagnostics.all().empty());
  REQUIRE(licenses);
  return *std::move(licenses);
}

}  // namespace openrisk
