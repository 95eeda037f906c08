// What there is to explain: every thing of a program and of the tool that has a name.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "openrisk/policy.hpp"
#include "openrisk/program.hpp"
#include "report/pages_page.hpp"

namespace openrisk {

struct Book;

// A thing with a page. `name` is its full name; people may give the end of it.
struct Topic {
  std::string name;   // "threats.disinformation.campaign-text.generate"
  std::string kind;   // "stage"
  std::string title;  // one line
  std::function<Page(const Book&)> page;
  const Text* condition = nullptr;        // its `when` or `applies`
  const Graded* graded = nullptr;         // the fact that its effect depends on
  std::vector<std::string> sources = {};  // ids of the sources that it cites
};

// All topics of a program, with what its conditions read.
struct Book {
  Book(const Program& program, const PageOptions& options);

  const Program& program;
  std::string rubric_name;           // what -r takes
  std::optional<std::size_t> cases;  // how many the rubric has, where that was counted
  std::vector<Topic> topics;

  std::vector<std::string> facts_of(const Topic& topic) const;  // paths, in the vocabulary's order
  std::string rubric_words() const;                             // "science-2024 1.0.0"

 private:
  std::unordered_map<const Text*, ConditionId> conditions_;
};

// Each adds the topics of one part.
void add_subject_topics(const Program& program, std::vector<Topic>& topics);    // threats, burdens, benefits
void add_framework_topics(const Program& program, std::vector<Topic>& topics);  // ladders, checks
void add_rubric_topics(const Program& program, std::vector<Topic>& topics);  // itself, sources, worlds, …
void add_fact_topics(const Program& program, std::vector<Topic>& topics);    // facts, sections
void add_tool_topics(const Program& program, std::vector<Topic>& topics);    // codes, lists, glossary

// The page of a policy: its gates and waivers.
Page policy_page(const Policy& policy);

// The page of a licence under any of its spellings or of an expression; an empty title where it is unknown.
Page license_page(const Program& program, std::string_view what);

// "path NAME of science-2024 1.0.0"
std::string subtitle(const Book& book, std::string_view kind, std::string_view name);

std::string number_words(double number);

// The groups of the checks, in the rubric's order.
std::vector<std::string> check_groups(const Rubric& rubric);

// "Author, Title (read in part)"
std::string source_words(const Citation& source);

// "12 (5 to 20, judged)": a number with its range, and factors on a curve where `graded`.
std::string judged_words(const Judged& judged);

// Adds the why, range, basis and sources of a number.
void add_reasons(Page& page, const Judged& judged);
std::vector<std::string> ids_of(const std::vector<Text>& texts);

// "low 2, moderate 10, high 25, severe 50"
std::string bands_words(const Bands& bands);

}  // namespace openrisk
