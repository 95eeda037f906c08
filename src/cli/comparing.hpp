// Every card of a command line under every rubric, in order, on several threads.
#pragma once

#include <string>
#include <vector>

#include "cli/cards.hpp"
#include "cli/setup.hpp"
#include "openrisk/report.hpp"
#include "openrisk/study.hpp"

namespace openrisk::cli {

class Comparing {
 public:
  // `only`: of all measures, this one is to be shown; "" for all. What is given must outlive this.
  Comparing(const Settings& settings, const std::string& only, std::size_t jobs, Session& session);

  void run(const std::vector<std::string>& cards);

  const std::vector<Comparison>& comparisons() const { return comparisons_; }
  const std::vector<Report::Complaint>& complaints() const { return complaints_; }
  int status() const;

 private:
  struct One;
  One compare(const CardText& text, Request request) const;
  void take(One one);

  const Settings& settings_;
  const std::string& only_;
  std::size_t jobs_;
  Session& session_;
  std::vector<Comparison> comparisons_;
  std::vector<Report::Complaint> complaints_;
  std::size_t errors_ = 0, warnings_ = 0;
};

}  // namespace openrisk::cli
