#include "draft/folder.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/text.hpp"
#include "draft/huggingface.hpp"
#include "draft/tables.hpp"

namespace openrisk {
namespace {

namespace fs = std::filesystem;

// What may describe a model, by its ending; the content decides later.
bool may_describe(const std::string& name) {
  const std::string lower = lower_case(name);
  if (lower.starts_with("tokenizer") || lower.starts_with("vocab") || lower.ends_with(".cases.yaml"))
    return false;
  for (const char* ending : {".md", ".json", ".jsonl", ".yml", ".yaml", ".eval", ".safetensors", ".gguf"})
    if (lower.ends_with(ending)) return true;
  return lower.starts_with("license") || lower.starts_with("licence") || lower.starts_with("copying");
}

// README first, since it speaks of the release as a whole.
int turn_of(const std::string& name) {
  const std::string lower = lower_case(name);
  if (lower == "readme.md") return 0;
  if (lower == "infos.json") return 1;
  if (lower.ends_with("config.json")) return 2;
  return lower.ends_with(".safetensors") || lower.ends_with(".gguf") ? 4 : 3;
}

bool is_of(const Node& rule, std::string_view name) {
  return name.ends_with(text_of(rule, "ends")) && name.starts_with(text_of(rule, "starts"));
}

std::string_view format_of(std::string_view path) {
  const Node& table = table_named("huggingface");
  const std::string name = lower_case(path.substr(path.rfind('/') + 1));
  for (const Node& other : part_of(table, "not_weights").items)
    if (name.ends_with(other.text)) return {};
  for (const Node& rule : part_of(table, "files").items)
    if (is_of(rule, name)) return text_of(rule, "format");
  return {};
}

bool is_part(std::string_view name) {
  const Node& parts = part_of(table_named("huggingface"), "parts");
  return std::any_of(parts.items.begin(), parts.items.end(),
                     [&](const Node& part) { return part.text == name; });
}

// The files of a part of a pipeline: only their names say something.
void list_part(const std::string& name, Folder& folder) {
  std::error_code error;
  fs::directory_iterator at(fs::path(folder.name) / name, error), end;
  for (; !error && at != end; at.increment(error)) {
    std::error_code one;
    const std::string file = name + "/" + at->path().filename().string();
    const bool regular = at->is_regular_file(one);
    if (regular) folder.files.push_back(file);
    if (!regular || format_of(file).empty()) folder.others.push_back(file);
  }
}

}  // namespace

std::optional<Folder> list_folder(const std::string& name, Diagnostics& diagnostics) {
  Folder folder;
  folder.name = name;
  std::vector<std::string> found, parts;
  std::error_code error;
  fs::directory_iterator at(name, error), end;
  for (; !error && at != end; at.increment(error)) {
    std::error_code one;
    const std::string file = at->path().filename().string();
    if (at->is_regular_file(one))
      found.push_back(file);
    else if (at->is_directory(one))
      (is_part(file) ? parts : folder.others).push_back(is_part(file) ? file : file + "/");
    else
      folder.others.push_back(file);
  }
  if (error) {
    diagnostics.add(Code::unreadable_file, {},
                    "cannot read '" + visible(name, 4096) + "': " + lower_case(error.message()));
    return std::nullopt;
  }
  for (const std::string& part : parts) list_part(part, folder);
  std::sort(folder.files.begin(), folder.files.end());
  std::sort(found.begin(), found.end(), [](const std::string& a, const std::string& b) {
    return std::pair(turn_of(a), a) < std::pair(turn_of(b), b);
  });
  for (const std::string& file : found) {
    folder.files.push_back(file);
    if (may_describe(file))
      folder.candidates.push_back(name + (name.ends_with('/') ? "" : "/") + file);
    else if (format_of(file).empty())
      folder.others.push_back(file);
  }
  std::sort(folder.others.begin(), folder.others.end());
  return folder;
}

std::vector<std::string> weight_formats(const std::vector<std::string>& names) {
  std::vector<std::string> formats;
  for (const std::string& name : names) {
    const std::string_view format = format_of(name);
    if (!format.empty() && std::find(formats.begin(), formats.end(), format) == formats.end())
      formats.emplace_back(format);
  }
  return formats;
}

bool tell_weights(const Folder& folder, Teller& tell) {
  std::map<std::string, std::string, std::less<>> first;  // by format: the first such file
  for (const std::string& file : folder.files)
    if (const std::string_view format = format_of(file); !format.empty())
      first.emplace(std::string(format), file);
  for (const auto& [format, file] : first) {
    Saying saying{{folder.name + (folder.name.ends_with('/') ? "" : "/") + file, 0, {}}, Sureness::derived};
    if (format == "pickle") saying.note = "Loading " + file + " can run code.";
    tell.say("weights.formats", std::vector<std::string>{format}, std::move(saying));
  }
  return !first.empty();
}

void tell_folder_name(const Folder& folder, Teller& tell) {
  std::error_code error;
  fs::path path(folder.name);
  if (path.filename() == "." || path.filename() == ".." || path == "..")
    path = fs::absolute(path, error).lexically_normal();
  std::string name = path.filename().string();
  if (name.empty()) name = path.parent_path().filename().string();
  if (name.empty() || error) return;
  const Origin origin{folder.name, 0, {}};
  tell.say("release.name", name, {origin, Sureness::inferred, false, "The folder's name."});
  huggingface::tell_words(name, origin, tell);
}

}  // namespace openrisk
