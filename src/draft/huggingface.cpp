#include "draft/huggingface.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "draft/tables.hpp"
#include "license/expression.hpp"
#include "openrisk/license.hpp"

namespace openrisk::huggingface {
namespace {

const Node& table() { return table_named("huggingface"); }

// The row of a task, also by one of its other spellings.
const Node* task_row(std::string_view name) {
  const std::string wanted = lower_case(trim(name));
  for (const NodeEntry& entry : part_of(table(), "tasks").entries) {
    if (entry.key == wanted) return &entry.value;
    for (const Node& also : part_of(entry.value, "also").items)
      if (also.text == wanted) return &entry.value;
  }
  return nullptr;
}

// "mozilla-foundation/common_voice_7_0" is commonvoice70.
std::string data_set_key(std::string_view name) {
  name = name.substr(name.rfind('/') + 1);
  std::string key;
  for (const char c : lower_case(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
  return key;
}

std::vector<std::string> kinds_of_data(std::string_view name) {
  const std::string key = data_set_key(name);
  std::vector<std::string> kinds;
  if (key.empty()) return kinds;
  for (const Node& row : part_of(table(), "datasets").items) {
    const auto& names = part_of(row, "names").items;
    const auto& begins = part_of(row, "begins").items;
    const bool hit =
        std::any_of(names.begin(), names.end(), [&](const Node& one) { return one.text == key; }) ||
        std::any_of(begins.begin(), begins.end(), [&](const Node& one) { return key.starts_with(one.text); });
    if (!hit) continue;
    for (const std::string& kind : texts_of(part_of(row, "sources"))) kinds.push_back(kind);
  }
  return kinds;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "1,500" has a thousand; "1,5" is written where the comma is the point, and "0,125" too.
bool parts_thousands(std::string_view text, std::size_t comma) {
  std::size_t after = comma + 1;
  while (after < text.size() && is_digit(text[after])) ++after;
  const std::string_view before = text.substr(0, comma);
  return after == comma + 4 && before.find('.') == before.npos && !before.empty() && before != "0";
}

// A place on somebody's disk, as far as it can be told from a name.
bool is_path(std::string_view text) {
  text = trim(text);
  const bool drive = text.size() > 2 && text[1] == ':' && (text[2] == '/' || text[2] == '\\');
  return drive || text.starts_with('/') || text.starts_with('.') || text.starts_with('~') ||
         text.starts_with('\\') || text.starts_with("file:");
}

// More than these make a whole that is too long.
void add_once(std::vector<std::string>& texts, std::string_view text) {
  if (texts.size() < longest_license && std::find(texts.begin(), texts.end(), text) == texts.end())
    texts.emplace_back(text);
}

// What is said first stays in sight where a note is cut.
void add_note(Saying& saying, const std::string& note) {
  saying.note = note + (saying.note.empty() ? "" : " ") + saying.note;
}

// A member of a list, to be joined with others by AND. AND binds closer than OR, so a choice stands in
// brackets; brackets that do not match must not change what is around them.
std::string operand(const std::string& member) {
  std::string text;
  int depth = 0, lowest = 0;
  for (const char c : member) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    lowest = std::min(lowest, depth);
    text += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
  }
  if (depth != 0 || lowest < 0)
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '(' || c == ')'; }, ' ');
  std::string words = " " + lower_case(text) + " ";
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c == '(' || c == ')'; }, ' ');
  if (words.find(" or ") == words.npos) return text;
  const License* one = builtin_licenses().find(text);  // "GPL 2.0 or later"
  return one != nullptr && one->successor.empty() ? one->id : "(" + text + ")";
}

// Whether a name beside known licences is the name of none of them.
bool is_another(const std::string& name, const std::vector<std::string>& licenses) {
  const Licenses& known = builtin_licenses();
  const ResolvedLicense named = known.resolve(name);
  bool any = false;
  for (const std::string& license : licenses) {
    const ResolvedLicense one = known.resolve(license);
    if (lower_case(license) == lower_case(name) || (one.known && one.expression == named.expression))
      return false;
    any = any || one.known;
  }
  return any;
}

}  // namespace

