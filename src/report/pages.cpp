// A name is looked up among full names first, then among their ends, so that what other outputs print can
// be given as it stands: a measure with its baseline, or a judgement that ends in `.share`, leads to the
// page of what it belongs to.
#include "report/pages_topics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "license/expression.hpp"
#include "program/walk.hpp"

namespace openrisk {
namespace {

std::vector<const Topic*> named(const Book& book, std::string_view what) {
  std::vector<const Topic*> whole, ends;
  const std::string end = "." + std::string(what);
  for (const Topic& topic : book.topics) {
    if (topic.name == what) whole.push_back(&topic);
    if (topic.name.ends_with(end)) ends.push_back(&topic);
  }
  return whole.empty() ? ends : whole;
}

bool is_subject(const Topic& topic) {
  return topic.kind == "threat" || topic.kind == "burden" || topic.kind == "benefit";
}

// A threat, burden or benefit goes before smaller things of the same name, and so does what holds another: a
// ladder before its rungs, a group before its checks.
void prefer_larger(std::vector<const Topic*>& found) {
  const auto subject = [](const Topic* topic) { return is_subject(*topic); };
  if (std::count_if(found.begin(), found.end(), subject) == 1)
    found = {*std::find_if(found.begin(), found.end(), subject)};
  const std::vector<const Topic*> all = found;
  std::erase_if(found, [&](const Topic* inner) {
    return std::any_of(all.begin(), all.end(),
                       [&](const Topic* outer) { return inner->name.starts_with(outer->name + "."); });
  });
}

// The topics whose names go one step on from `what`, as those of `threats` or `weights` do.
std::vector<const Topic*> below(const Book& book, std::string_view what) {
  std::vector<const Topic*> found;
  const std::string begin = std::string(what) + ".";
  for (const Topic& topic : book.topics)
    if (topic.name.starts_with(begin) &&
        (topic.kind == "fact" || topic.name.find('.', begin.size()) == std::string::npos))
      found.push_back(&topic);
  return found;
}

// Without the last segment where that is a part that every measure, number or licence has.
std::string_view without_part(const Book& book, std::string_view what) {
  const std::size_t dot = what.rfind('.');
  if (dot == std::string_view::npos) return {};
  const std::string_view part = what.substr(dot + 1);
  const Program& program = book.program;
  const bool known = part == "share" || part == "ceiling" || part == "absorb" || program.world(part) ||
                     program.licenses->attribute(part);
  return known ? what.substr(0, dot) : std::string_view();
}

Page list_page(std::string title, std::string subtitle, const std::vector<const Topic*>& topics) {
  Page page;
  page.title = std::move(title);
  page.subtitle = std::move(subtitle);
  std::set<std::string_view> kinds;
  for (const Topic* topic : topics) kinds.insert(topic->kind);
  for (const Topic* topic : topics)
    page.entry(0, topic->name, (kinds.size() > 1 ? topic->kind + ". " : "") + topic->title);
  return page;
}

std::optional<Page> find_page(const Book& book, std::string_view what) {
  std::vector<const Topic*> found = named(book, what);
  if (found.empty()) {
    if (const std::string_view rest = without_part(book, what); !rest.empty()) found = named(book, rest);
  }
  prefer_larger(found);
  const std::vector<const Topic*> parts = below(book, what);
  const bool heads_a_list =  // `sources` are those of the rubric before they are the end of a fact's name
      !parts.empty() && std::none_of(found.begin(), found.end(), [&](const Topic* topic) {
        return topic->name == what || is_subject(*topic);
      });
  if (!heads_a_list && found.size() == 1) return found.front()->page(book);
  if (!heads_a_list && !found.empty())
    return list_page(std::string(what),
                     fmt::format("{} things have this name; give the full one", found.size()), found);
  if (heads_a_list) return list_page(std::string(what), fmt::format("of {}", book.rubric_words()), parts);
  Page license = license_page(book.program, what);
  if (!license.title.empty()) return license;
  return std::nullopt;
}

void report_unknown(const Book& book, std::string_view what, Diagnostics& diagnostics) {
  std::set<std::string> names;
  for (const Topic& topic : book.topics) {
    names.insert(topic.name);
    const std::size_t dot = topic.name.rfind('.');
    if (dot != std::string::npos) names.insert(topic.name.substr(dot + 1));
  }
  const std::vector<std::string> parts = unknown_parts(*book.program.licenses, what);
  std::string help;
  if (!parts.empty())
    help = fmt::format("it reads as a licence expression, of which '{}' is not known",
                       visible(join(parts, "', '")));
  else if (lower_case(what).starts_with("licenseref-"))
    help = "it reads as the id of a licence, and none is known that has it";
  else
    help = did_you_mean(what, {names.begin(), names.end()});
  if (help.empty())
    help =
        "`openrisk explain facts` lists the facts, `threats`, `burdens`, `benefits` and `codes` what their "
        "names say";
  diagnostics.add(Code::unknown_topic, {}, fmt::format("there is no page called '{}'", visible(what)),
                  std::move(help));
}

}  // namespace

Book::Book(const Program& of, const PageOptions& options)
    : program(of),
      rubric_name(options.rubric.empty() ? of.rubric->id.text : options.rubric),
      cases(options.cases) {
  for (const auto& [text, condition] : program.written_conditions) conditions_.emplace(text, condition);
  add_subject_topics(program, topics);
  add_framework_topics(program, topics);
  add_rubric_topics(program, topics);
  add_fact_topics(program, topics);
  add_tool_topics(program, topics);
}

std::vector<std::string> Book::facts_of(const Topic& topic) const {
  std::set<FactId> facts;
  if (topic.condition != nullptr) {
    const auto found = conditions_.find(topic.condition);
    if (found != conditions_.end()) facts = facts_read(program, found->second);
  }
  if (topic.graded != nullptr)
    if (const Fact* fact = program.vocabulary->find(topic.graded->fact.text)) facts.insert(fact->id);
  std::vector<std::string> paths;
  for (const FactId fact : facts) paths.push_back((*program.vocabulary)[fact].path);
  return paths;
}

std::string Book::rubric_words() const { return program.rubric->id.text + " " + program.rubric->version; }

std::vector<PageName> page_names(const Program& program, std::string_view begin) {
  std::map<std::string, std::string, std::less<>> found;
  const auto add = [&](std::string_view name, const std::string& title) {
    if (name.starts_with(begin)) found.try_emplace(std::string(name), title);
  };
  const Book book(program, {});
  for (const Topic& topic : book.topics) {
    if (topic.kind == "rubric") continue;
    const std::string& name = topic.name;
    const std::size_t dot = name.rfind('.');
    if (!begin.empty() || dot == std::string::npos) add(name, topic.title);
    if (dot == std::string::npos) continue;
    const bool measure = is_subject(topic) || topic.kind == "ladder" || topic.kind == "checks";
    if (measure || (topic.kind == "code" && !begin.empty())) add(name.substr(dot + 1), topic.title);
    for (std::size_t at = name.find('.'); at != std::string::npos; at = name.find('.', at + 1)) {
      if (begin.empty() && name.find('.') != at) break;
      if (at < dot || name.find('.') == dot) add(std::string_view(name).substr(0, at), "what begins so");
    }
  }
  std::vector<PageName> all;
  for (auto& [name, title] : found) all.push_back({name, title});
  return all;
}

std::optional<std::string> explain(const Program& program, std::string_view what, const PageOptions& options,
                                   Diagnostics& diagnostics) {
  const Book book(program, options);
  const std::string_view name = trim(what);
  const std::optional<Page> page = find_page(book, name);
  if (page) return to_text(*page, options);
  report_unknown(book, name, diagnostics);
  return std::nullopt;
}

std::string explain(const Policy& policy, const PageOptions& options) {
  return to_text(policy_page(policy), options);
}

}  // namespace openrisk
