// What is fuzzed: each target takes bytes, does with them what openrisk does, and says what is wrong, if
// anything. None may crash, hang, or break a promise, whatever the bytes are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace openrisk::fuzz {

struct Target {
  std::string_view name;
  std::string_view seeds;  // how the names of its own seeds end; now and then it gets others
  // "" or what promise was broken.
  std::string (*run)(std::string_view bytes);
};

const std::vector<Target>& targets();

}  // namespace openrisk::fuzz
