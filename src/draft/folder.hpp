// A model's folder: which of its files say something, and what their names alone say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draft/importer.hpp"

namespace openrisk {

struct Folder {
  std::string name;                     // as it was named
  std::vector<std::string> candidates;  // paths of the files to read, in a fixed order
  std::vector<std::string> files;       // the names of all files
  std::vector<std::string> others;      // names of what is neither: nobody reads it
};
std::optional<Folder> list_folder(const std::string& name, Diagnostics& diagnostics);

// What weight files are called tells their format. False where there are none.
bool tell_weights(const Folder& folder, Teller& tell);

// The formats of weight files among these names, and whether one is a weight file at all.
std::vector<std::string> weight_formats(const std::vector<std::string>& names);

// The folder's name stands for the release where nothing else does.
void tell_folder_name(const Folder& folder, Teller& tell);

}  // namespace openrisk
