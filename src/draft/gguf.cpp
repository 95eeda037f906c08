// GGUF begins with pairs of key and value and then one record per tensor. All are read one after the other
// through a window, each length checked against the file; strings and arrays that nobody asks for are stepped
// over.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "draft/huggingface.hpp"
#include "draft/importers.hpp"
#include "draft/tensors.hpp"

namespace openrisk {
namespace {

constexpr std::uint64_t most_header = 1u << 30, most_pairs = 65'536, most_tensors = 1'000'000;
constexpr std::uint64_t most_string = 64u << 20, most_kept = 4096;

// Types of stored numbers by their id; those in between were withdrawn.
std::string type_name(std::uint32_t id) {
  constexpr std::array<std::string_view, 40> names{
      "F32",    "F16",   "Q4_0",  "Q4_1",   "",      "",      "Q5_0",    "Q5_1",   "Q8_0",    "Q8_1",
      "Q2_K",   "Q3_K",  "Q4_K",  "Q5_K",   "Q6_K",  "Q8_K",  "IQ2_XXS", "IQ2_XS", "IQ3_XXS", "IQ1_S",
      "IQ4_NL", "IQ3_S", "IQ2_S", "IQ4_XS", "I8",    "I16",   "I32",     "I64",    "F64",     "IQ1_M",
      "BF16",   "",      "",      "",       "TQ1_0", "TQ2_0", "",        "",       "",        "MXFP4"};
  return id < names.size() && !names[id].empty() ? std::string(names[id]) : "type " + std::to_string(id);
}

// Reads numbers and strings in order; once something does not fit, everything after it is nothing.
class Window {
 public:
  explicit Window(const SourceFile& file) : file_(file) {}

  bool good() const { return good_; }
  void fail() { good_ = false; }

  std::uint64_t number(std::size_t bytes) {
    if (!need(bytes)) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = bytes; i-- > 0;)
      value = value << 8 | static_cast<unsigned char>(buffer_[static_cast<std::size_t>(at_ - start_) + i]);
    at_ += bytes;
    return value;
  }

  void skip(std::uint64_t bytes) {
    if (bytes > file_.size() - at_ || at_ + bytes > most_header) return fail();
    at_ += bytes;
  }

  // At most `most_kept` bytes of it.
  std::string text(std::size_t length_bytes) {
    const std::uint64_t length = number(length_bytes);
    if (!good_ || length > most_string) return fail(), std::string();
    const auto kept = static_cast<std::size_t>(std::min(length, most_kept));
    if (!need(kept)) return {};
    std::string text = buffer_.substr(static_cast<std::size_t>(at_ - start_), kept);
    skip(length);
    return text;
  }

 private:
  // Makes the next bytes stand in the buffer.
  bool need(std::size_t bytes) {
    if (!good_ || bytes > file_.size() - at_ || at_ + bytes > most_header) return fail(), false;
    if (at_ >= start_ && at_ + bytes <= start_ + buffer_.size()) return true;
    const auto length = static_cast<std::size_t>(
        std::min<std::uint64_t>(file_.size() - at_, std::max<std::size_t>(bytes, 256u << 10)));
    std::optional<std::string> read = file_.bytes(at_, length);
    if (!read) return fail(), false;
    buffer_ = std::move(*read);
    start_ = at_;
    return true;
  }

  const SourceFile& file_;
  std::string buffer_;
  std::uint64_t start_ = 0, at_ = 0;
  bool good_ = true;
};

enum ValueType : std::uint32_t {
  u8,
  i8,
  u16,
  i16,
  u32,
  i32,
  f32,
  boolean,
  string,
  array,
  u64,
  i64,
  f64,
  types
};

std::size_t size_of(std::uint64_t type) {
  constexpr std::array<std::size_t, types> sizes{1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};
  return type < types ? sizes[type] : 0;
}

class Gguf {
 public:
  Gguf(const SourceFile& file, Teller& tell) : file_(file), tell_(tell), in_(file) {}

  void run() {
    in_.number(4);
    version_ = in_.number(4);
    if (!in_.good()) return damaged("it ends within its header");
    if (version_ < 1 || version_ > 3) return damaged("its version is " + std::to_string(version_));
    word_ = version_ == 1 ? 4 : 8;
    const std::uint64_t tensors = in_.number(word_), pairs = in_.number(word_);
    if (pairs > most_pairs || tensors > most_tensors) return damaged("it counts more than can be");
    for (std::uint64_t i = 0; i < pairs && in_.good(); ++i) read_pair();
    if (!in_.good()) return damaged("a key or a value of its header does not fit");
    for (std::uint64_t i = 0; i < tensors && in_.good(); ++i) read_tensor();
    if (!in_.good()) return damaged("a tensor of its header does not fit");
    tell_pairs();
    const std::string kind = lower_case(kept_["general.type"]);
    if (kind.empty() || kind == "model")
      tell_tensors(file_, count_, tell_);
    else
      tell_.remark(
          "holds a part called " + kind + ", of " + std::to_string(count_.parameters) + " parameters",
          {file_.name(), 0, {}});
  }

 private:
  void read_pair() {
    const std::string key = in_.text(word_);
    const std::uint64_t type = in_.number(4);
    if (key.empty()) return in_.fail();
    if (type == string) {
      std::string text = in_.text(word_);
      if (key.starts_with("general.")) kept_.emplace(key, std::move(text));
    } else if (type == array) {
      skip_array(0, key == "general.tags" ? &tags_ : key == "general.datasets" ? &data_sets_ : nullptr);
    } else if (const std::size_t size = size_of(type); size > 0) {
      const std::uint64_t value = in_.number(size);
      if (type != f32 && type != f64) numbers_.emplace(key, value);
    } else {
      in_.fail();
    }
  }

