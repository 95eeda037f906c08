// The rubrics that `rubric new` writes: each is valid as it stands, and its cases pass.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "openrisk/logic.hpp"

namespace openrisk::cli {

struct RubricSkeleton {
  std::string_view kind;      // "ladder"
  std::string_view about;     // in a few words
  std::string_view sections;  // {0}: the id, {1}: its day, {2}: the day of its review

  std::string text(std::string_view id, Date day) const;
};

// The usual one first.
const std::vector<RubricSkeleton>& rubric_skeletons();
const RubricSkeleton* find_skeleton(std::string_view kind);  // null where there is none

}  // namespace openrisk::cli
