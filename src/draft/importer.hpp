// How a format is read into a draft: one file per format, and one list of them (importers.cpp).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draft/source_file.hpp"
#include "draft/tensor_count.hpp"
#include "openrisk/draft.hpp"

namespace openrisk {

// What stands beside a value that an importer takes over.
struct Saying {
  Origin origin;
  Sureness sure = Sureness::stated;
  bool complete = false;  // of a set: the source claims to list all members
  std::string note = {};
  std::vector<std::string> pages = {};  // pages that the record names for it
  std::optional<Date> date = {};
};

// Takes what an importer reads, checked against the vocabulary: a value that its fact cannot have becomes a
// remark and a warning.
class Teller {
 public:
  Teller(Draft& draft, const Vocabulary& vocabulary, Diagnostics& diagnostics)
      : draft_(draft), vocabulary_(vocabulary), diagnostics_(diagnostics) {}

  void say(std::string_view fact, std::string_view value, Saying saying);  // a text, number, level or bool
  void say(std::string_view fact, double value, Saying saying);
  void say(std::string_view fact, bool value, Saying saying);
  void say(std::string_view fact, const std::vector<std::string>& values, Saying saying);  // a set or list
  void say(std::string_view fact, const char* value, Saying saying) {
    say(fact, std::string_view(value), std::move(saying));
  }
  // A note on a fact whose value the source leaves open.
  void note(std::string_view fact, Saying saying);
  // What cannot be stated, with the reason: a warning and a remark.
  void refuse(const std::string& what, const std::string& why, const Origin& origin);
  // What no fact holds. Of one source a thousand remarks and statements are taken; the last remark says that
  // there is more.
  void remark(std::string text, Origin origin);
  // Whether neither a statement nor a remark of this source would be taken any more.
  bool full();

  // What is known of a model whose weights are cut into parts; kept over all files of a draft.
  Shards& shards(const std::string& whole, std::size_t of);
  const std::map<std::string, Shards>& all_shards() const { return shards_; }

  // The texts that were stated of a fact up to now, by whatever source.
  std::vector<std::string> texts_said(std::string_view fact) const;

  const Vocabulary& vocabulary() const { return vocabulary_; }
  Diagnostics& diagnostics() { return diagnostics_; }

 private:
  void begin_source();
  void say_node(std::string_view fact, const Node& value, Saying saying);

  Draft& draft_;
  const Vocabulary& vocabulary_;
  Diagnostics& diagnostics_;
  std::map<std::string, Shards> shards_;
  std::size_t sources_seen_ = 0, remarks_of_source_ = 0, statements_of_source_ = 0;
};

// How well a file fits a format. `likely` is for what its name suggests.
enum class Fit : std::uint8_t { no, likely, yes };

struct Importer {
  std::string_view id;
  std::string_view title;  // "Hugging Face model card"
  Fit (*recognises)(const SourceFile& file);
  void (*read)(const SourceFile& file, Teller& tell);
};

// All of them; where several fit equally well the first one reads the file.
const std::vector<Importer>& importers();

// Where a node of a file stands: its line; for JSON that is all on a few lines, `pointer` says it better.
Origin origin_at(const SourceFile& file, const Node& node, std::string pointer = {});

// A text for notes and remarks: no line breaks and controls, cut to a bearable length.
std::string tame(std::string_view text, std::size_t most = 200);

}  // namespace openrisk
