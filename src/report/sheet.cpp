// On a terminal all tables of a sheet share the place of their bars, so that bars of different tables can be
// compared; the bar takes what the other columns leave.
#include "report/sheet.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "report/escape.hpp"
#include "report/layout.hpp"

namespace openrisk {
namespace {

constexpr std::size_t shortest_bar = 16, longest_bar = 40, markdown_bar = 24, longest_cell = 34;

// The widths of all tables with as many columns, those with bars apart.
struct Widths {
  bool drawn = false;
  std::vector<std::size_t> widths;
  std::vector<bool> barred;
};

class TextSheet {
 public:
  TextSheet(const Sheet& sheet, const RenderOptions& options)
      : sheet_(sheet),
        options_(options),
        width_(static_cast<std::size_t>(std::clamp(options.width, 60, 160))) {}

  std::string text() {
    measure();
    for (const Block& block : sheet_.blocks) std::visit([this](const auto& one) { add(one); }, block);
    return std::move(out_);
  }

 private:
  std::string plain(std::string_view text) const {
    return options_.utf8 ? one_line(text) : one_line_ascii(text);
  }
  void line(std::string_view text) { out_.append(text).append("\n"); }

  // Tables of one kind share their widths.
  void measure() {
    for (const Block& block : sheet_.blocks) {
      const Table* table = std::get_if<Table>(&block);
      if (table == nullptr) continue;
      Widths& shared = widths_of(*table);
      std::vector<std::size_t>& widths = shared.widths;
      const auto widen = [&](std::size_t column, std::string_view text) {
        widths[column] = std::max(widths[column], std::min(display_width(plain(text)), longest_cell));
      };
      for (std::size_t i = 0; i < table->head.size(); ++i) widen(i, table->head[i]);
      for (const auto& row : table->rows)
        for (std::size_t i = 0; i < row.size(); ++i)
          if (row[i].bar)
            shared.barred[i] = true;
          else if (!spans(row))
            widen(i, row[i].text);
    }
    for (Widths& shared : widths_) fit(shared);
  }

  // The bar column takes what is left; where that is too little the widest other column gives way.
  void fit(Widths& shared) const {
    std::size_t taken = 2, bars = 0;
    for (std::size_t i = 0; i < shared.widths.size(); ++i) {
      bars += shared.barred[i];
      taken += (i == 0 ? 0 : 2) + (shared.barred[i] ? 0 : shared.widths[i]);
    }
    while (taken + bars * shortest_bar > width_) {
      std::size_t* widest = nullptr;
      for (std::size_t i = 0; i < shared.widths.size(); ++i)
        if (!shared.barred[i] && (widest == nullptr || shared.widths[i] > *widest))
          widest = &shared.widths[i];
      if (widest == nullptr || *widest <= 8) break;
      --*widest;
      --taken;
    }
    const std::size_t left = bars > 0 && width_ > taken ? (width_ - taken) / bars : shortest_bar;
    for (std::size_t i = 0; i < shared.widths.size(); ++i)
      if (shared.barred[i]) shared.widths[i] = std::clamp(left, shortest_bar, longest_bar);
  }

  void add(const Heading& heading) {
    if (!out_.empty()) line("");
    apart_ = false;
    line(bold(wrap(plain(heading.text), width_, 0, 2), options_.colour));
  }

  void add(const std::string& paragraph) {
    if (apart_) line("");
    apart_ = false;
    line(wrap(plain(paragraph), width_, 0, 0));
  }

  void add(const Closing& closing) {
    if (!out_.empty()) line("");
    apart_ = false;
    line(wrap(plain(closing.text), width_, 0, 0));
  }

  void add(const Bullets& bullets) {
    for (const std::string& item : bullets.items) line("  - " + wrap(plain(item), width_, 4, 4));
    apart_ = true;
  }

  void add(const Table& table) {
    const std::vector<std::size_t>& widths = widths_of(table).widths;
    const bool headed = std::any_of(table.head.begin(), table.head.end(),
                                    [](const std::string& title) { return !title.empty(); });
    if (headed) {
      std::vector<Cell> head;
      for (std::size_t i = 0; i < table.head.size(); ++i)
        head.push_back({table.head[i], {}, table.is_right(i)});
      row(head, widths, true);
    }
    for (const auto& cells : table.rows) row(cells, widths, false);
    apart_ = true;
  }

  // Names differ at both ends. They are ASCII.
  std::string cut_middle(const std::string& text, std::size_t width) const {
    if (text.size() <= width || width < 9 || display_width(text) != text.size()) return text;
    const std::string_view dots = options_.utf8 ? "…" : "...";
    const std::size_t kept = width - display_width(dots), front = kept / 3;
    return text.substr(0, front).append(dots) + text.substr(text.size() - (kept - front));
  }

