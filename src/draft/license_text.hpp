// Which licence a text is, by a measured similarity to the texts of known ones.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace openrisk {

// The hashes of all stretches of five words of a text, ascending, each once: words are runs of ASCII letters
// and digits without case; names and years of copyright lines are left out, since they differ from copy to
// copy.
std::vector<std::uint32_t> shingles_of(std::string_view text);

// The same of all places that speak of limits (rubrics/records/license_limits.yaml), with two words before
// and after each.
std::vector<std::uint32_t> limits_of(std::string_view text);

// How many of them are kept of a known text: the smallest.
inline constexpr std::size_t sketch_size = 100;

struct LicenseMatch {
  std::string id;          // "" where nothing is near
  double similar = 0;      // of both texts together, the share that stands in both: 0 to 1
  double contained = 0;    // the share of the known text that stands in this one
  std::string rival = {};  // another known text that is as near, where neither is there in full
};

// The nearest known text; below `similar` 0.8, where it is another licence or one with changed terms, one
// that it holds nearly in full.
LicenseMatch nearest_license(std::string_view text);

}  // namespace openrisk
