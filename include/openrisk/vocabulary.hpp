// The vocabulary: every fact a card can state, with its type, meaning and test.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "openrisk/base.hpp"
#include "openrisk/logic.hpp"

namespace openrisk {

using FactId = std::uint16_t;

enum class FactType : std::uint8_t { text, text_list, boolean, date, number, level, set, license };
std::string_view name_of(FactType type);  // as written in the vocabulary: "bool", "text_list", …

enum class Layer : std::uint8_t { none, weights, data, serving, platform };
enum class Effort : std::uint8_t { low, medium, high };
std::string_view name_of(Effort effort);

// One value of a level or one member of a set.
struct FactValue {
  std::string id;
  std::string meaning;
  std::string test;  // how two people arrive at the same value
  Layer layer = Layer::none;
};

// "when the condition holds, `fact` has `value`": a card that says otherwise contradicts itself.
struct Implication {
  std::string when;
  Span span;
  std::string fact;
  std::string value;  // as a card would write it
};

struct Fact {
  FactId id = 0;
  std::string path;  // "weights.access"
  FactType type = FactType::text;
  std::string meaning;
  std::string question;
  std::string test;
  std::string source;
  std::string unit;
  std::vector<FactValue> values;  // levels: lowest first
  std::optional<double> min;
  std::optional<double> max;
  std::string applies;  // condition; empty: always
  Span applies_span;
  std::vector<Implication> implies;
  std::vector<std::string> core;  // output modalities, or "all"
  bool developer_only = false;    // only the developer can check a claim about it
  Layer layer = Layer::none;
  std::optional<Effort> effort;  // set when a developer can change it before release
  Span span;

  std::optional<std::uint8_t> rank_of(std::string_view value) const;  // of a level or set member
  bool has_order() const;  // one value can be more than another; sets by inclusion
};

// A heading for the facts whose path begins with `id`.
struct Section {
  std::string id;
  std::string title;
  std::string meaning;
};

class Vocabulary {
 public:
  std::string version;
  std::string sha256;  // of the canonical JSON
  std::vector<Section> sections;

  const std::vector<Fact>& facts() const { return facts_; }
  const Fact& operator[](FactId id) const { return facts_[id]; }
  const Fact* find(std::string_view path) const;
  void add(Fact fact);  // gives it its id; a path that exists is replaced by nothing and ignored

 private:
  std::vector<Fact> facts_;
  std::unordered_map<std::string, FactId> by_path_;
};

// Reads a vocabulary; on errors adds diagnostics and returns nothing.
std::optional<Vocabulary> read_vocabulary(const Source& source, Diagnostics& diagnostics);

// The vocabulary that openrisk ships.
const Vocabulary& builtin_vocabulary();

}  // namespace openrisk
