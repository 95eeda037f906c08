// One section after the other; within one the rest of a fact's path is its key, so that a blank can stand as
// a comment between stated facts and is stated by taking away two characters.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "card/skeleton.hpp"
#include "card/value.hpp"
#include "draft/importer.hpp"
#include "openrisk/draft.hpp"

namespace openrisk {
namespace {

constexpr std::size_t width = 100;

// A text as YAML reads it back on one line, whatever it is.
std::string scalar(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const bool plain =
      !text.empty() && is_letter(text[0]) && text.size() > 2 &&
      std::all_of(text.begin(), text.end(), [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '/';
      });
  const std::string lower = lower_case(text);
  const bool word =
      lower == "true" || lower == "false" || lower == "null" || lower == "yes" || lower == "off";
  if (plain && !word) return std::string(text);
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string list_of(const std::vector<std::string>& texts) {
  std::vector<std::string> scalars;
  for (const std::string& text : texts) scalars.push_back(scalar(text));
  return "[" + join(scalars, ", ") + "]";
}

std::string value_text(const Fact& fact, const Statement& statement) {
  if (statement.standing != Standing::stated) return std::string(name_of(statement.standing));
  if (const auto* text = std::get_if<std::string>(&statement.value)) return scalar(*text);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&statement.value)) return list_of(*texts);
  return to_text(fact, statement.value);
}

// What stands under `source` and `note`: the pages that the record names, else the places where it was read.
struct Support {
  std::vector<std::string> sources;
  std::string note;
};

Support support_of(const SettledFact& settled) {
  Support support{settled.said.statement.sources, settled.said.statement.note};
  std::vector<std::string> places;
  for (const Origin& origin : settled.origins)
    if (!origin.file.empty()) places.push_back(to_text(origin));
  if (settled.said.sure == Sureness::inferred && !places.empty())
    support.note = support.note.empty() ? "Inferred." : "Inferred: " + support.note;
  if (support.sources.empty()) {
    support.sources = std::move(places);
  } else if (!places.empty()) {
    support.note += (support.note.empty() ? "Read in " : " Read in ") + join(places, ", ") + ".";
  }
  return support;
}

class YamlWriter {
 public:
  YamlWriter(const SettledDraft& draft, const Vocabulary& vocabulary)
      : draft_(draft), vocabulary_(vocabulary), outputs_(stated_outputs(draft, vocabulary)) {}

  std::string text() {
    for (const ReadSource& source : draft_.sources)
      out_ += comment_lines("", "Drafted from " + tame(source.file, 4096) + ": " + source.title);
    out_ += card_head();
    std::vector<std::string> sections;
    for (const Section& section : vocabulary_.sections) sections.push_back(section.id);
    for (const Fact& fact : vocabulary_.facts()) {
      const std::string head = fact.path.substr(0, fact.path.find('.'));
      if (std::find(sections.begin(), sections.end(), head) == sections.end()) sections.push_back(head);
    }
    for (const std::string& section : sections) write_section(section);
    write_remarks();
    return std::move(out_);
  }

 private:
  const SettledFact* said_of(const Fact& fact) const {
    for (const SettledFact& settled : draft_.facts)
      if (settled.said.statement.fact == fact.id) return &settled;
    return nullptr;
  }

  void write_section(const std::string& section) {
    std::vector<const Fact*> shown;
    bool live = false;
    for (const Fact& fact : vocabulary_.facts()) {
      if (fact.path != section && !fact.path.starts_with(section + ".")) continue;
      const SettledFact* settled = said_of(fact);
      if (settled == nullptr && !is_asked(fact, outputs_, false)) continue;
      shown.push_back(&fact);
      live = live || (settled != nullptr && settled->dropped.empty());
    }
    if (shown.empty()) return;
    out_ += "\n";
    const bool alone = shown.front()->path == section;
    if (live && !alone) out_ += section + ":\n";
    for (const Fact* fact : shown)
      write_fact(*fact, live && !alone ? fact->path.substr(section.size() + 1) : fact->path,
                 live && !alone ? "  " : "");
  }

  void write_fact(const Fact& fact, const std::string& key, const std::string& indent) {
    const SettledFact* settled = said_of(fact);
    const bool stands = settled != nullptr && settled->dropped.empty();
    if (!stands || settled->said.statement.standing != Standing::stated) out_ += question_lines(fact, indent);
    if (!stands) out_ += indent + "# " + key + ": unknown\n";
    if (settled == nullptr) return;
    if (stands) write_statement(fact, *settled, key, indent);
    if (!stands)
      out_ += comment_lines(
          indent, fmt::format("{} gives {}, which cannot stand here: {}", to_text(settled->said.origin),
                              tame(to_text(fact, settled->said.statement.value)), tame(settled->dropped)));
    for (const Said& other : settled->others)
      out_ +=
          comment_lines(indent, fmt::format("{} says otherwise: {} ({})", to_text(other.origin),
                                            tame(value_text(fact, other.statement)), name_of(other.sure)));
  }

