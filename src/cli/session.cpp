#include "cli/session.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <ostream>

#include "base/file.hpp"
#include "base/print.hpp"
#include "base/text.hpp"

namespace openrisk::cli {
namespace {

const std::vector<std::string> color_words{"auto", "always", "never"};
constexpr std::int64_t day = 24 * 60 * 60;

}  // namespace

void Session::add_options(Arguments& arguments) {
  arguments.option("--color", "WHEN", common.color, "auto, always or never");
  arguments.words(color_words);
  arguments.usual();
  arguments.flag("-q,--quiet", common.quiet, "no warnings on standard error");
  arguments.usual();
}

void Session::add_strict(Arguments& arguments) {
  arguments.flag("--strict", common.strict, "exit with 1 where there was a warning");
}

std::optional<int> Session::parse(Arguments& arguments, const std::vector<std::string>& args) {
  if (look) {
    look(arguments);
    return Status::done;
  }
  const bool parsed = arguments.parse(args, diagnostics);
  if (arguments.wants_help()) {
    print(arguments.help());
    return finish();
  }
  if (std::find(color_words.begin(), color_words.end(), common.color) == color_words.end())
    diagnostics.add(Code::usage, {}, "--color is never '" + visible(common.color) + "'",
                    "write auto, always or never");
  if (!parsed || diagnostics.has_errors()) return finish(Status::trouble);
  return std::nullopt;
}

bool Session::print(std::string_view text) {
  if (broken_) return false;
  errno = 0;
  streams_.out.write(text.data(), static_cast<std::streamsize>(text.size()));
  streams_.out.flush();
  if (streams_.out) return true;
  const std::string why = errno == 0 ? "" : ": " + reason(errno);
  diagnostics.add(Code::unwritable, {}, "cannot write to standard output" + why);
  broken_ = true;
  return false;
}

void Session::tell(std::string_view text) {
  streams_.err.write(text.data(), static_cast<std::streamsize>(text.size()));
}

std::string Session::shown(const Diagnostic& diagnostic, const Sources& of) const {
  if (common.quiet && diagnostic.severity != Severity::error) return "";
  return to_text(diagnostic, of, colour(environment_.err_terminal));
}

void Session::flush() {
  std::string text;
  for (; printed_ < diagnostics.all().size(); ++printed_) text += shown(diagnostics.all()[printed_], sources);
  tell(text);
}

int Session::finish(int status) {
  flush();
  for (const Diagnostic& diagnostic : diagnostics.all())
    if (diagnostic.severity == Severity::error) {
      const bool only_failed =
          diagnostic.code == Code::case_failed || diagnostic.code == Code::attestation_differs;
      status = std::max<int>(status, only_failed ? Status::failed : Status::trouble);
    }
  if (common.strict && diagnostics.warnings() > 0) status = std::max<int>(status, Status::failed);
  return status;
}

bool Session::colour(bool terminal) const {
  if (common.color == "always") return true;
  if (common.color == "never" || !environment_.no_color.empty()) return false;
  if (!environment_.clicolor_force.empty() && environment_.clicolor_force != "0") return true;
  return terminal && environment_.term != "dumb";
}

int Session::width() const {
  int columns = 0;
  const std::string& text = environment_.columns;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), columns);
  if (error == std::errc() && end == text.data() + text.size() && columns > 0) return columns;
  return environment_.terminal_width > 0 ? environment_.terminal_width : 80;
}

std::optional<Date> Session::date(const std::string& option) {
  const std::optional<std::int64_t> seconds = moment(option);
  if (!seconds) return std::nullopt;
  return Date{static_cast<std::int32_t>(*seconds / day)};
}

std::optional<std::int64_t> Session::moment(const std::string& option) {
  if (!option.empty()) {
    const std::optional<Date> date = parse_date(option);
    if (date) return date->days * day;
    diagnostics.add(Code::not_a_date, {}, "--date is '" + visible(option) + "', which is no day",
                    "write it as YYYY-MM-DD");
    return std::nullopt;
  }
  const std::string& epoch = environment_.source_date_epoch;
  if (epoch.empty()) return environment_.now > 0 ? environment_.now : environment_.today.days * day;
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(epoch.data(), epoch.data() + epoch.size(), seconds);
  constexpr std::int64_t last = 2'932'896;  // 9999-12-31
  if (error != std::errc() || end != epoch.data() + epoch.size() || seconds < 0 || seconds / day > last) {
    diagnostics.add(Code::not_a_date, {}, "SOURCE_DATE_EPOCH is '" + visible(epoch) + "', which is no time",
                    "it counts seconds since 1970-01-01; unset it, or give --date");
    return std::nullopt;
  }
  return seconds;
}

}  // namespace openrisk::cli
