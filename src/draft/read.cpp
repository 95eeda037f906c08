// A folder stands for those of its files that an importer may know; a file that was named itself must be
// known.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/text.hpp"
#include "draft/folder.hpp"
#include "draft/importer.hpp"
#include "draft/tensors.hpp"

namespace openrisk {
namespace {

namespace fs = std::filesystem;

const Importer* importer_for(const SourceFile& file) {
  const Importer* best = nullptr;
  Fit fit = Fit::no;
  for (const Importer& importer : importers()) {
    if (fit == Fit::yes) break;
    const Fit one = importer.recognises(file);
    if (one <= fit) continue;
    best = &importer;
    fit = one;
  }
  return best;
}

class Reading {
 public:
  Reading(Draft& draft, const Vocabulary& vocabulary, Sources& sources, Diagnostics& diagnostics)
      : draft_(draft), tell_(draft, vocabulary, diagnostics), sources_(sources), diagnostics_(diagnostics) {}

  void read(const NamedSource& named) {
    std::error_code error;
    if (named.read) {
      read_named(SourceFile::of_text(named.name, named.text, sources_));
    } else if (fs::is_directory(named.name, error)) {
      read_folder(named.name);
    } else if (const auto file = SourceFile::open(named.name, sources_, diagnostics_)) {
      read_named(*file);
    }
  }

  void finish() { tell_shards(tell_); }

 private:
  bool read_file(const SourceFile& file) {
    const Importer* importer = importer_for(file);
    if (importer == nullptr) return false;
    draft_.sources.push_back({file.name(), std::string(importer->title)});
    importer->read(file, tell_);
    return true;
  }

  void read_named(const SourceFile& file) {
    if (!read_file(file)) unrecognised(file);
  }

  // A file of a folder that nothing recognises is listed as not read.
  bool read_found(const SourceFile& file, std::vector<std::string>& others) {
    if (read_file(file)) return true;
    // What would describe the model, were it not broken, is missed by whoever drafts.
    const bool expected = file.ends_with("/config.json") || file.ends_with("adapter_config.json") ||
                          file.ends_with("infos.json") || file.ends_with(".index.json") ||
                          file.ends_with("/model_index.json");
    if (file.size() > most_text)
      not_read(file.name(), "it is larger than 64 MiB and of no kind that is read in parts");
    else if (expected && file.glance() == nullptr)
      file.tree(diagnostics_);
    else
      others.emplace_back(file.base_name());
    return false;
  }

  void not_read(const std::string& name, const std::string& why) {
    diagnostics_.add(Code::statement_dropped, {}, "'" + visible(name, 4096) + "' was not read: " + why);
    draft_.remarks.push_back({"not read: " + why, {name, 0, {}}});
  }

  void not_read(const std::string& folder, std::vector<std::string> others) {
    constexpr std::size_t most_names = 10;
    if (others.empty()) return;
    const std::size_t more = others.size() - std::min(most_names, others.size());
    others.resize(others.size() - more);
    for (std::string& name : others) name = tame(name, 22);
    draft_.remarks.push_back({"not read, of no kind that is known here: " + join(others, ", ") +
                                  (more == 0 ? "" : " and " + std::to_string(more) + " more"),
                              {folder, 0, {}}});
  }

  void unrecognised(const SourceFile& file) {
    if (trim(file.head()).empty()) {
      diagnostics_.add(Code::empty_file, {}, "'" + visible(file.name(), 4096) + "' holds nothing");
      return;
    }
    // Where the text itself is broken, that is the better message.
    const std::size_t errors = diagnostics_.errors();
    if (file.glance() == nullptr && (file.head().starts_with('{') || file.ends_with(".json") ||
                                     file.ends_with(".yaml") || file.ends_with(".yml")))
      file.tree(diagnostics_);
    if (diagnostics_.errors() > errors) return;
    std::vector<std::string> titles;
    for (const SourceKind& kind : source_kinds()) titles.emplace_back(kind.title);
    diagnostics_.add(Code::unrecognised_source, {},
                     "'" + visible(file.name(), 4096) + "' is of no kind that is known here",
                     "it can be: " + join(titles, ", "));
  }

  void read_folder(const std::string& name) {
    const std::optional<Folder> folder = list_folder(name, diagnostics_);
    if (!folder) return;
    std::size_t known = 0;
    std::vector<std::string> others = folder->others;
    for (const std::string& path : folder->candidates)
      if (const auto file = SourceFile::open(path, sources_, diagnostics_))
        known += read_found(*file, others);
    known += tell_weights(*folder, tell_);
    if (known > 0) {
      tell_folder_name(*folder, tell_);
      return not_read(name, std::move(others));
    }
    diagnostics_.add(Code::unrecognised_source, {},
                     "'" + visible(name, 4096) + "' holds no file that is known here",
                     "a model folder has README.md, config.json or weights");
  }

  Draft& draft_;
  Teller tell_;
  Sources& sources_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::vector<SourceKind> source_kinds() {
  std::vector<SourceKind> kinds;
  for (const Importer& importer : importers()) kinds.push_back({importer.id, importer.title});
  return kinds;
}

Draft read_sources(const std::vector<NamedSource>& named, const Vocabulary& vocabulary, Sources& sources,
                   Diagnostics& diagnostics) {
  Draft draft;
  Reading reading(draft, vocabulary, sources, diagnostics);
  for (const NamedSource& source : named) reading.read(source);
  reading.finish();
  return draft;
}

}  // namespace openrisk
