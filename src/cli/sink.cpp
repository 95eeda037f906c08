#include "cli/sink.hpp"

#include <algorithm>
#include <iterator>

namespace openrisk::cli {

Sink::Sink(std::vector<Output> outputs, Session& session) : outputs_(std::move(outputs)), session_(session) {
  for (const Output& output : outputs_) {
    (output.format == Format::jsonl ? lines_ : whole_) = true;
    refused_ = refused_ || is_for_ci(output.format) || output.format == Format::json;
  }
  kept_.resize(outputs_.size());
}

void Sink::take(CardResult result) {
  session_.tell(result.messages);
  errors_ += result.errors;
  warnings_ += result.warnings;
  verdict_ = std::max(verdict_, result.verdict);
  increased_ = increased_ || result.increased;
  std::vector<Report> refused;
  if (!result.reports.empty() && result.reports.back().refused()) {
    refused.push_back(std::move(result.reports.back()));
    result.reports.pop_back();
  }
  if (lines_) take_line(result.reports.empty() ? result.record : render(result.reports, Format::jsonl));
  any_ = any_ || !result.reports.empty();
  if (whole_) std::move(result.reports.begin(), result.reports.end(), std::back_inserter(reports_));
  if (refused_) std::move(refused.begin(), refused.end(), std::back_inserter(reports_));
}

void Sink::take_line(const std::string& line) {
  for (std::size_t i = 0; i < outputs_.size(); ++i) {
    if (outputs_[i].format != Format::jsonl) continue;
    if (outputs_[i].file == "-")
      session_.print(line);
    else
      kept_[i] += line;
  }
}

// Formats for people leave out what was refused: the reason stands on standard error. JSON has it beside the
// reports, and alone says nothing.
void Sink::write_whole() {
  const auto is_refused = [](const Report& report) { return report.refused(); };
  const bool all_assessed = std::none_of(reports_.begin(), reports_.end(), is_refused);
  std::vector<Report> assessed;  // a copy only where it differs
  if (!all_assessed)
    std::remove_copy_if(reports_.begin(), reports_.end(), std::back_inserter(assessed), is_refused);
  for (const Output& output : outputs_) {
    const bool refused_too = is_for_ci(output.format) || (output.format == Format::json && any_);
    const std::vector<Report>& shown = refused_too || all_assessed ? reports_ : assessed;
    if (output.format == Format::jsonl || shown.empty()) continue;
    const bool out = output.file == "-";
    RenderOptions options;
    options.width = out ? session_.width() : 80;
    options.colour = out && session_.colour_out();
    options.utf8 = !out || session_.utf8();
    options.folder = session_.folder();
    write_report(output, render(shown, output.format, options), session_);
  }
}

int Sink::finish() {
  write_whole();
  for (std::size_t i = 0; i < outputs_.size() && any_; ++i)
    if (outputs_[i].format == Format::jsonl && outputs_[i].file != "-")  // else printed already
      write_report(outputs_[i], kept_[i], session_);
  int status = errors_ > 0                               ? Status::trouble
               : verdict_ == Verdict::fail || increased_ ? Status::failed
                                                         : Status::done;
  const bool warned = warnings_ > 0 || verdict_ == Verdict::warn;
  if (session_.common.strict && warned) status = std::max<int>(status, Status::failed);
  return session_.finish(status);
}

void Progress::hide() {
  if (visible_) session_.tell("\r\x1b[K");
  visible_ = false;
}

void Progress::show(std::size_t done) {
  if (!wanted_ || done < 200) return;  // that is over before anyone looks
  session_.tell("\r" + std::to_string(done) + " cards");
  visible_ = true;
}

}  // namespace openrisk::cli