  // A row whose other cells are empty may run over all columns.
  static bool spans(const std::vector<Cell>& cells) {
    return std::all_of(cells.begin() + 1, cells.end(),
                       [](const Cell& cell) { return cell.text.empty() && !cell.bar; });
  }

  void row(const std::vector<Cell>& cells, const std::vector<std::size_t>& widths, bool head) {
    if (!head && spans(cells)) return line("  " + wrap(plain(cells.front().text), width_, 2, 4));
    std::string out = "  ";
    const std::string first = plain(cells.front().text);
    const bool alone = cells.size() > 1 && !cells.front().bar && display_width(first) > widths.front();
    if (alone) line("  " + wrap(first, width_, 2, 4));  // what a row is about is never cut
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Cell& cell = i == 0 && alone ? Cell{} : cells[i];
      if (i > 0) out += "  ";
      if (cell.bar) {
        out += bar(cell.bar->value, cell.bar->value, cell.bar->bands, widths[i], options_.utf8);
        continue;
      }
      const std::string text = cell.code ? cut_middle(plain(cell.text), widths[i]) : plain(cell.text);
      const std::size_t size = display_width(text);
      if (i + 1 == cells.size() && size > widths[i]) {  // the last cell goes on below
        const std::size_t start = display_width(out);
        out += wrap(text, std::max(width_, start + 20), start, start);
      } else if (cell.right && size < widths[i]) {
        out += std::string(widths[i] - size, ' ') + text;
      } else {
        out += pad(text, widths[i], options_.utf8);
      }
    }
    out.erase(out.find_last_not_of(' ') + 1);
    line(head ? faint(out, options_.colour) : out);
  }

  Widths& widths_of(const Table& table) {
    const bool bars = std::any_of(table.rows.begin(), table.rows.end(), [](const std::vector<Cell>& row) {
      return std::any_of(row.begin(), row.end(), [](const Cell& cell) { return cell.bar.has_value(); });
    });
    for (Widths& shared : widths_)
      if (shared.widths.size() == table.head.size() && shared.drawn == bars) return shared;
    const std::size_t columns = table.head.size();
    return widths_.emplace_back(
        Widths{bars, std::vector<std::size_t>(columns, 0), std::vector<bool>(columns, false)});
  }

  const Sheet& sheet_;
  const RenderOptions& options_;
  std::size_t width_;
  std::vector<Widths> widths_;
  bool apart_ = false;  // a list or table was the last: a paragraph keeps its distance
  std::string out_;
};

struct MarkdownSheet {
  std::string out;

  void add(const Heading& heading) {
    out += std::string(static_cast<std::size_t>(heading.level), '#') + " " + markdown_text(heading.text) +
           "\n\n";
  }
  void add(const std::string& paragraph) { out += markdown_text(paragraph) + "\n\n"; }
  void add(const Closing& closing) { out += markdown_text(closing.text) + "\n\n"; }
  void add(const Bullets& bullets) {
    for (const std::string& item : bullets.items) out += "- " + markdown_text(item) + "\n";
    out += "\n";
  }
  void add(const Table& table) {
    for (const std::string& title : table.head) out += "| " + markdown_text(title) + " ";
    out += "|\n";
    for (std::size_t i = 0; i < table.head.size(); ++i) out += table.is_right(i) ? "| ---: " : "| --- ";
    out += "|\n";
    for (const auto& row : table.rows) {
      for (const Cell& cell : row) {
        out += "| ";
        if (cell.bar)
          out += "`" + bar(cell.bar->value, cell.bar->value, cell.bar->bands, markdown_bar, true) + "`";
        else
          out += cell.code ? markdown_code(cell.text) : markdown_text(cell.text);
        out += " ";
      }
      out += "|\n";
    }
    out += "\n";
  }
};

std::string csv_cell(std::string_view text) {
  const bool word = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
  std::string cell = word ? std::string(text) : one_line(text);
  if (!cell.empty() && std::string_view("=+-@").find(cell.front()) != std::string_view::npos)
    cell.insert(0, "'");
  if (cell.find_first_of(",\"") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

std::string sheet_text(const Sheet& sheet, const RenderOptions& options) {
  return TextSheet(sheet, options).text();
}

std::string sheet_markdown(const Sheet& sheet) {
  MarkdownSheet markdown;
  for (const Block& block : sheet.blocks) std::visit([&](const auto& one) { markdown.add(one); }, block);
  if (markdown.out.ends_with("\n\n")) markdown.out.pop_back();
  return std::move(markdown.out);
}

std::string csv(const std::vector<std::vector<std::string>>& rows) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out.append(i == 0 ? "" : ",").append(csv_cell(row[i]));
    out += "\r\n";
  }
  return out;
}

}  // namespace openrisk
