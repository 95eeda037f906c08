// Pages that explain one thing of a rubric, the vocabulary or the tool: what `openrisk explain` prints.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openrisk/policy.hpp"
#include "openrisk/program.hpp"

namespace openrisk {

enum class PageStyle : std::uint8_t { text, markdown };

// Width, colour and UTF-8 matter for text only; the last two for the page of a rubric.
struct PageOptions {
  PageStyle style = PageStyle::text;
  int width = 80;
  bool colour = false;
  bool utf8 = true;
  std::string rubric = {};                // what names it on a command line; "": its id
  std::optional<std::size_t> cases = {};  // how many it has
};

// The page of the rubric itself, by its id, or of a threat, burden, benefit, path, stage, rule, regime,
// source, world, option, ladder, rung, need, check, group of checks, fact, licence, band, grade of evidence
// or diagnostic code, or one of the lists (`facts`, `codes`, `glossary`, …). A name may be given in full
// (`threats.T.PATH.STAGE.RULE`) or by its end; one that means several things gives the page of the largest,
// or a page that lists them. Nothing, and a diagnostic, where no page has that name.
std::optional<std::string> explain(const Program& program, std::string_view what, const PageOptions& options,
                                   Diagnostics& diagnostics);
std::string explain(const Policy& policy, const PageOptions& options);

// A name that `explain` knows, with a line on it.
struct PageName {
  std::string name, title;
};

// The names that begin so, sorted: full ones, the last parts of threats, burdens, benefits and codes, and the
// lists of what goes on below a name. Of everything only the shortest. Rubrics are not among them.
std::vector<PageName> page_names(const Program& program, std::string_view begin);

}  // namespace openrisk
