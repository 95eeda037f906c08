#include "openrisk/logic.hpp"

#include <chrono>
#include <cmath>

namespace openrisk {
namespace {

// `text` as a number, if it is nothing but digits.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

void append_padded(std::string& out, long value, std::size_t width) {
  const std::string text = std::to_string(value < 0 ? -value : value);
  if (value < 0) out += '-';
  if (text.size() < width) out.append(width - text.size(), '0');
  out += text;
}

}  // namespace

std::string_view name_of(Tri truth) {
  switch (truth) {
    case Tri::no: return "no";
    case Tri::unknown: return "unknown";
    case Tri::yes: return "yes";
  }
  return "";
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)),
             day = digits(text.substr(8, 2));
  if (!year || !month || !day || *year == 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

std::string to_string(Date date) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days(std::chrono::days(date.days))};
  std::string out;
  append_padded(out, static_cast<int>(ymd.year()), 4);
  out += '-';
  append_padded(out, static_cast<long>(static_cast<unsigned>(ymd.month())), 2);
  out += '-';
  append_padded(out, static_cast<long>(static_cast<unsigned>(ymd.day())), 2);
  return out;
}

// Who adds by hand adds decimals: 86.275 is rounded to 86.28, though in binary it is a little less, and a sum
// can miss it by a little more. The quotient by 100 is the double nearest to the two decimals.
double round_score(double percent) {
  constexpr double inexact = 1e-9;  // above the error of a sum, far below what a rubric says
  const double size = std::fabs(percent);
  if (!(size < 1e13)) return percent;  // no decimals left, infinite, or not a number
  const double rounded = std::floor(size * 100 + 0.5 + inexact) / 100;
  return percent < 0 && rounded > 0 ? -rounded : rounded;
}

}  // namespace openrisk
