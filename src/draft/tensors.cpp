#include "draft/tensors.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace openrisk {
namespace {

constexpr std::uint64_t most_elements = std::uint64_t{1} << 53;  // what a number of a card holds exactly

// "model-00002-of-00005.safetensors" is the second of five parts of "model".
struct Part {
  std::string whole;
  std::size_t number = 0, of = 0;
};

std::optional<Part> part_of_name(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == name.npos) return std::nullopt;
  const std::string_view stem = name.substr(0, dot);
  const std::size_t of = stem.rfind("-of-");
  if (of == stem.npos) return std::nullopt;
  const std::size_t dash = stem.rfind('-', of - 1);
  if (of == 0 || dash == stem.npos) return std::nullopt;
  Part part{std::string(stem.substr(0, dash)) + std::string(name.substr(dot))};
  const auto number = [](std::string_view text, std::size_t& into) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc() && end == text.data() + text.size() && text.size() <= 6;
  };
  if (!number(stem.substr(dash + 1, of - dash - 1), part.number) || !number(stem.substr(of + 4), part.of))
    return std::nullopt;
  if (part.number == 0 || part.number > part.of) return std::nullopt;
  return part;
}

std::string types_of(const TensorCount& count) {
  std::vector<std::pair<std::uint64_t, std::string>> by_share;
  for (const auto& [type, elements] : count.types) by_share.emplace_back(elements, type);
  std::sort(by_share.rbegin(), by_share.rend());
  std::vector<std::string> names;
  for (const auto& [elements, type] : by_share) names.push_back(type);
  return join(names, ", ");
}

// Several small numbers may be packed into one integer, and nothing here says how many.
bool gives_number(const TensorCount& count) {
  return count.parameters > 0 && count.packed <= count.parameters / 20;
}

void tell_count(const TensorCount& count, const Origin& origin, Teller& tell) {
  tell_count(count, std::to_string(count.tensors) + " tensors", origin, tell);
}

// All parts of a model, or its only file.
struct CountedModel {
  std::string whole;
  Origin first;
  TensorCount count;
};

// Of one folder and format. The same model may lie there twice; of different ones nobody says which make up
// the release, as with a decoder beside the model that it serves.
void tell_models(const std::vector<CountedModel>& models, Teller& tell) {
  const auto [least, most] = std::minmax_element(
      models.begin(), models.end(),
      [](const CountedModel& a, const CountedModel& b) { return a.count.parameters < b.count.parameters; });
  if (most->count.parameters - least->count.parameters <= most->count.parameters / 20) {
    for (const CountedModel& model : models) tell_count(model.count, model.first, tell);
    return;
  }
  std::vector<std::string> each;
  for (const CountedModel& model : models) {
    if (each.size() == 20) break;
    each.push_back(tame(model.whole.substr(model.whole.rfind('/') + 1), 60) +
                   (each.empty() ? " holds " : " ") + std::to_string(model.count.parameters));
  }
  Saying saying{models.front().first, Sureness::derived};
  saying.note = "Several files of weights lie together: " + join(each, ", ") +
                (each.size() < models.size() ? ", …" : "") + ". Which of them make up the model is not said.";
  tell.note("model.parameters", std::move(saying));
}

}  // namespace

void tell_count(const TensorCount& count, const std::string& what, const Origin& origin, Teller& tell) {
  const std::string stored = what + ", stored as " + types_of(count);
  if (!gives_number(count)) {
    tell.remark(stored + ": " + std::to_string(count.parameters) + " numbers and " +
                    std::to_string(count.packed) + " packed integers, which give no number of parameters",
                origin);
    return;
  }
  Saying saying{origin, Sureness::derived};
  saying.note = "Counted over " + stored + ".";
  tell.say("model.parameters", static_cast<double>(count.parameters), std::move(saying));
}

bool TensorCount::add(const std::string& type, std::uint64_t elements, bool is_number) {
  ++tensors;
  (is_number ? parameters : packed) += elements;
  types[type] += elements;
  return elements <= most_elements && parameters <= most_elements && packed <= most_elements;
}

bool TensorCount::add(const TensorCount& other) {
  tensors += other.tensors;
  parameters += other.parameters;
  packed += other.packed;
  for (const auto& [type, elements] : other.types) types[type] += elements;
  return parameters <= most_elements && packed <= most_elements;
}

std::optional<std::uint64_t> elements_of(const std::vector<std::uint64_t>& shape) {
  std::uint64_t product = 1;
  for (const std::uint64_t size : shape) {
    if (size == 0) return 0;
    if (product > most_elements / size) return std::nullopt;
    product *= size;
  }
  return product;
}

void tell_tensors(const SourceFile& file, const TensorCount& count, Teller& tell) {
  const Origin origin{file.name(), 0, {}};
  if (lower_case(file.base_name()).find("adapter") != std::string::npos) {
    tell.remark("an adapter of " + std::to_string(count.parameters) + " parameters", origin);
    return;
  }
  const Part part = part_of_name(file.name()).value_or(Part{file.name(), 1, 1});
  Shards& shards = tell.shards(part.whole, part.of);
  if (!shards.numbers.insert(part.number).second || shards.of != part.of) return;
  if (shards.numbers.size() == 1) shards.first = origin;
  shards.counts.push_back(count);
}

void tell_shards(Teller& tell) {
  std::map<std::string, std::vector<CountedModel>> by_folder;
  for (const auto& [whole, shards] : tell.all_shards()) {
    if (shards.numbers.size() < shards.of) {
      tell.remark(std::to_string(shards.numbers.size()) + " of " + std::to_string(shards.of) +
                      " parts are there: the number of parameters is not known",
                  shards.first);
      continue;
    }
    TensorCount all;
    bool fits = true;
    for (const TensorCount& count : shards.counts) fits = fits && all.add(count);
    if (fits && gives_number(all))
      by_folder[whole.substr(0, whole.rfind('/') + 1) +
                whole.substr(std::min(whole.rfind('.'), whole.size()))]
          .push_back({whole, shards.first, all});
    else if (fits)
      tell_count(all, shards.first, tell);
  }
  for (const auto& [folder, models] : by_folder) tell_models(models, tell);
}

}  // namespace openrisk
