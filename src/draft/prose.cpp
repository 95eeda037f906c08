#include "draft/prose.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "draft/huggingface.hpp"
#include "draft/tables.hpp"

namespace openrisk {
namespace {

namespace hf = huggingface;

constexpr std::size_t most_value = 200;  // longer ones are sentences, not answers

// Marks of Markdown away: "**Apache 2.0**" and "[Apache 2.0](url)" are Apache 2.0.
std::string unmarked(std::string_view text) {
  std::string out;
  const std::size_t last = text.rfind('>');  // asked once: a line may hold nothing but '<'
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '*' || c == '`' || c == '[') continue;
    if (c == ']') {
      if (at + 1 < text.size() && text[at + 1] == '(') at = std::min(text.find(')', at), text.size());
      continue;
    }
    if (c == '<' && last != text.npos && at < last) {
      at = text.find('>', at);
      continue;
    }
    out += c;
  }
  return std::string(trim(out));
}

// The first page that a text links to.
std::string link_in(std::string_view text) {
  const std::size_t at = text.find("](http");
  if (at == text.npos) return {};
  const std::size_t end = text.find_first_of(") \t\"", at + 2);
  return std::string(text.substr(at + 2, end == text.npos ? text.npos : end - at - 2));
}

// The label and the value of a table row or of a labelled item.
struct Row {
  std::string label, value;
  std::string link;
};

std::optional<Row> row_of(std::string_view line) {
  line = trim(line);
  if (line.starts_with('|')) {
    const std::size_t second = line.find('|', 1);
    const std::size_t third = second == line.npos ? line.npos : line.find('|', second + 1);
    if (third == line.npos || trim(line.substr(third + 1)).size() > 0) return std::nullopt;  // two cells only
    const std::string_view value = line.substr(second + 1, third - second - 1);
    return Row{lower_case(unmarked(line.substr(1, second - 1))), unmarked(value), link_in(value)};
  }
  const bool item = line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ");
  if (item) line = trim(line.substr(2));
  if (!line.starts_with("**")) return std::nullopt;
  const std::size_t colon = line.find(':');
  const std::size_t bold_end = line.find("**", 2);
  if (colon == line.npos || bold_end == line.npos || colon > bold_end + 3) return std::nullopt;
  std::string label = lower_case(unmarked(line.substr(0, colon)));
  const std::string_view value = line.substr(colon + 1);
  return Row{std::move(label), unmarked(value), link_in(value)};
}

const Node& table() { return table_named("huggingface"); }

bool is_no_answer(std::string_view value) {
  std::string word = lower_case(value);
  while (word.ends_with('.')) word.pop_back();
  const auto& none = part_of(table(), "no_answer").items;
  return trim(word).empty() ||
         std::any_of(none.begin(), none.end(), [&](const Node& one) { return one.text == word; });
}

std::string plain(std::string label) {
  if (const std::size_t bracket = label.find_first_of("[("); bracket != label.npos)
    label = std::string(trim(label.substr(0, bracket)));
  if (label.ends_with(" optional")) label.resize(label.size() - 9);
  return label;
}

bool is_of_the_model(const std::string& label) {
  return is_one_of(part_of(table(), "labels_of_models"), plain(label));
}

std::string_view fact_of(const std::string& written) {
  const std::string label = plain(written);
  for (const Node& row : part_of(table(), "rows").items)
    for (const Node& one : part_of(row, "label").items)
      if (one.text == label) return text_of(row, "fact");
  return {};
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  std::string lower = lower_case(text);
  for (std::size_t at = lower.find(" and "); at != lower.npos; at = lower.find(" and "))
    lower.replace(at, 5, ",");
  for (std::size_t begin = 0; begin <= lower.size();) {
    const std::size_t end = std::min(lower.find_first_of(",;/+&()", begin), lower.size());
    const std::string_view part = trim(std::string_view(lower).substr(begin, end - begin));
    if (!part.empty()) parts.emplace_back(part);
    begin = end + 1;
  }
  return parts;
}

// Whether a section may be about data or code, so that a row there speaks of the model only by its label.
bool may_be_of_others(std::string_view heading) {
  const auto& words = part_of(table(), "sections_of_others").items;
  const std::string lower = lower_case(heading);
  return std::any_of(words.begin(), words.end(),
                     [&](const Node& word) { return hf::has_word(lower, word.text); });
}

// The modality that a word stands for; "" where it stands for none.
std::string modality_of(std::string_view word) {
  for (const NodeEntry& entry : part_of(table(), "modalities").entries)
    for (const Node& one : entry.value.items)
      if (one.text == word) return entry.key;
  return {};
}

// One model, or several where each is named by its id on the Hub; none where it may be a sentence.
std::vector<std::string> models_in(const std::string& text) {
  std::string list = text;
  for (std::size_t at = list.find(" and "); at != list.npos; at = list.find(" and "))
    list.replace(at, 5, ",");
  if (list.find_first_of(",;") == list.npos) return {text};
  std::vector<std::string> models;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find_first_of(",;", begin), list.size());
    const std::string_view model = trim(std::string_view(list).substr(begin, end - begin));
    if (!model.empty() && !hf::is_hub_id(model)) return {};
    if (!model.empty()) models.emplace_back(model);
    begin = end + 1;
  }
  return models;
}

enum CardSection : std::size_t { use, training, evaluation, limits, sections };

