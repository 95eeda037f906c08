#include "cli/shipped.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/embedded.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "openrisk/policy.hpp"
#include "openrisk/rubric.hpp"

namespace openrisk::cli {
namespace {

namespace fs = std::filesystem;

bool is_shipped(const ShippedKind& kind, const std::string& id) {
  const std::vector<std::string> ids = kind.ids();
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool is_id(std::string_view id) {
  if (id == "null" || id == "true" || id == "false") return false;  // no text in YAML
  return !id.empty() && id.front() >= 'a' && id.front() <= 'z' &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
         });
}

}  // namespace

const ShippedKind shipped_rubrics{"rubric", Code::unknown_rubric, builtin_rubrics, builtin_rubric_text};
const ShippedKind shipped_policies{"policy", Code::unknown_policy, builtin_policies, builtin_policy_text};

const Source* find_text(const ShippedKind& kind, const std::string& id_or_path, Session& session) {
  if (is_shipped(kind, id_or_path))
    return &session.sources.add(id_or_path + ".yaml", std::string(kind.text(id_or_path)));
  std::error_code error;
  if (!is_rubric_path(id_or_path) && id_or_path.find('/') == std::string::npos &&
      !fs::exists(id_or_path, error)) {
    std::string help = did_you_mean(id_or_path, kind.ids());
    if (help.empty())
      help = fmt::format("`openrisk {} list` names those that are built in; a file ends in .yaml", kind.noun);
    session.diagnostics.add(kind.unknown, {},
                            fmt::format("no {} is called '{}'", kind.noun, visible(id_or_path)),
                            std::move(help));
    return nullptr;
  }
  std::optional<std::string> text = read_file(id_or_path, session.diagnostics);
  return text ? &session.sources.add(id_or_path, std::move(*text)) : nullptr;
}

const Source* cases_beside(const ShippedKind& kind, const std::string& name, const Source& source,
                           Session& session) {
  if (is_shipped(kind, name)) {
    const EmbeddedFile* file = embedded_file(name + ".cases");
    return file == nullptr ? nullptr : &session.sources.add(name + ".cases.yaml", std::string(file->yaml));
  }
  const fs::path path = fs::path(source.name).replace_extension(".cases.yaml");
  std::error_code error;
  if (!fs::exists(path, error)) return nullptr;
  std::optional<std::string> text = read_file(path.string(), session.diagnostics);
  return text ? &session.sources.add(path.string(), std::move(*text)) : nullptr;
}

bool check_new_id(const ShippedKind& kind, const std::string& id, Session& session) {
  if (!is_id(id)) {
    session.diagnostics.add(Code::bad_id, {}, "'" + visible(id) + "' is not an id",
                            "ids are lower-case letters, digits, _, - and ., beginning with a letter");
    return false;
  }
  if (!is_shipped(kind, id)) return true;
  session.diagnostics.add(Code::duplicate_id, {}, "'" + id + "' is built in", "choose another id");
  return false;
}

}  // namespace openrisk::cli
