// What cards, the Hub's answers and configuration files of Hugging Face have in common. Words are looked up
// in rubrics/records/huggingface.yaml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "draft/importer.hpp"

namespace openrisk::huggingface {

// Where the parts of a mapping stand: by line in front matter, by pointer in JSON.
class Places {
 public:
  Places(const SourceFile& file, bool lines, std::string pointer = {})
      : file_(file), lines_(lines), pointer_(std::move(pointer)) {}
  Origin of(const Node& node, std::string_view below) const;  // below: "/license"
  Places below(std::string_view key) const;
  const SourceFile& file() const { return file_; }

 private:
  const SourceFile& file_;
  bool lines_;
  std::string pointer_;
};

// The front matter of a card, or its copy in the Hub's answer.
void tell_metadata(const Node& data, const Places& places, Teller& tell);
bool is_metadata(const Node& data);  // a mapping with at least one key of front matter

// A task of the Hub, by its id; false where there is no such task.
bool tell_task(std::string_view task, const Saying& saying, Teller& tell);
bool is_task(std::string_view task);

// Training sets by name: what kind of data they are, and their names.
void tell_data_sets(const std::vector<std::string>& names, Saying saying, Teller& tell);

// Whether a word stands in a text between separators; both are in lower case.
bool has_word(std::string_view text, std::string_view word);

// What the words of a tag or of a release's name suggest; false where they suggest nothing.
bool tell_words(std::string_view text, const Origin& origin, Teller& tell);

// "owner/name" of the Hub: name, page, and the account as its developer.
void tell_hub_id(std::string_view id, const Origin& origin, Teller& tell);
bool is_hub_id(std::string_view id);

// Licences as the Hub writes them: all hold; `name` stands for one "other", and another "other" leaves the
// whole unresolved. A name beside a licence that is known is a note.
void tell_license(const std::vector<std::string>& licenses, std::string_view name, std::string_view link,
                  const Saying& saying, Teller& tell);

// A base model, with the relation in words ("" where it is not known). A path on somebody's disk is a note.
void tell_base_models(const std::vector<std::string>& models, std::string_view relation, const Saying& saying,
                      Teller& tell);
// The same of a folder that its weights were read from.
void tell_base_folder(std::string_view path, const Saying& saying, Teller& tell);
// What was removed from a base model stays removed, by its name.
void tell_removed(std::string_view model, const Origin& origin, Teller& tell);

// "7B", "7 billion", "270M" as a number; nothing where a text holds more or less than one.
std::optional<double> count_of(std::string_view text);

}  // namespace openrisk::huggingface
