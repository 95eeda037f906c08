// Ids that an extension adds beside others of nearly the same spelling: mostly slips of the pen.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openrisk/rubric.hpp"

namespace openrisk {

struct NearId {
  Text id;            // that is new
  Span item;          // what it adds
  std::string meant;  // that was there before
};

// The one of `there` that an id is probably a misspelling of. Ids that differ in a number, or in a whole
// word, are different on purpose.
std::optional<std::string> misspelt_id(std::string_view id, const std::vector<std::string>& there);

// Adds what was found in a rubric to `diagnostics`. Where something lacks what only an addition has to say,
// the help line names the id that was meant; an addition that lacks nothing is warned about by itself.
void report_with_near(const Diagnostics& found, const std::vector<NearId>& near, Diagnostics& diagnostics);

}  // namespace openrisk
