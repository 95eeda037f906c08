// All measures of a report share their columns, so that bars stand under each other: title, baseline,
// bar, number, band. The bar takes what the others leave; where that is too little, titles move to a
// line of their own.
#include "report/text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/escape.hpp"
#include "report/layout.hpp"
#include "report/study_words.hpp"
#include "report/words.hpp"

namespace openrisk {
namespace {

constexpr std::size_t shortest_report_bar = 20, good_bar = 30, longest_report_bar = 50;
constexpr std::size_t usual_title = 30, longest_title = 40, longest_baseline = 16;

struct Columns {
  std::size_t title = 0, baseline = 0, bar = 0, number = 0, band = 0;
  bool stacked = false;
};

std::string trimmed(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

class TextReport {
 public:
  TextReport(const Report& report, const RenderOptions& options)
      : report_(report),
        options_(options),
        width_(static_cast<std::size_t>(std::clamp(options.width, 60, 160))) {
    measure_columns();
  }

  std::string text() {
    verdict();
    head();
    gates();
    since();
    subjects("THREATS", "percent of an attacker's effort removed beyond a baseline", "", report_.threats);
    subjects("BURDENS", "exposure of the developer", "what openness adds", report_.burdens);
    subjects("BENEFITS",
             report_.threats.empty() ? "from 0 to 100, higher is more" : "beside the risks, never netted",
             "what openness gives", report_.benefits);
    frameworks();
    first_answers();
    closing();
    return std::move(out_);
  }

 private:
  std::string plain(std::string_view text, std::size_t most = no_limit) const {
    return options_.utf8 ? one_line(text, most) : one_line_ascii(text, most);
  }

  void line(std::string_view text) { out_.append(text).append("\n"); }

  void wrapped(std::string_view text, std::size_t indent) {
    out_.append(indent, ' ');
    line(wrap(text, width_, indent, indent + 2));
  }

  std::string title_of(const Report::Subject& subject) const {
    return plain(subject.title) + (subject.applies == Tri::unknown ? " (may apply)" : "");
  }

  static std::vector<const Report::Measure*> measures_of(const Report::Subject& subject) {
    std::vector<const Report::Measure*> measures;
    if (subject.applies == Tri::no) return measures;
    if (subject.score) measures.push_back(&*subject.score);
    for (const auto& measure : subject.marginal) measures.push_back(&measure);
    return measures;
  }

  std::string baseline_of(const Report::Measure& measure) const {
    return measure.baseline.empty() ? "score" : plain(measure.baseline);
  }

  void measure_columns() {
    for (const auto* list : {&report_.threats, &report_.burdens, &report_.benefits}) {
      for (const auto& subject : *list) {
        if (subject.applies != Tri::no)
          columns_.title = std::max(columns_.title, display_width(title_of(subject)));
        for (const auto* measure : measures_of(subject)) {
          columns_.baseline = std::max(columns_.baseline, display_width(baseline_of(*measure)));
          columns_.number = std::max(columns_.number, range_words(measure->value).size());
          columns_.band = std::max(columns_.band, band_words(measure->band, tone_of(subject)).size());
        }
      }
    }
    columns_.baseline = std::min(columns_.baseline, longest_baseline);
    const std::size_t taken = 2 + columns_.baseline + 2 + 2 + columns_.number + 2 + columns_.band;
    const std::size_t spare = width_ - std::min(width_, taken + 2 + good_bar);  // for a title in full
    columns_.title = std::min(columns_.title, std::clamp(spare, usual_title, longest_title));
    columns_.stacked = taken + columns_.title + 2 + shortest_report_bar > width_;
    const std::size_t left = taken + (columns_.stacked ? 2 : columns_.title + 2);
    columns_.bar = std::min(width_ > left ? width_ - left : 0, longest_report_bar);
  }

  // The verdict, and the gate that decides it with the card's line.
  void verdict() {
    if (!report_.gates) return;
    const Report::Gates& gates = *report_.gates;
    line(bold(wrap(plain(release_words(report_.card), 120) + ": " + verdict_words(gates), width_, 0, 2),
              options_.colour));
    if (const Report::GateEntry* gate = deciding(gates))
      wrapped(plain(gate_words(*gate, report_.card.path), 600), 0);
  }

  void gates() {
    if (!report_.gates) return;
    line("");
    line(bold("GATES", options_.colour) + "  " + faint(plain(report_.gates->path, 120), options_.colour));
    for (const Report::GateEntry& gate : report_.gates->results) {
      wrapped(fmt::format("{:<6} {}: {}", gate_state(gate), plain(gate.id), plain(gate.why, 400)), 2);
      if (gate.verdict != Verdict::pass && !gate.message.empty()) wrapped(plain(gate.message, 400), 8);
      if (gate.waiver) wrapped(plain(waiver_words(*gate.waiver), 400), 8);
    }
    for (const Report::WaiverEntry& idle : report_.gates->idle)
      if (idle.is_news()) wrapped(plain(waiver_words(idle), 400), 2);
  }

  void head() {
    const Report::Summary& summary = report_.summary;
    const std::string what = summary.threats > 0 ? summary_words(summary) : plain(report_.rubric.title);
    line(bold(wrap(plain(release_words(report_.card), 120) + ": " + what, width_, 0, 2), options_.colour));
    if (!report_.answers.empty() && is_worth_a_line(report_.answers.front())) {
      const Report::AnswerEntry& first = report_.answers.front();
      wrapped(fmt::format("find out first: {} (settles up to {} points of {})", first.missing.fact,
                          two_digits(first.missing.points), plain(first.measure)),
              0);
    }
  }

  void since() {
    if (!report_.earlier) return;
    line("");
    line(bold("SINCE", options_.colour) + "  " + faint(plain(report_.earlier->path, 120), options_.colour));
    bool any = false;
    for (const MeasureChange& change : report_.earlier->measures) {
      if (change.change == Change::same) continue;
      any = true;
      wrapped(fmt::format("{:<9} {}: was {}, is {}", change_word(change), change.measure.id,
                          plain(reading_words(change.measure, change.from)),
                          plain(reading_words(change.measure, change.to))),
              2);
    }
    if (!any) wrapped("no measure changed", 2);
  }

  // `meaning` is of the scores, `over` of what they say over the world closed.
  void subjects(std::string_view heading, std::string meaning, std::string_view over,
                const std::vector<Report::Subject>& list) {
    if (list.empty()) return;
    const bool marginal = std::any_of(
        list.begin(), list.end(), [](const Report::Subject& subject) { return !subject.marginal.empty(); });
    if (marginal && !over.empty()) meaning.append("; over 'closed': ").append(over);
    line("");
    out_ += bold(heading, options_.colour) + "  ";
    line(faint(wrap(meaning, width_, heading.size() + 2, heading.size() + 2), options_.colour));
    for (const auto& subject : list) {
      if (subject.applies == Tri::no) {
        wrapped(plain(subject.title) + ": does not apply: " + plain(subject.reason, 300), 2);
        continue;
      }
      rows(subject);
      regimes(subject);
    }
  }

  void rows(const Report::Subject& subject) {
    if (columns_.stacked) line("  " + trimmed(pad(title_of(subject), width_ - 2, options_.utf8)));
    bool first = true;
    for (const auto* measure : measures_of(subject)) {
      out_ += "  ";
      out_ +=
          columns_.stacked ? "  " : pad(first ? title_of(subject) : "", columns_.title, options_.utf8) + "  ";
      row(*measure, subject);
      first = false;
    }
  }

  void row(const Report::Measure& measure, const Report::Subject& subject) {
    const Kind kind = tone_of(subject);
    const bool colour = options_.colour && kind != Kind::benefit;  // no colour of alarm there
    out_ += pad(baseline_of(measure), columns_.baseline, options_.utf8) + "  ";
    out_ += coloured(bar(measure.value, measure.doubted, subject.bands, columns_.bar, options_.utf8),
                     measure.band.second, colour);
    const std::string number = range_words(measure.value);
    out_.append(2 + columns_.number - number.size(), ' ').append(number).append("  ");
    out_ += coloured(band_word(measure.band.first, kind), measure.band.first, colour);
    if (measure.band.first != measure.band.second) {
      out_ += " to " + coloured(band_word(measure.band.second, kind), measure.band.second, colour);
    }
    line("");
    shows_doubt_ = shows_doubt_ || !measure.value.contains(measure.doubted);
    shows_outer_ = shows_outer_ || !measure.exact;
  }

  void regimes(const Report::Subject& subject) {
    constexpr std::size_t few = 3;
    std::vector<std::string> now, later, possible;
    for (const auto& regime : subject.regimes) {
      has_laws_ = has_laws_ || regime.reach != Reach::no;
      if (regime.reach == Reach::now) now.push_back(plain(regime.title));
      if (regime.reach == Reach::later) later.push_back(plain(regime.title) + ", " + regime_words(regime));
      if (regime.reach == Reach::possible) possible.push_back(plain(regime.title));
    }
    if (!now.empty()) wrapped("law in force: " + join(now, "; "), 4);
    if (!later.empty()) wrapped("law to come: " + join(later, "; "), 4);
    if (possible.size() > few)
      wrapped(fmt::format("{} laws may reach it", possible.size()), 4);
    else if (!possible.empty())
      wrapped("law that may reach it: " + join(possible, "; "), 4);
  }

  // What stands between the release and the next rung, as far as it fits.
  std::string next_needs(const Report::LadderEntry& ladder) const {
    if (ladder.needs.empty()) return "";
    std::vector<std::string> needs;
    for (const auto& need : ladder.needs)
      if (needs.size() < 3) needs.push_back(plain(need.title));
    const std::size_t more = ladder.needs.size() - needs.size();
    return (ladder.rungs.size() == 1 ? "; not settled or not met: " : "; the next rung asks for: ") +
           join(needs, "; ") + (more > 0 ? fmt::format("; and {} more", more) : "");
  }

  void frameworks() {
    if (!report_.ladders.empty() || !report_.checks.empty()) line("");
    for (const auto& ladder : report_.ladders) {
      if (ladder.applies == Tri::no) {
        wrapped(plain(ladder.title) + ": does not apply: " + plain(ladder.reason, 300), 0);
        continue;
      }
      wrapped(plain(ladder.title) + ": " + plain(ladder_words(ladder)) + next_needs(ladder), 0);
    }
    for (const auto& checks : report_.checks)
      wrapped(plain(group_words(checks.group)) + ": " + checks_words(checks), 0);
  }

  void first_answers() {
    if (report_.answers.empty()) return;
    line("");
    line(bold("WORTH FINDING FIRST", options_.colour));
    for (std::size_t i = 0; i < std::min<std::size_t>(3, report_.answers.size()); ++i) {
      wrapped(fmt::format("{}. {}", i + 1, plain(answer_words(report_.answers[i]))), 2);
    }
  }

  void closing() {
    line("");
    if (!report_.assumed.empty()) wrapped("assumed by --set: " + plain(join(report_.assumed, ", ")), 0);
    if (report_.rubric.review_overdue) {
      wrapped("warning: the rubric was to be reviewed by " + to_string(report_.rubric.review_by) +
                  "; its evidence may be old",
              0);
    }
    if (const std::string legend_words = legend(); !legend_words.empty()) wrapped(legend_words, 0);
    std::vector<std::string> over;
    for (const Report::Baseline& baseline : report_.baselines)
      if (!baseline.release)
        over.push_back(plain(baseline.id) + ", " + plain(mid_sentence(without_stop(baseline.title))));
    if (!over.empty()) wrapped("compared over: " + join(over, "; "), 0);
    const bool scores = columns_.number > 0;
    wrapped(!scores ? "reasons and sources: -f markdown"
            : has_laws_
                ? "reasons, sources, whom each law binds, and the range of every judgement: -f markdown"
                : "reasons, sources, and the range of every judgement: -f markdown",
            0);
    wrapped(
        fmt::format("rubric {} {} as of {}, report of {}", plain(report_.rubric.id),
                    plain(report_.rubric.version), to_string(report_.rubric.as_of), to_string(report_.date)),
        0);
  }

  // The titles of what counts silence, since its numbers look settled where they are not.
  std::string counting_silence() const {
    std::vector<std::string> titles;
    for (const auto* list : {&report_.threats, &report_.burdens, &report_.benefits})
      for (const Report::Subject& subject : *list)
        if (subject.counts_silence && subject.applies != Tri::no) titles.push_back(plain(subject.title));
    return join(titles, ", ");
  }

  std::string legend() const {
    if (columns_.bar == 0 || columns_.number == 0) return "";
    std::string text =
        fmt::format("bars run from 0 to 100, '{}' marks where bands begin", options_.utf8 ? "┆" : ":");
    if (shows_doubt_)
      text += fmt::format(", '{}' is open once unproven claims are doubted", options_.utf8 ? "░" : "-");
    if (shows_outer_) text += "; some intervals are outer bounds";
    if (const std::string titles = counting_silence(); !titles.empty())
      text += "; what the card does not state counts as not there in: " + titles;
    if (report_.threats.empty()) return text;
    const bool releases = std::any_of(report_.baselines.begin(), report_.baselines.end(),
                                      [](const Report::Baseline& baseline) { return baseline.release; });
    if (!releases) text += "; not compared with models already released";
    return text + "; effort is a proxy for risk, and no order holds across threats";
  }

  const Report& report_;
  const RenderOptions& options_;
  std::size_t width_;
  Columns columns_;
  bool shows_doubt_ = false;
  bool shows_outer_ = false;
  bool has_laws_ = false;
  std::string out_;
};

}  // namespace

std::string render_text(const std::vector<Report>& reports, const RenderOptions& options) {
  std::string out;
  for (const Report& report : reports) {
    if (!out.empty()) out += "\n";
    out += TextReport(report, options).text();
  }
  return out;
}

}  // namespace openrisk