std::optional<CardSection> section_of(std::string_view heading) {
  static constexpr std::array<std::array<std::string_view, 5>, sections> words{{
      {"intended use", "use case", "direct use", "uses", "usage"},
      {"training data", "training", "dataset", "data set", "corpus"},
      {"evaluation", "result", "performance", "benchmark", "metrics"},
      {"limitation", "bias", "risk", "out-of-scope", "caveat"},
  }};
  const std::string lower = lower_case(heading);
  for (std::size_t i : {3u, 2u, 1u, 0u})
    for (const std::string_view word : words[i])
      if (lower.find(word) != lower.npos) return static_cast<CardSection>(i);
  return std::nullopt;
}

class Prose {
 public:
  Prose(const SourceFile& file, Teller& tell) : file_(file), tell_(tell) {}

  void run(std::string_view text, std::size_t begin) {
    line_ = static_cast<std::uint32_t>(
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    bool code = false;
    for (std::size_t at = begin; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      ++line_;
      const std::string_view line = trim(text.substr(at, end - at));
      at = end + 1;
      if (line.starts_with("```") || line.starts_with("~~~")) code = !code;
      if (!code) take(line);
    }
    tell_completeness();
  }

 private:
  void take(std::string_view line) {
    if (line.starts_with('#')) {
      heading(line);
      return;
    }
    if (const auto row = row_of(line)) take_row(*row);
    if (line.empty() || is_no_answer(unmarked(line))) return;
    prose_ += line.size();
    if (section_) filled_[*section_] = true;
  }

  void heading(std::string_view line) {
    const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
    const std::string title = unmarked(line.substr(level));
    const bool is_name = level == 1 && !titled_;
    if (is_name) {
      titled_ = true;
      std::string name = title;
      const std::string lower = lower_case(title);
      for (const std::string_view head :
           {"model card for ", "model card: ", "model card - ", "model card of "})
        if (lower.starts_with(head)) name = title.substr(head.size());
      if (!name.empty() && name.size() <= 120 && !is_no_answer(name) && lower_case(name) != "model card") {
        tell_.say("release.name", name, {place(), Sureness::inferred, false, "The title."});
        hf::tell_words(name, place(), tell_);
      }
    }
    section_ = level == 1 ? std::nullopt : section_of(title);
    if (!others_.empty() && level > others_level_) return;
    others_ = !is_name && may_be_of_others(title) ? tame(title, 80) : "";
    others_level_ = level;
  }

  void take_row(const Row& row) {
    if (tell_.full()) return;
    const std::string_view fact = fact_of(row.label);
    if (fact.empty() || is_no_answer(row.value)) return;
    Saying saying{place(), Sureness::derived};
    if (!others_.empty() && !is_of_the_model(row.label))
      return tell_.remark(others_ + ": " + row.label + ": " + row.value, place());
    if (!row.link.empty()) saying.pages.push_back(row.link);
    const bool fits = row.value.size() <= most_value && take_value(fact, row.value, saying);
    if (!fits) tell_.remark(row.label + ": " + row.value, place());
  }

  bool take_value(std::string_view path, const std::string& value, const Saying& saying) {
    const Fact* fact = tell_.vocabulary().find(path);
    if (fact == nullptr) return false;
    if (fact->type == FactType::number) {
      const std::optional<double> count = hf::count_of(value);
      if (count) tell_.say(path, *count, saying);
      return count.has_value();
    }
    if (fact->type == FactType::date) {
      const bool day = parse_date(value).has_value();
      if (day) tell_.say(path, value, saying);
      return day;
    }
    if (fact->type == FactType::set) return take_kinds(path, value, saying);
    if (path == "weights.license") {
      hf::tell_license({value}, {}, {}, saying, tell_);
      return true;
    }
    if (fact->type == FactType::text_list) {
      const std::vector<std::string> models = models_in(value);
      if (!models.empty()) hf::tell_base_models(models, {}, saying, tell_);
      return !models.empty();
    }
    tell_.say(path, value, saying);
    return true;
  }

  bool take_kinds(std::string_view path, const std::string& value, const Saying& saying) {
    std::vector<std::string> kinds;
    bool all = true;
    for (const std::string& word : split(value)) {
      std::string kind = modality_of(word);
      all = all && !kind.empty();
      if (!kind.empty()) kinds.push_back(std::move(kind));
    }
    if (!kinds.empty()) tell_.say(path, kinds, saying);
    return all;
  }

  // A card that lacks a section is partial; whether one that has all is complete, only a reader can tell.
  void tell_completeness() {
    static constexpr std::array<std::string_view, sections> names{"intended use", "training data",
                                                                  "evaluation", "limits"};
    if (prose_ < 200) return;
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < sections; ++i)
      if (!filled_[i]) missing.emplace_back(names[i]);
    Saying saying{{file_.name(), 0, {}}, Sureness::inferred};
    if (missing.empty()) {
      saying.note =
          "It has sections on intended use, training data, evaluation and limits: read whether they are "
          "complete.";
      tell_.note("documentation.model_card", std::move(saying));
    } else {
      saying.note = "No section on " + join(missing, ", ") + ".";
      tell_.say("documentation.model_card", "partial", std::move(saying));
    }
  }

  Origin place() const { return {file_.name(), line_, {}}; }

  const SourceFile& file_;
  Teller& tell_;
  std::uint32_t line_ = 0;
  bool titled_ = false;
  std::size_t prose_ = 0;
  std::optional<CardSection> section_;
  std::string others_;  // the heading of a section that may be about something else, with those below it
  std::size_t others_level_ = 0;
  std::array<bool, sections> filled_{};
};

}  // namespace

void tell_prose(const SourceFile& file, std::string_view text, std::size_t begin, Teller& tell) {
  Prose(file, tell).run(text, begin);
}

}  // namespace openrisk
