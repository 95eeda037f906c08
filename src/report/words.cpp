#include "report/words.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <set>

#include "base/text.hpp"

namespace openrisk {
namespace {

std::string decimals(double number, int digits) {
  char buffer[64];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed, digits);
  std::string text(buffer, result.ptr);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

}  // namespace

std::string two_digits(double number) {
  if (!std::isfinite(number)) return "?";
  const double size = std::fabs(number);
  const double nudge = 0.5 + 1e-9;  // half away from zero, also where binary falls just short of it
  double rounded = 0;
  if (size < 1) {
    rounded = std::floor(size * 100 + nudge) / 100;
  } else if (size < 10) {
    rounded = std::floor(size * 10 + nudge) / 10;
  } else {
    double unit = 1;
    while (unit * 100 <= size) unit *= 10;
    rounded = std::floor(size / unit + nudge) * unit;
  }
  return decimals(number < 0 ? -rounded : rounded, size < 1 ? 2 : size < 10 ? 1 : 0);
}

std::string range_words(Interval range) {
  const std::string low = two_digits(range.low()), high = two_digits(range.high());
  return low == high ? low : low + " to " + high;
}

std::string dashed(Interval range) {
  std::string words = range_words(range);
  if (const std::size_t at = words.find(" to "); at != std::string::npos) words.replace(at, 4, "-");
  return words;
}

std::string_view band_word(Band band, Kind kind) {
  return kind == Kind::benefit && band == Band::severe ? "very high" : name_of(band);
}

std::string band_words(BandRange band, Kind kind) {
  std::string words(band_word(band.first, kind));
  if (band.second != band.first) words.append(" to ").append(band_word(band.second, kind));
  return words;
}

Kind tone_of(const Report::Subject& subject) {
  const bool counted = subject.basis.defined > 0 && subject.basis.defined == subject.basis.total();
  return counted ? Kind::benefit : subject.kind;
}

std::string measure_words(const Report::Measure& measure, Kind kind) {
  return range_words(measure.value) + " (" + band_words(measure.band, kind) + ")";
}

std::string attempts_words(Interval uplift) {
  const auto times = [](double percent) { return 100 / (100 - percent); };
  const std::string_view subject = "the same effort pays for ";
  const double limit = 99.5;  // beyond it the number says more than anyone knows
  if (uplift.low() >= limit) return fmt::format("{}more than 200 times the attempts", subject);
  if (uplift.high() >= limit) {
    return fmt::format("{}{} to more than 200 times the attempts", subject, two_digits(times(uplift.low())));
  }
  const std::string words = range_words(Interval(times(uplift.low()), times(uplift.high())));
  if (words == "1") return fmt::format("{}hardly more attempts", subject);
  return fmt::format("{}{} times the attempts", subject, words);
}

std::string reason_words(const Report::Reason& reason) {
  const std::string line = reason.line == 0 ? "" : fmt::format(" (line {})", reason.line);
  if (reason.value == "n/a") return reason.fact + " does not apply" + line;
  if (reason.value == "unknown" || reason.value == "withheld")
    return reason.fact + " is " + reason.value + line;
  return reason.fact + " = " + reason.value + line;
}

std::string reason_words(const std::vector<Report::Reason>& reasons) {
  std::vector<std::string> words;
  for (const auto& reason : reasons) words.push_back(reason_words(reason));
  return join(words, ", ");
}

std::string outcome_words(Tri truth, const std::vector<Report::Reason>& because,
                          const std::vector<std::string>& missing) {
  if (truth == Tri::unknown && !missing.empty()) {
    const std::string open = "depends on " + join(missing, ", ");
    return because.empty() ? open : open + "; " + reason_words(because);
  }
  return because.empty() ? "whatever the card says" : reason_words(because);
}

std::string summary_words(const Report::Summary& summary) {
  if (summary.apply == 0 && summary.may_apply == 0)
    return fmt::format("none of {} threats applies", summary.threats);
  std::string words = fmt::format("{} of {} threats apply", summary.apply, summary.threats);
  if (summary.may_apply > 0) words += fmt::format(", {} may apply", summary.may_apply);
  return words + fmt::format(", {} settled", summary.settled);
}

std::string basis_words(const BasisCount& basis) {
  return fmt::format("of {} numbers behind this result {} measured, {} derived, {} judged{}", basis.total(),
                     basis.measured, basis.derived, basis.judged,
                     basis.defined > 0 ? fmt::format(", {} defined by the framework", basis.defined) : "");
}

std::string_view grade_words(std::string_view grade) {
  if (grade == "G0") return "none";
  if (grade == "G1") return "argument";
  if (grade == "G2") return "benchmark or in-silico capability";
  if (grade == "G3") return "controlled human study";
  if (grade == "G4") return "observed in the wild";
  if (grade == "G5") return "observed at scale, with comparison";
  return "";
}

std::string_view sign_words(std::string_view sign) {
  if (sign == "+") return "supports";
  if (sign == "0") return "null";
  if (sign == "-") return "against";
  return "";
}

std::string best_evidence_words(const Report::BestEvidence& best) {
  if (best.grade.empty()) return "G0 (none)";
  std::vector<std::string> signs;
  for (const auto& sign : best.signs) signs.emplace_back(sign_words(sign));
  return best.grade + " (" + join(signs, ", ") + ")";
}

bool is_worth_a_line(const Report::AnswerEntry& answer) { return answer.missing.points >= 0.5; }

std::string answer_words(const Report::AnswerEntry& answer) {
  const std::string what =
      answer.missing.source ? "a source for the claim would settle something" : answer.missing.question;
  return fmt::format("{}: {} (up to {} points of {})", answer.missing.fact, what,
                     two_digits(answer.missing.points), answer.measure);
}

std::string verdict_words(const Report::Gates& gates) {
  int fail = 0, warn = 0, waived = 0, silent = 0;
  for (const Report::GateEntry& gate : gates.results) {
    fail += gate.verdict == Verdict::fail;
    warn += gate.verdict == Verdict::warn;
    waived += gate.waived();
    silent += gate.outcome == GateOutcome::not_applicable;
  }
  const std::string_view verb = gates.verdict == Verdict::fail   ? "fails"
                                : gates.verdict == Verdict::warn ? "passes with warnings"
                                                                 : "passes";
  std::string words =
      fmt::format("{} {}", verb, gates.policy.empty() ? "the policy " + gates.path : gates.policy);
  std::vector<std::string> parts;
  const auto counted = [&](int count, std::string_view one, std::string_view many) {
    if (count > 0) parts.push_back(fmt::format("{} {}", count, count == 1 ? one : many));
  };
  counted(fail, "gate fails", "gates fail");
  counted(warn, "warns", "warn");
  counted(waived, "waived", "waived");
  counted(silent, "does not apply", "do not apply");
  parts.push_back(fmt::format("{} in all", gates.results.size()));
  return words + ": " + join(parts, ", ");
}

const Report::GateEntry* deciding(const Report::Gates& gates) {
  const Report::GateEntry* worst = nullptr;
  for (const Report::GateEntry& gate : gates.results)
    if (gate.verdict != Verdict::pass && (worst == nullptr || gate.verdict > worst->verdict)) worst = &gate;
  return worst;
}

std::string_view gate_state(const Report::GateEntry& gate) {
  if (gate.waived()) return "waived";
  if (gate.outcome == GateOutcome::not_applicable) return "n/a";
  if (gate.outcome != GateOutcome::undecided || gate.verdict == Verdict::fail) return name_of(gate.verdict);
  return gate.verdict == Verdict::warn ? "open, warns" : "open";
}

std::string gate_words(const Report::GateEntry& gate, const std::string& card) {
  std::string words = gate.id + ": " + gate.why;
  if (gate.fact && gate.fact->line > 0)
    words += fmt::format(" ({}:{}: {} = {})", card, gate.fact->line, gate.fact->fact, gate.fact->value);
  if (gate.question && gate.fact) words += fmt::format("; answer {}: {}", gate.fact->fact, *gate.question);
  return words;
}

std::string waiver_words(const Report::WaiverEntry& waiver) {
  const std::string who =
      waiver.by + ": " + waiver.reason + (waiver.ticket.empty() ? "" : " (" + waiver.ticket + ")");
  const std::string until = to_string(waiver.until);
  if (waiver.state == "used") return fmt::format("waived until {} by {}", until, who);
  if (waiver.state == "ignored")
    return fmt::format("not waived, as asked; the waiver until {} is by {}", until, who);
  if (waiver.state == "expired")
    return fmt::format("the waiver of {} ended on {}; it was by {}", waiver.gate, until, who);
  if (waiver.state == "orphaned")
    return fmt::format("a waiver names no gate: {}; it is by {}", waiver.gate, who);
  if (waiver.state == "elsewhere")
    return fmt::format("the waiver of {} is for '{}'; it is by {}", waiver.gate, waiver.release, who);
  return fmt::format("the waiver of {} is not needed; it is by {}", waiver.gate, who);
}

std::string fragile_words(const Report::Fragile& fragile) {
  return fmt::format("{}{} ({})", two_digits(fragile.value), fragile.graded ? " percent of its effect" : "",
                     range_words(fragile.range));
}

std::string regime_words(const Report::RegimeEntry& regime) {
  const std::string from = regime.from ? to_string(*regime.from) : "";
  const std::string until = regime.until ? " until " + to_string(*regime.until) : "";
  switch (regime.reach) {
    case Reach::now: return (from.empty() ? "now" : "now, since " + from) + until;
    case Reach::later: return (from.empty() ? "later, date open" : "from " + from) + until;
    case Reach::possible:
      return (regime.status == RegimeStatus::proposed ? "proposed"
              : from.empty()                          ? "may reach this release"
                             : "may reach this release (in force from " + from + ")") +
             until;
    case Reach::precedent: return "precedent only";
    case Reach::no: return "does not reach this release";
  }
  return "";
}

std::string release_words(const Report::Release& release) {
  if (release.name.empty()) return release.path;
  return release.version.empty() ? release.name : release.name + " " + release.version;
}

std::string mid_sentence(std::string_view title) {
  std::string text(title);
  const bool capital = text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z';
  const bool word = capital && ((text[1] >= 'a' && text[1] <= 'z') || text[1] == ' ');
  if (word) text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

std::string sentence(std::string_view text) {
  std::string out(trim(text));
  if (out.empty()) return out;
  if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  if (out.back() != '.' && out.back() != '?' && out.back() != '!') out += '.';
  return out;
}

std::string_view without_stop(std::string_view text) {
  text = trim(text);
  if (text.ends_with('.')) text.remove_suffix(1);
  return text;
}

std::string_view step_words(std::string_view step) {
  if (step == "identification") return "Threat identification";
  if (step == "existing_risk") return "Existing risk";
  if (step == "existing_defences") return "Existing defences";
  if (step == "evidence") return "Evidence of marginal risk";
  if (step == "defence") return "Ease of defending";
  if (step == "uncertainty") return "Uncertainty and assumptions";
  return step;
}

}  // namespace openrisk
