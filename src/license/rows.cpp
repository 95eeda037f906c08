#include "license/rows.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "license/terms.hpp"

namespace openrisk {
namespace {

const std::vector<Node>& items_of(const Node& node, std::string_view key) {
  static const std::vector<Node> none;
  const Node* list = node.get(key);
  return list == nullptr ? none : list->items;
}

// A source, or several joined.
std::string source_of(const Node& license) {
  const Node* source = license.get("source");
  if (source == nullptr || source->is_scalar()) return text_of(license, "source");
  std::vector<std::string> parts;
  for (const Node& part : source->items) parts.push_back(part.text);
  return join(parts, "; ");
}

std::optional<Term> term_of(const Node& node, bool number) {
  if (node.text == "unknown") return Term{};
  if (number && node.text == "none") return Term{Term::State::none, 0};
  const std::optional<bool> truth = number ? std::nullopt : boolean_of(node);
  if (truth) return Term{Term::State::stated, *truth ? 1.0 : 0.0};
  const std::optional<double> value = number ? number_of(node) : std::nullopt;
  return value ? std::optional<Term>(Term{Term::State::stated, *value}) : std::nullopt;
}

class RowReader {
 public:
  explicit RowReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  Licenses read(const Node& file) {
    result_.version = text_of(file, "version");
    for (const Node& item : items_of(file, "attributes"))
      result_.attributes.push_back({text_of(item, "id"), text_of(item, "type") == "number",
                                    text_of(item, "freer") == "true" || text_of(item, "freer") == "higher",
                                    text_of(item, "meaning")});
    if (const Node* families = file.get("families")) {
      for (const NodeEntry& entry : families->entries) {
        Terms& terms = families_[entry.key] = unknown_terms(result_.attributes);
        read_terms(entry.value, terms);
      }
    }
    for (const Node& item : items_of(file, "licenses")) read_license(item);
    for (const Node& item : items_of(file, "exceptions")) result_.exceptions.push_back(text_of(item, "id"));
    for (const Node& item : items_of(file, "unresolved")) result_.says_nothing.push_back(item.text);
    result_.index();
    return std::move(result_);
  }

 private:
  // What the licence says itself goes over what its family says.
  void read_license(const Node& item) {
    License& license = result_.licenses.emplace_back();
    license.id = text_of(item, "id");
    license.name = text_of(item, "name");
    for (const Node& alias : items_of(item, "aliases")) license.aliases.push_back(alias.text);
    license.source = source_of(item);
    license.successor = text_of(item, "successor");
    const Node* family = item.get("family");
    Terms terms = family ? family_row(*family) : unknown_terms(result_.attributes);
    read_terms(item, terms);
    license.row = row_of(terms);
  }

  std::uint32_t row_of(const Terms& terms) {
    const auto found = std::find(result_.rows.begin(), result_.rows.end(), terms);
    const auto row = static_cast<std::uint32_t>(found - result_.rows.begin());
    if (found == result_.rows.end()) result_.rows.push_back(terms);
    return row;
  }

  void read_terms(const Node& row, Terms& terms) {
    for (const NodeEntry& entry : row.entries) {
      const std::optional<std::size_t> index = result_.attribute(entry.key);
      if (!index) continue;
      const LicenseAttribute& attribute = result_.attributes[*index];
      if (const std::optional<Term> term = term_of(entry.value, attribute.number)) {
        terms[*index] = *term;
        continue;
      }
      diagnostics_.add(
          Code::wrong_kind, entry.value.span,
          "'" + attribute.id + "' is " + (attribute.number ? "a number or `none`" : "true or false"),
          "leave the key out where the licence does not say");
    }
  }

  Terms family_row(const Node& family) {
    if (const auto found = families_.find(family.text); found != families_.end()) return found->second;
    std::vector<std::string> ids;
    for (const auto& [known, terms] : families_) ids.push_back(known);
    diagnostics_.add(Code::unknown_value, family.span, "no family is called '" + visible(family.text) + "'",
                     did_you_mean(family.text, ids));
    return unknown_terms(result_.attributes);
  }

  Diagnostics& diagnostics_;
  Licenses result_;
  std::map<std::string, Terms> families_;
};

}  // namespace

std::string text_of(const Node& node, std::string_view key) {
  const Node* value = node.get(key);
  return value != nullptr && value->is_scalar() ? value->text : std::string();
}

Licenses read_rows(const Node& file, Diagnostics& diagnostics) { return RowReader(diagnostics).read(file); }

}  // namespace openrisk
