// What a case can expect something of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openrisk/cases.hpp"

namespace openrisk {

// What an assessment says of one name; what that name does not have stays empty.
struct Found {
  std::optional<Interval> value;
  std::optional<BandRange> band;
  std::optional<Tri> applies;
  std::optional<CheckState> state;
  std::optional<Reach> reach;
  std::optional<Verdict> verdict;
  std::optional<Given> given;
  const LadderResult* ladder = nullptr;
};

// Nothing where no measure, check, legal rule, step of the card's argument or gate has that name.
std::optional<Found> find_expected(const Assessment& assessment, const PolicyResult* policy, const Card& card,
                                   std::string_view name);

// Every rung that can be expected, the lowest first: "none", "class_3", …
std::vector<std::string> rungs_of(const LadderResult& result);

// How an expectation of it is written.
std::string how_to_expect(const Found& found);

}  // namespace openrisk
