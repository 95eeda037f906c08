// openrisk_sketch ID=FILE…: writes rubrics/records/license_texts.json, by which licence texts are recognised.
// Only hashes of the texts are kept.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "base/file.hpp"
#include "draft/license_text.hpp"

int main(int argc, char** argv) {
  std::string out =
      "{\n\"openrisk\": \"words/1\",\n\"about\": \"Of each licence text the smallest hashes of its stretches "
      "of "
      "five words: src/draft/license_text.cpp. Made by openrisk_sketch.\",\n\"licenses\": {";
  std::string limits;
  const char* separator = "\n";
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const std::size_t equals = argument.find('=');
    openrisk::Diagnostics diagnostics;
    const auto text = equals == std::string::npos
                          ? std::nullopt
                          : openrisk::read_file(argument.substr(equals + 1), diagnostics);
    if (!text) {
      std::fprintf(stderr, "cannot read %s\n", argument.c_str());
      return 2;
    }
    const auto line = [&](const std::vector<std::uint32_t>& all, std::size_t most) {
      std::string hashes;
      for (std::size_t k = 0; k < std::min(all.size(), most); ++k) hashes += fmt::format("{:08x}", all[k]);
      return fmt::format("{}\"{}\": \"{}\"", separator, argument.substr(0, equals), hashes);
    };
    out += line(openrisk::shingles_of(*text), openrisk::sketch_size);
    const std::vector<std::uint32_t> places = openrisk::limits_of(*text);
    limits += line(places, places.size());
    separator = ",\n";
  }
  out += "\n},\n\"limits\": {" + limits + "\n}}\n";
  std::fputs(out.c_str(), stdout);
  return 0;
}
