// A file of tensors begins with the length of its header and the header, which is JSON: name, type, shape and
// place of each tensor. Everything is checked against the size of the file; the tensors themselves are not
// read.
#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "draft/importers.hpp"
#include "draft/tables.hpp"
#include "draft/tensors.hpp"

namespace openrisk {
namespace {

constexpr std::uint64_t longest_header = 100'000'000;  // of the format itself

struct Type {
  std::string_view name;
  unsigned bits;
  bool number;  // one number of the model per element
};
constexpr Type known_types[] = {
    {"F64", 64, true},    {"F32", 32, true},    {"F16", 16, true},        {"BF16", 16, true},
    {"F8_E5M2", 8, true}, {"F8_E4M3", 8, true}, {"F8_E8M0", 8, false},    {"F6_E2M3", 6, true},
    {"F6_E3M2", 6, true}, {"F4", 4, true},      {"F8_E4M3FNUZ", 8, true}, {"F8_E5M2FNUZ", 8, true},
    {"C64", 64, true},    {"I64", 64, false},   {"U64", 64, false},       {"I32", 32, false},
    {"U32", 32, false},   {"I16", 16, false},   {"U16", 16, false},       {"I8", 8, false},
    {"U8", 8, false},     {"BOOL", 8, false},
};

const Type* type_named(std::string_view name) {
  for (const Type& type : known_types)
    if (type.name == name) return &type;
  return nullptr;
}

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

std::optional<std::uint64_t> whole_number(const Node& node) {
  std::uint64_t value = 0;
  if (!node.is_scalar() || node.quoted || node.text.empty()) return std::nullopt;
  const auto [end, error] = std::from_chars(node.text.data(), node.text.data() + node.text.size(), value);
  if (error != std::errc() || end != node.text.data() + node.text.size()) return std::nullopt;
  return value;
}

class Header {
 public:
  Header(const SourceFile& file, Teller& tell) : file_(file), tell_(tell) {}

  void run() {
    const std::optional<std::string> first = file_.bytes(0, 8);
    if (!first) return damaged("it is shorter than the length of its header");
    const std::uint64_t length = little_endian(*first);
    if (length > file_.size() - 8) return damaged("its header would end after the file");
    if (length > longest_header) return damaged("its header is longer than the format allows");
    std::optional<std::string> text = file_.bytes(8, static_cast<std::size_t>(length));
    if (!text) return damaged("it ends too early");
    data_ = file_.size() - 8 - length;
    Sources scratch;
    Diagnostics quiet;
    const std::optional<Node> root =
        parse_json(scratch.add(file_.name(), std::move(*text)), quiet, {longest_header, 8, 4'000'000});
    if (!root || !root->is_mapping())
      return damaged("its header is no JSON object" +
                     (quiet.all().empty() ? "" : ": " + quiet.all().front().message));
    for (const NodeEntry& entry : root->entries)
      if (entry.key != "__metadata__" && !take(entry)) return;
    if (covered_ != data_)
      return damaged("its tensors take " + std::to_string(covered_) + " bytes of " + std::to_string(data_) +
                     " that follow the header");
    tell_tensors(file_, count_, tell_);
  }

 private:
  bool take(const NodeEntry& entry) {
    const auto bad = [&](const char* why) {
      damaged("tensor '" + visible(entry.key) + "' " + why);
      return false;
    };
    const Type* type = type_named(text_of(entry.value, "dtype"));
    if (type == nullptr) return bad("has no type that is known");
    std::vector<std::uint64_t> shape;
    for (const Node& size : part_of(entry.value, "shape").items) {
      const std::optional<std::uint64_t> number = whole_number(size);
      if (!number) return bad("has a shape that is none");
      shape.push_back(*number);
    }
    const auto elements = elements_of(shape);
    const Node& offsets = part_of(entry.value, "data_offsets");
    if (!elements || offsets.items.size() != 2) return bad("has a size that cannot be");
    const auto begin = whole_number(offsets.items[0]), end = whole_number(offsets.items[1]);
    if (!begin || !end || *begin > *end || *end > data_) return bad("lies outside the file");
    if ((*end - *begin) * 8 != *elements * type->bits) return bad("has another size than its shape");
    covered_ += *end - *begin;
    if (covered_ > data_) return bad("lies over another one");
    return count_.add(std::string(type->name), *elements, type->number) || bad("has a size that cannot be");
  }

  void damaged(const std::string& why) {
    tell_.diagnostics().add(Code::damaged_file, {},
                            "'" + visible(file_.name(), 4096) + "' is damaged: " + why, "get the file again");
  }

  const SourceFile& file_;
  Teller& tell_;
  std::uint64_t data_ = 0, covered_ = 0;
  TensorCount count_;
};

Fit recognises_header(const SourceFile& file) {
  if (file.ends_with(".safetensors")) return Fit::yes;
  const std::string_view head = file.head();
  if (head.size() < 10 || head[8] != '{') return Fit::no;
  const std::uint64_t length = little_endian(head.substr(0, 8));
  return length >= 2 && length <= std::min(longest_header, file.size() - 8) ? Fit::yes : Fit::no;
}

void read_header(const SourceFile& file, Teller& tell) { Header(file, tell).run(); }

Fit recognises_index(const SourceFile& file) { return file.has_key("weight_map") ? Fit::yes : Fit::no; }

void read_index(const SourceFile& file, Teller& tell) {
  const Node* root = file.tree(tell.diagnostics());
  if (root == nullptr) return;
  const Node& metadata = part_of(*root, "metadata");
  std::vector<std::string> files;
  for (const NodeEntry& entry : part_of(*root, "weight_map").entries) files.push_back(entry.value.text);
  const std::size_t tensors = files.size();
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  tell.remark(std::to_string(tensors) + " tensors in " + std::to_string(files.size()) + " files, " +
                  std::string(text_of(metadata, "total_size")) + " bytes",
              {file.name(), 0, "/metadata"});
  const bool pickled =
      std::any_of(files.begin(), files.end(), [](const std::string& one) { return one.ends_with(".bin"); });
  Saying formats{{file.name(), 0, "/weight_map"}, Sureness::derived};
  if (pickled) formats.note = "Loading pickled files can run code.";
  tell.say("weights.formats", pickled ? "pickle" : "safetensors", std::move(formats));
  const auto total = number_of(part_of(metadata, "total_parameters"));
  if (total && *total >= 1 && *total <= 9e15)
    tell.say("model.parameters", *total, {{file.name(), 0, "/metadata/total_parameters"}, Sureness::derived});
}

}  // namespace

bool holds_numbers(std::string_view type) {
  const Type* known = type_named(type);
  return known != nullptr && known->number;
}

Importer safetensors_importer() {
  return {"safetensors", "weights (safetensors)", recognises_header, read_header};
}

Importer safetensors_index_importer() {
  return {"weights-index", "index of weights (model.safetensors.index.json)", recognises_index, read_index};
}

}  // namespace openrisk