  void write_statement(const Fact& fact, const SettledFact& settled, const std::string& key,
                       const std::string& indent) {
    const Support support = support_of(settled);
    std::vector<std::string> parts{"value: " + value_text(fact, settled.said.statement)};
    if (settled.said.statement.partial) parts.emplace_back("partial: true");
    if (!support.sources.empty())
      parts.push_back("source: " + (support.sources.size() == 1 ? scalar(support.sources.front())
                                                                : list_of(support.sources)));
    if (!support.note.empty()) parts.push_back("note: " + scalar(support.note));
    if (settled.said.statement.date) parts.push_back("date: " + to_string(*settled.said.statement.date));
    if (parts.size() == 1) {
      out_ += indent + key + ": " + value_text(fact, settled.said.statement) + "\n";
      return;
    }
    const std::string flow = indent + key + ": {" + join(parts, ", ") + "}\n";
    if (flow.size() <= width) {
      out_ += flow;
      return;
    }
    out_ += indent + key + ":\n";
    for (const std::string& part : parts) out_ += indent + "  " + part + "\n";
  }

  void write_remarks() {
    if (draft_.remarks.empty()) return;
    out_ += "\n# Found, and stated by no fact:\n";
    for (const Remark& remark : draft_.remarks)
      out_ += "#   " + tame(to_text(remark.origin), 4096) + ": " + tame(remark.text, 300) + "\n";
  }

  const SettledDraft& draft_;
  const Vocabulary& vocabulary_;
  std::vector<std::string> outputs_;
  std::string out_;
};

nlohmann::ordered_json json_value(const Fact& fact, const Statement& statement) {
  using json = nlohmann::ordered_json;
  if (statement.standing != Standing::stated) return std::string(name_of(statement.standing));
  if (const auto* flag = std::get_if<bool>(&statement.value)) return *flag;
  if (const auto* texts = std::get_if<std::vector<std::string>>(&statement.value)) return *texts;
  if (const auto* number = std::get_if<double>(&statement.value))
    return json::parse(number_text(*number), nullptr, false);
  if (const auto* members = std::get_if<Members>(&statement.value)) {
    json list = json::array();
    for (std::size_t i = 0; i < fact.values.size(); ++i)
      if (members->bits >> i & 1) list.push_back(fact.values[i].id);
    return list;
  }
  return to_text(fact, statement.value);
}

}  // namespace

std::string draft_yaml(const SettledDraft& draft, const Vocabulary& vocabulary) {
  return YamlWriter(draft, vocabulary).text();
}

std::string draft_json(const SettledDraft& draft, const Vocabulary& vocabulary) {
  using json = nlohmann::ordered_json;
  json card = {{"openrisk", "card/1"}};
  for (const SettledFact& settled : draft.facts) {
    if (!settled.dropped.empty()) continue;
    const Statement& statement = settled.said.statement;
    const Fact& fact = vocabulary[statement.fact];
    json* at = &card;
    std::size_t begin = 0;
    for (std::size_t dot; (dot = fact.path.find('.', begin)) != fact.path.npos; begin = dot + 1)
      at = &(*at)[fact.path.substr(begin, dot - begin)];
    json& leaf = (*at)[fact.path.substr(begin)];
    const Support support = support_of(settled);
    leaf = {{"value", json_value(fact, statement)}};
    if (statement.partial) leaf["partial"] = true;
    if (!support.sources.empty()) leaf["source"] = support.sources;
    if (!support.note.empty()) leaf["note"] = support.note;
    if (statement.date) leaf["date"] = to_string(*statement.date);
  }
  return card.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string draft_table(const SettledDraft& draft, const Vocabulary& vocabulary) {
  std::vector<std::array<std::string, 4>> rows{{"fact", "value", "how sure", "where"}};
  for (const SettledFact& settled : draft.facts) {
    const Fact& fact = vocabulary[settled.said.statement.fact];
    std::vector<std::string> places;
    for (const Origin& origin : settled.origins) places.push_back(visible(to_text(origin), 4096));
    const auto shown = [&](const Statement& statement) {
      return tame(value_text(fact, statement), 60) + (statement.partial ? " …" : "");
    };
    rows.push_back({fact.path, shown(settled.said.statement),
                    settled.dropped.empty() ? std::string(name_of(settled.said.sure)) : "dropped",
                    join(places, ", ")});
    for (const Said& other : settled.others)
      rows.push_back({"", shown(other.statement), "otherwise", visible(to_text(other.origin), 4096)});
  }
  for (const Remark& remark : draft.remarks)
    rows.push_back({"-", tame(remark.text, 60), "no fact", visible(to_text(remark.origin), 4096)});
  std::array<std::size_t, 3> widths{};
  for (const auto& row : rows)
    for (std::size_t i = 0; i < 3; ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < 3; ++i)
      line += row[i] + std::string(widths[i] + 2 - display_width(row[i]), ' ');
    out += line + row[3] + "\n";
  }
  return out;
}

}  // namespace openrisk
