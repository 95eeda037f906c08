#include "card/suggest.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace openrisk {
namespace {

// Paths that end with `.key`, those that share the most with where the key was written first.
std::vector<std::string> paths_ending_with(const Vocabulary& vocabulary, std::string_view key,
                                           std::string_view parent) {
  const std::string ending = "." + std::string(key);
  std::vector<std::string> near, far;
  for (const Fact& fact : vocabulary.facts()) {
    if (fact.path != key && !fact.path.ends_with(ending)) continue;
    (!parent.empty() && fact.path.starts_with(parent) ? near : far).push_back(fact.path);
  }
  near.insert(near.end(), far.begin(), far.end());
  return near;
}

std::vector<std::string> all_paths(const Vocabulary& vocabulary) {
  std::vector<std::string> paths;
  for (const Fact& fact : vocabulary.facts()) paths.push_back(fact.path);
  return paths;
}

std::vector<std::string> paths_below(const Vocabulary& vocabulary, std::string_view path) {
  std::vector<std::string> below;
  for (const Fact& fact : vocabulary.facts())
    if (fact.path.starts_with(std::string(path) + ".")) below.push_back(fact.path);
  return below;
}

// The first three of `paths`, as a question; "" where there are none.
std::string asked(std::vector<std::string> paths) {
  if (paths.size() > 3) paths.resize(3);
  return paths.empty() ? "" : "did you mean '" + join(paths, "', '") + "'?";
}

std::string last_segment(const std::string& path) { return path.substr(path.rfind('.') + 1); }

// The path whose last segment is nearest to `key`, or else where all are listed.
std::string asked_by_segment(const Vocabulary& vocabulary, std::string_view key, std::string_view parent) {
  std::vector<std::string> segments;
  for (const Fact& fact : vocabulary.facts()) segments.push_back(last_segment(fact.path));
  const auto segment = nearest(key, segments);
  if (!segment) return "`openrisk explain facts` lists all facts";
  return asked({paths_ending_with(vocabulary, *segment, parent).front()});
}

}  // namespace

std::vector<std::string> names_below(const Vocabulary& vocabulary, std::string_view path) {
  const std::string prefix = path.empty() ? "" : std::string(path) + ".";
  std::vector<std::string> names;
  for (const Fact& fact : vocabulary.facts()) {
    if (!fact.path.starts_with(prefix)) continue;
    std::string name = fact.path.substr(prefix.size());
    name.resize(std::min(name.find('.'), name.size()));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

std::string suggest_fact(const Vocabulary& vocabulary, std::string_view path, std::size_t key_begin) {
  const std::string_view key = path.substr(key_begin);
  const std::string_view parent = path.substr(0, key_begin);  // with its dot, or ""
  if (std::string help = asked(paths_ending_with(vocabulary, key, parent)); !help.empty()) return help;
  std::vector<std::string> siblings =
      names_below(vocabulary, parent.substr(0, parent.size() - (parent.empty() ? 0 : 1)));
  if (parent.empty()) siblings.emplace_back("argument");
  if (std::string help = did_you_mean(key, siblings); !help.empty()) return help;
  if (std::string help = did_you_mean(path, all_paths(vocabulary)); !help.empty()) return help;
  return asked_by_segment(vocabulary, key, parent);
}

std::string suggest_path(const Vocabulary& vocabulary, std::string_view path) {
  if (std::string help = asked(paths_below(vocabulary, path)); !help.empty()) return help;
  if (std::string help = did_you_mean(path, all_paths(vocabulary)); !help.empty()) return help;
  if (std::string help = asked(paths_ending_with(vocabulary, path, "")); !help.empty()) return help;
  if (const auto section = nearest(path, names_below(vocabulary, "")))
    return asked(paths_below(vocabulary, *section));
  const std::string key = last_segment(std::string(path));
  if (std::string help = asked(paths_ending_with(vocabulary, key, "")); !help.empty()) return help;
  return asked_by_segment(vocabulary, key, "");
}

}  // namespace openrisk
