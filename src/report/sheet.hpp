// A sheet: headings, paragraphs and tables with bars, the same for a terminal and for Markdown. Texts are
// plain; each format escapes them.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "openrisk/render.hpp"

namespace openrisk {

struct Bar {
  Interval value;
  Bands bands;
};

struct Cell {
  std::string text;
  std::optional<Bar> bar = {};  // in place of the text
  bool right = false;           // numbers
  bool code = false;            // a name of a fact, a measure, an id
};

inline Cell plain(std::string text) { return {std::move(text)}; }
inline Cell number(std::string text) { return {std::move(text), {}, true}; }
inline Cell code(std::string text) { return {std::move(text), {}, false, true}; }

// A table without a head is a list of aligned lines on a terminal.
struct Table {
  std::vector<std::string> head;
  std::vector<std::vector<Cell>> rows;

  bool is_right(std::size_t column) const {
    return std::any_of(rows.begin(), rows.end(), [column](const std::vector<Cell>& row) {
      return column < row.size() && row[column].right;
    });
  }
};

struct Heading {
  int level = 1;  // 1: the title; 3: within a part
  std::string text;
};

struct Bullets {
  std::vector<std::string> items;
};

// What a sheet ends with: how to read it, and what it was made with.
struct Closing {
  std::string text;
};

using Block = std::variant<Heading, std::string, Bullets, Table, Closing>;

struct Sheet {
  std::vector<Block> blocks;

  void title(std::string text) { blocks.emplace_back(Heading{1, std::move(text)}); }
  void heading(std::string text) { blocks.emplace_back(Heading{2, std::move(text)}); }
  void subheading(std::string text) { blocks.emplace_back(Heading{3, std::move(text)}); }
  void paragraph(std::string text) { blocks.emplace_back(std::move(text)); }
  void closing(std::string text) { blocks.emplace_back(Closing{std::move(text)}); }
  void bullets(std::vector<std::string> items) { blocks.emplace_back(Bullets{std::move(items)}); }
  void table(Table table) {
    if (!table.rows.empty()) blocks.emplace_back(std::move(table));
  }
};

std::string sheet_text(const Sheet& sheet, const RenderOptions& options);
std::string sheet_markdown(const Sheet& sheet);

// Rows of comma-separated values. What a spreadsheet would run as a formula begins with an apostrophe.
std::string csv(const std::vector<std::vector<std::string>>& rows);

}  // namespace openrisk
