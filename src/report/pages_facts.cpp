// The facts of the vocabulary.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/pages_topics.hpp"

namespace openrisk {
namespace {

std::string_view name_of_layer(Layer layer) {
  switch (layer) {
    case Layer::none: return "";
    case Layer::weights: return "weights";
    case Layer::data: return "data";
    case Layer::serving: return "serving";
    case Layer::platform: return "platform";
  }
  return "";
}

// "level", "number of tokens from 0", "set"
std::string type_words(const Fact& fact) {
  std::string words(name_of(fact.type));
  if (fact.type == FactType::level) words += ", lowest value first";
  if (!fact.unit.empty()) words += ", " + fact.unit;
  if (fact.min) words += fmt::format(", at least {}", *fact.min);
  if (fact.max) words += fmt::format(", at most {}", *fact.max);
  return words;
}

void add_values(Page& page, const Fact& fact) {
  if (fact.values.empty()) return;
  page.heading("Values");
  for (const FactValue& value : fact.values) {
    page.entry(0, value.id, value.meaning);
    page.entry(1, "test", value.test);
    if (value.layer != Layer::none && value.layer != fact.layer)
      page.entry(1, "layer", std::string(name_of_layer(value.layer)));
  }
}

// What conditions can ask of a licence: weights.license.osi.
void add_attributes(Page& page, const Book& book, const Fact& fact) {
  if (fact.type != FactType::license) return;
  page.heading("What conditions can ask of it");
  page.entry(0, fact.path + ".known", "its text or id is known to openrisk");
  for (const LicenseAttribute& attribute : book.program.licenses->attributes)
    page.entry(0, fact.path + "." + attribute.id, attribute.meaning);
}

bool sets(const std::vector<Setting>& settings, const Fact& fact) {
  return std::any_of(settings.begin(), settings.end(),
                     [&](const Setting& setting) { return setting.fact.text == fact.path; });
}

void add_readers(Page& page, const Book& book, const Fact& fact) {
  page.heading(fmt::format("Read by, in {}", book.rubric_words()));
  const std::size_t before = page.items.size();
  for (const Topic& topic : book.topics) {
    const std::vector<std::string> facts = book.facts_of(topic);
    if (std::find(facts.begin(), facts.end(), fact.path) == facts.end()) continue;
    page.entry(0, topic.name, topic.kind == "rule" ? topic.title : topic.kind + ", " + topic.title);
  }
  for (const World& world : book.program.rubric->worlds)
    if (sets(world.set, fact)) page.entry(0, "worlds." + world.id.text, "sets it");
  if (page.items.size() == before) page.paragraph("Nothing.");
}

Page fact_page(const Book& book, const Fact& fact) {
  Page page;
  page.title = fact.path;
  page.subtitle = fact.meaning;
  page.row("type", type_words(fact));
  page.row("question", fact.question);
  page.row("test", fact.test);
  page.row_code("applies", fact.applies);
  for (const Implication& implication : fact.implies)
    page.row("implies",
             fmt::format("{} is {} when {}", implication.fact, implication.value, implication.when));
  if (!fact.core.empty()) page.row("core for", join(fact.core, ", "));
  page.row("checkable", fact.developer_only ? "by the developer only: a bare claim is doubted" : "by anyone");
  page.row("layer", std::string(name_of_layer(fact.layer)));
  if (fact.effort) page.row("effort", std::string(name_of(*fact.effort)) + ", to change it before release");
  page.row("notion from", fact.source);
  add_values(page, fact);
  add_attributes(page, book, fact);
  page.heading("How to write it");
  std::string value = fact.values.empty() ? "VALUE" : fact.values.back().id;
  if (fact.type == FactType::set || fact.type == FactType::text_list) value = "[" + value + "]";
  page.entry_code(0, "as a claim", fmt::format("{}: {}", fact.path, value));
  page.entry_code(0, "with a source", fmt::format("{}: {{value: {}, source: https://…}}", fact.path, value));
  page.entry(0, "otherwise",
             "unknown (nobody said), withheld (the developer declines to say)" +
                 std::string(fact.applies.empty() ? "" : ", n/a with a note"));
  add_readers(page, book, fact);
  return page;
}

Page facts_page(const Book& book) {
  const Vocabulary& vocabulary = *book.program.vocabulary;
  Page page;
  page.title = "Facts";
  page.subtitle = fmt::format("vocabulary {}, {} facts", vocabulary.version, vocabulary.facts().size());
  std::string_view section;
  for (const Fact& fact : vocabulary.facts()) {
    const std::string_view first = std::string_view(fact.path).substr(0, fact.path.find('.'));
    if (first != section) {
      section = first;
      const auto entry = std::find_if(vocabulary.sections.begin(), vocabulary.sections.end(),
                                      [&](const Section& one) { return one.id == section; });
      page.heading(entry == vocabulary.sections.end() ? std::string(section) : entry->title);
    }
    page.entry(0, fact.path, fmt::format("{} ({})", fact.meaning, name_of(fact.type)));
  }
  return page;
}

}  // namespace

void add_fact_topics(const Program& program, std::vector<Topic>& topics) {
  for (const Fact& fact : program.vocabulary->facts())
    topics.push_back(
        {fact.path, "fact", fact.meaning, [&fact](const Book& book) { return fact_page(book, fact); }});
  topics.push_back({"facts", "list", "every fact", facts_page});
}

}  // namespace openrisk
