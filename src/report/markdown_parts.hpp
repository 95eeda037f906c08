// Parts of the Markdown report. Each appends to `out`; all text of cards and rubrics is escaped here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "openrisk/report.hpp"

namespace openrisk {

class MarkdownReport {
 public:
  explicit MarkdownReport(const Report& report) : report_(report) {}
  std::string text();

 private:
  // markdown.cpp: the frame
  void head();
  void gates();
  void since();
  void ladder(const Report::LadderEntry& ladder);
  void checks(const Report::CheckList& checks);
  void warnings();
  void facts();
  void stated_facts();
  void open_facts();
  void sources();
  void glossary();
  void closing();

  // markdown_summary.cpp: how to read it, and what comes out in short
  bool scores() const;  // whether there are threats, burdens or benefits
  void how_to_read();
  void how_to_read_scores();
  void summary();
  void summary_rows(const std::vector<Report::Subject>& list, bool evidence);
  void frameworks_summary();
  void first_answers();

  // markdown_subject.cpp: threats, burdens, benefits
  void threat(const Report::Subject& threat);
  void burden_or_benefit(const Report::Subject& subject);
  std::string behind(const Report::Subject& threat) const;
  void intervals(const Report::Subject& subject);
  void regimes(const Report::Subject& subject);
  void steps(const Report::Subject& threat);
  void evidence(const Report::Steps& steps);
  void argument(const Report::Subject& threat);
  void missing(const Report::Subject& subject);
  void fragile(const Report::Subject& subject);

  // markdown_path.cpp: paths, stages, rules
  void paths(const Report::Subject& threat);
  std::string deciding_path(const Report::Subject& threat) const;
  void path(const Report::Path& path, bool decides);  // what decides has been introduced
  std::string numbers(const Report::Path& path) const;
  void stages(const std::vector<Report::Stage>& stages, bool factors);
  std::string rule(const Report::Rule& rule, bool factors) const;

  // Lines and blocks
  void line(std::string_view text = {}) { out_.append(text).append("\n"); }
  void paragraph(std::string_view text) { out_.append(text).append("\n\n"); }
  void heading(int level, std::string_view text);
  void row(const std::vector<std::string>& cells);
  void table(const std::vector<std::string>& titles);  // the head; rows follow
  void open_details(std::string_view title);           // escaped for HTML here
  void close_details();

  // Phrases
  std::string actor(const Report::Path& path) const;  // "one person (a desktop computer)"
  std::string reasons(const std::vector<Report::Reason>& reasons) const;
  std::string outcome(Tri truth, const std::vector<Report::Reason>& because,
                      const std::vector<std::string>& missing) const;
  std::string cited(const std::vector<std::string>& sources) const;  // " [a, b]" or ""
  std::string fact_list(const std::vector<std::string>& facts, bool needs_evidence) const;

  const Report& report_;
  std::string out_;
};

}  // namespace openrisk
