#include "cli/comparing.hpp"

#include <algorithm>
#include <map>

#include "base/in_parallel.hpp"
#include "cli/complaints.hpp"
#include "cli/studies.hpp"

namespace openrisk::cli {
namespace {

std::optional<Card> read_one(const CardText& text, const Settings& settings, Sources& sources,
                             Complaints& complaints) {
  complaints.add(text.unreadable);
  if (text.unreadable.has_errors()) return std::nullopt;
  Diagnostics reading;
  std::optional<Card> card = read_card_text(text, sources.add(text.name, text.text), reading);
  complaints.add_read(reading);
  if (!card) return std::nullopt;
  Diagnostics checked;  // when the settings were made
  for (const std::string& assignment : settings.assignments)
    set_fact(*card, assignment, builtin_vocabulary(), checked);
  return card;
}

void tell_apart(std::vector<ComparisonRow>& rows) {
  std::map<std::string, int> named;
  for (const ComparisonRow& row : rows) ++named[row.card.name];
  for (ComparisonRow& row : rows)
    if (named[row.card.name] > 1) row.card = with_path(std::move(row.card));
}

}  // namespace

// What became of one card.
struct Comparing::One {
  std::vector<std::optional<ComparisonRow>> rows;  // by rubric
  std::vector<Report::Complaint> complaints;
  std::string messages;
  std::size_t errors = 0, warnings = 0;
};

Comparing::Comparing(const Settings& settings, const std::string& only, std::size_t jobs, Session& session)
    : settings_(settings), only_(only), jobs_(jobs), session_(session) {
  for (const Loaded& rubric : settings.rubrics) {
    comparisons_.push_back({&rubric.program, study_measures(rubric.program, rubric.over), {}});
    if (!only.empty())
      std::erase_if(comparisons_.back().measures, [&](const StudyMeasure& one) { return one.id != only; });
  }
}

void Comparing::run(const std::vector<std::string>& cards) {
  CardTexts texts(cards, session_.in());
  Request request = numbers_only(settings_.request.date);
  request.reasons = comparisons_.size() > 1;
  if (!only_.empty() && comparisons_.front().measures.front().is_score()) request.only = {only_};
  for (bool more = true; more;) {
    std::vector<CardText> batch;
    while (batch.size() < jobs_ * 64 && more) {
      std::optional<CardText> text = texts.next();
      more = text.has_value();
      if (text) batch.push_back(std::move(*text));
    }
    std::vector<One> results(batch.size());
    in_parallel(batch.size(), jobs_, [&](std::size_t i) { results[i] = compare(batch[i], request); });
    for (One& one : results) take(std::move(one));
  }
  for (Comparison& comparison : comparisons_) tell_apart(comparison.rows);
}

int Comparing::status() const {
  if (errors_ > 0) return Status::trouble;
  return warnings_ > 0 && session_.common.strict ? Status::failed : Status::done;
}

Comparing::One Comparing::compare(const CardText& text, Request request) const {
  One one;
  one.rows.resize(comparisons_.size());
  Complaints complaints(text, session_);
  Sources sources;
  if (const std::optional<Card> card = read_one(text, settings_, sources, complaints)) {
    for (std::size_t i = 0; i < comparisons_.size(); ++i) {
      const Loaded& rubric = settings_.rubrics[i];
      Diagnostics binding;
      if (const std::optional<Answers> answers = bind(rubric.program, *card, binding)) {
        request.over = rubric.over;
        one.rows[i] =
            comparison_row(comparisons_[i].measures, *card, assess(rubric.program, *answers, request));
      }
      complaints.add(binding);
    }
  }
  one.errors = complaints.errors();
  one.warnings = complaints.warnings();
  one.messages = complaints.shown();
  if (one.errors > 0) one.complaints = complaints.entries();
  return one;
}

void Comparing::take(One one) {
  session_.tell(one.messages);
  errors_ += one.errors;
  warnings_ += one.warnings;
  complaints_.insert(complaints_.end(), one.complaints.begin(), one.complaints.end());
  // A card that one rubric refuses stands in none, so that all have the same rows.
  if (!std::all_of(one.rows.begin(), one.rows.end(), [](const auto& row) { return row.has_value(); })) return;
  for (std::size_t i = 0; i < one.rows.size(); ++i) comparisons_[i].rows.push_back(std::move(*one.rows[i]));
}

}  // namespace openrisk::cli