bool has_word(std::string_view text, std::string_view word) {
  const auto is_inner = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_inner(text[at - 1])) && (end == text.size() || !is_inner(text[end]))) return true;
  }
  return false;
}

Origin Places::of(const Node& node, std::string_view below) const {
  if (lines_) return {file_.name(), node.span.begin.line, {}};
  return {file_.name(), 0, pointer_ + std::string(below)};
}

Places Places::below(std::string_view key) const {
  return {file_, lines_, pointer_ + "/" + std::string(key)};
}

bool is_task(std::string_view task) { return task_row(task) != nullptr; }

bool tell_task(std::string_view task, const Saying& saying, Teller& tell) {
  const Node* row = task_row(task);
  if (row == nullptr) return false;
  for (const char* fact : {"inputs", "outputs"}) {
    const std::vector<std::string> kinds = texts_of(part_of(*row, fact));
    Saying one = saying;
    if (one.note.empty()) one.note = "The task is " + lower_case(trim(task)) + ".";
    if (!kinds.empty()) tell.say(fact, kinds, std::move(one));
  }
  return true;
}

void tell_data_sets(const std::vector<std::string>& names, Saying saying, Teller& tell) {
  if (names.empty()) return;
  std::vector<std::string> kinds, tamed;
  for (const std::string& name : names) {
    tamed.push_back(tame(name, 120));
    for (std::string& kind : kinds_of_data(name))
      if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(std::move(kind));
  }
  saying.note = "Training data sets named: " + join(tamed, ", ") + ".";
  saying.sure = std::min(saying.sure, Sureness::derived);
  if (kinds.empty())
    tell.note("data.sources", std::move(saying));
  else
    tell.say("data.sources", kinds, std::move(saying));
}

bool tell_words(std::string_view text, const Origin& origin, Teller& tell) {
  const std::string lower = lower_case(text);
  bool any = false;
  for (const Node& row : part_of(table(), "words").items) {
    const std::string_view word = text_of(row, "word");
    if (!has_word(lower, word)) continue;
    tell.say(text_of(row, "fact"), text_of(row, "value"),
             {origin, Sureness::inferred, false, "The word '" + std::string(word) + "' stands there."});
    any = true;
  }
  return any;
}

bool is_hub_id(std::string_view id) {
  const std::size_t slash = id.find('/');
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '/';
  };
  return slash != id.npos && slash > 0 && slash + 1 < id.size() && id.find('/', slash + 1) == id.npos &&
         id.front() != '.' && id.size() <= 200 && std::all_of(id.begin(), id.end(), fits);
}

void tell_hub_id(std::string_view id, const Origin& origin, Teller& tell) {
  const std::size_t slash = id.find('/');
  tell.say("release.name", id.substr(slash == id.npos ? 0 : slash + 1), {origin, Sureness::stated});
  tell_words(id.substr(slash == id.npos ? 0 : slash + 1), origin, tell);
  if (!is_hub_id(id)) return;
  tell.say("release.developer", id.substr(0, slash),
           {origin, Sureness::inferred, false, "The account that publishes it."});
  tell.say("release.url", "https://huggingface.co/" + std::string(id), {origin, Sureness::derived});
}

