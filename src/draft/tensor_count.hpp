// What the headers of weight files count.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "openrisk/draft.hpp"

namespace openrisk {

// The tensors of one file, or of all files of one model.
struct TensorCount {
  std::uint64_t tensors = 0;
  std::uint64_t parameters = 0;  // elements of types that hold one number each
  std::uint64_t packed = 0;      // elements of integer types, which may hold several numbers
  std::map<std::string, std::uint64_t> types = {};  // elements by type

  // False where a sum is larger than any model.
  bool add(const std::string& type, std::uint64_t elements, bool is_number);
  bool add(const TensorCount& other);
};

// The product of a shape; nothing where it is larger than any model.
std::optional<std::uint64_t> elements_of(const std::vector<std::uint64_t>& shape);

// The parts of one model that were met so far; of one in a single file there is one.
struct Shards {
  std::size_t of = 0;
  std::set<std::size_t> numbers = {};
  std::vector<TensorCount> counts = {};
  Origin first = {};
};

}  // namespace openrisk