  void skip_array(int depth, std::vector<std::string>* into) {
    const std::uint64_t type = in_.number(4), length = in_.number(word_);
    if (!in_.good() || depth > 3 || length > most_header) return in_.fail();
    if (const std::size_t size = size_of(type); size > 0) return in_.skip(length * size);
    for (std::uint64_t i = 0; i < length && in_.good(); ++i) {
      if (type == array) {
        skip_array(depth + 1, nullptr);
      } else if (type == string) {
        std::string text = in_.text(word_);
        if (into != nullptr && into->size() < 200) into->push_back(std::move(text));
      } else {
        return in_.fail();
      }
    }
  }

  void read_tensor() {
    in_.text(word_);
    const std::uint64_t dimensions = in_.number(4);
    if (dimensions > 8) return in_.fail();
    std::vector<std::uint64_t> shape;
    for (std::uint64_t i = 0; i < dimensions; ++i) shape.push_back(in_.number(word_));
    const std::uint64_t type = in_.number(4);
    in_.number(8);
    const auto elements = elements_of(shape);
    // A quantised type counts elements, not bytes: every element is a number of the model.
    const bool number = type < 24 || type > 27;
    if (!in_.good() || !elements ||
        !count_.add(type_name(static_cast<std::uint32_t>(type)), *elements, number))
      in_.fail();
  }

  Saying saying(std::string_view key, Sureness sure) const {
    Saying one{{file_.name(), 0, {}}, sure};
    one.note = "From the key " + std::string(key) + ".";
    return one;
  }

  void tell_pairs() {
    const auto say = [&](const char* key, const char* fact, Sureness sure) {
      const auto found = kept_.find(key);
      if (found != kept_.end()) tell_.say(fact, found->second, saying(key, sure));
      return found != kept_.end();
    };
    tell_.say("weights.formats", "gguf", {{file_.name(), 0, {}}, Sureness::derived});
    if (!say("general.basename", "release.name", Sureness::inferred))
      say("general.name", "release.name", Sureness::inferred);
    if (!say("general.organization", "release.developer", Sureness::derived))
      say("general.author", "release.developer", Sureness::derived);
    say("general.version", "release.version", Sureness::derived);
    if (!say("general.url", "release.url", Sureness::derived))
      say("general.repo_url", "release.url", Sureness::derived);
    const std::string& license = kept_["general.license"];
    if (!license.empty())
      huggingface::tell_license({license}, kept_["general.license.name"], kept_["general.license.link"],
                                saying("general.license", Sureness::stated), tell_);
    const Origin origin{file_.name(), 0, {}};
    huggingface::tell_words(kept_["general.name"], origin, tell_);
    for (const std::string& tag : tags_)
      if (!huggingface::tell_task(tag, {origin, Sureness::derived}, tell_))
        huggingface::tell_words(tag, origin, tell_);
    tell_made_from();
    for (const char* key :
         {"general.architecture", "general.finetune", "general.size_label", "general.quantized_by"})
      if (const auto found = kept_.find(key); found != kept_.end())
        tell_.remark(std::string(key) + ": " + found->second, origin);
    for (const auto& [key, value] : numbers_)
      if (key.ends_with(".context_length") || key.ends_with(".expert_count") ||
          key.ends_with(".expert_used_count"))
        tell_.remark(key + ": " + std::to_string(value), origin);
  }

  // "general.base_model.0.name" and so on, with their owners.
  std::vector<std::string> numbered(const std::string& kind) const {
    std::vector<std::string> names;
    for (int i = 0; i < 16; ++i) {
      const std::string head = kind + "." + std::to_string(i) + ".";
      const auto name = kept_.find(head + "name");
      if (name == kept_.end()) break;
      const auto owner = kept_.find(head + "organization");
      names.push_back(owner == kept_.end() ? name->second : owner->second + "/" + name->second);
    }
    return names;
  }

  void tell_made_from() {
    huggingface::tell_base_models(numbered("general.base_model"), {},
                                  saying("general.base_model", Sureness::stated), tell_);
    for (std::string& name : numbered("general.dataset")) data_sets_.push_back(std::move(name));
    huggingface::tell_data_sets(data_sets_, saying("general.datasets", Sureness::derived), tell_);
  }

  void damaged(const std::string& why) {
    tell_.diagnostics().add(Code::damaged_file, {},
                            "'" + visible(file_.name(), 4096) + "' is damaged: " + why, "get the file again");
  }

  const SourceFile& file_;
  Teller& tell_;
  Window in_;
  std::uint64_t version_ = 0;
  std::size_t word_ = 8;
  std::map<std::string, std::string> kept_;
  std::map<std::string, std::uint64_t> numbers_;
  std::vector<std::string> tags_, data_sets_;
  TensorCount count_;
};

Fit recognises_gguf(const SourceFile& file) {
  return file.head().starts_with("GGUF") || file.ends_with(".gguf") ? Fit::yes : Fit::no;
}

void read_gguf(const SourceFile& file, Teller& tell) {
  if (!file.head().starts_with("GGUF")) {
    tell.diagnostics().add(Code::damaged_file, {},
                           "'" + visible(file.name(), 4096) + "' is damaged: it does not begin with GGUF",
                           "get the file again");
    return;
  }
  Gguf(file, tell).run();
}

}  // namespace

Importer gguf_importer() { return {"gguf", "weights (GGUF)", recognises_gguf, read_gguf}; }

}  // namespace openrisk