void tell_license(const std::vector<std::string>& licenses, std::string_view name, std::string_view link,
                  const Saying& saying, Teller& tell) {
  const Licenses& known = builtin_licenses();
  std::vector<std::string> said, nameless;
  for (const std::string& license : licenses)
    if (!trim(license).empty()) add_once(known.empty_statement(license) ? nameless : said, trim(license));
  if (said.empty() && nameless.empty()) return;
  Saying one = saying;
  const std::string own_name(trim(name)), page(trim(link));
  const bool named = !known.empty_statement(own_name);
  if (named && !nameless.empty()) {
    add_once(said, own_name);
    nameless.erase(nameless.begin());
  }
  if (named && is_another(own_name, said)) {
    // Its page says nothing about the licence that is known.
    add_note(one, "Beside it stands the licence name '" + own_name + "'" +
                      (page.empty() ? "" : " with its text at " + page) +
                      ", which may be another licence: read it.");
    one.sure = std::min(one.sure, Sureness::derived);
  } else if (page.starts_with("http://") || page.starts_with("https://")) {
    one.pages.push_back(page);
  } else if (!page.empty()) {
    add_note(one, "Its text: " + page + ".");
  }
  if (said.empty()) {
    add_note(one, "Given as '" + join(nameless, ", ") + "', which names no licence.");
    return tell.note("weights.license", std::move(one));
  }
  std::vector<std::string> members;
  for (const auto* part : {&said, &nameless})
    for (const std::string& text : *part) members.push_back(operand(text));
  const std::string whole = members.size() == 1 ? said.front() : join(members, " AND ");
  if (!nameless.empty()) {
    add_note(one, "Beside " + join(said, ", ") + " stands '" + join(nameless, ", ") +
                      "', which names no licence: what holds beside it is not known.");
  } else if (said.size() > 1) {
    // Nobody says whether all of them hold or one may be chosen: the stricter reading claims less.
    add_note(one, "Several licences are listed, " + join(said, ", ") +
                      "; that all of them hold is the stricter reading.");
    if (known.resolve(whole).known) one.sure = std::min(one.sure, Sureness::derived);
  }
  if (whole.size() > longest_license) {  // a part of it could read as more open than the whole
    add_note(one, "It is longer than a licence can be here.");
    return tell.note("weights.license", std::move(one));
  }
  tell.say("weights.license", whole, std::move(one));
}

void tell_base_models(const std::vector<std::string>& models, std::string_view relation, const Saying& saying,
                      Teller& tell) {
  std::vector<std::string> named;
  for (const std::string& model : models) {
    if (is_path(model))
      tell_base_folder(model, saying, tell);
    else
      named.push_back(model);
  }
  if (named.empty()) return;
  const std::string_view words = text_of(part_of(table(), "relations"), relation);
  Saying one = saying;
  if (!words.empty()) one.note = "This release is " + std::string(words) + ".";
  if (words.empty() && !relation.empty()) one.note = "Relation: " + std::string(relation) + ".";
  tell.say("release.base_models", named, std::move(one));
  for (const std::string& model : named) tell_removed(model, saying.origin, tell);
}

void tell_base_folder(std::string_view path, const Saying& saying, Teller& tell) {
  Saying one = saying;
  one.note = "Its base model was read from " + tame(path) + ": which model lies there is not said.";
  tell.note("release.base_models", std::move(one));
  tell_removed(path, saying.origin, tell);
}

void tell_removed(std::string_view model, const Origin& origin, Teller& tell) {
  while (model.ends_with('/')) model.remove_suffix(1);
  const std::string name = lower_case(model.substr(model.rfind('/') + 1));
  for (const Node& row : part_of(table(), "words").items)
    if (text_of(row, "fact") == "model.safety_removed" && has_word(name, text_of(row, "word")))
      tell.say("model.safety_removed", true,
               {origin, Sureness::inferred, false, "By the name of its base model."});
}

std::optional<double> count_of(std::string_view text) {
  if (text.size() > 200) return std::nullopt;
  const std::string lower = lower_case(trim(text));
  std::string digits;
  std::size_t at = 0;
  for (; at < lower.size(); ++at) {
    const char c = lower[at];
    if (is_digit(c) || c == '.')
      digits += c;
    else if (c == ',' && parts_thousands(lower, at))
      continue;
    else
      break;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  std::string_view unit = trim(std::string_view(lower).substr(at));
  for (const char* word : {"parameters", "params", "parameter"})
    if (unit.ends_with(word)) unit = trim(unit.substr(0, unit.size() - std::string_view(word).size()));
  const double scale = unit.empty()                                        ? 1
                       : unit == "k" || unit == "thousand"                 ? 1e3
                       : unit == "m" || unit == "million" || unit == "mio" ? 1e6
                       : unit == "b" || unit == "billion" || unit == "bn"  ? 1e9
                       : unit == "t" || unit == "trillion"                 ? 1e12
                                                                           : 0;
  if (scale == 0 || (scale == 1 && value < 1000)) return std::nullopt;
  return std::round(value * scale);
}

}  // namespace openrisk::huggingface
