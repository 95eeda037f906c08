#include "cli/rubrics.hpp"

#include <algorithm>
#include <filesystem>

#include "base/text.hpp"
#include "cli/shipped.hpp"

namespace openrisk::cli {

std::optional<Program> load_rubric(const Source& source, Session& session) {
  std::optional<Rubric> rubric = read_rubric(source, session.rubrics, session.diagnostics);
  if (!rubric) return std::nullopt;
  const std::optional<Rubric> shipped = builtin_rubric(rubric->id.text);
  if (shipped && shipped->sha256 != rubric->sha256)
    session.diagnostics.add(
        Code::shadows_shipped, rubric->id.span,
        "'" + visible(rubric->id.text) + "' is the id of a shipped rubric, and this one differs",
        "give it another id");
  return compile(builtin_vocabulary(), builtin_licenses(), std::make_shared<const Rubric>(std::move(*rubric)),
                 session.sources, session.diagnostics);
}

std::optional<Program> load_rubric(const std::string& id_or_path, Session& session) {
  if (std::optional<Program> shipped = builtin_program(id_or_path)) return shipped;
  const Source* source = find_text(shipped_rubrics, id_or_path, session);
  return source == nullptr ? std::nullopt : load_rubric(*source, session);
}

bool check_rubric_named(const Text& name, Session& session) {
  const std::vector<std::string> ids = builtin_rubrics();
  std::error_code error;
  if (std::find(ids.begin(), ids.end(), name.text) != ids.end() || std::filesystem::exists(name.text, error))
    return true;
  session.diagnostics.add(Code::unknown_rubric, name.span, "no rubric is called '" + visible(name.text) + "'",
                          did_you_mean(name.text, ids));
  return false;
}

}  // namespace openrisk::cli
