#include "draft/spdx_graph.hpp"

#include "base/text.hpp"
#include "draft/boms.hpp"
#include "draft/tables.hpp"
#include "openrisk/license.hpp"

namespace openrisk::spdx {
namespace {

// Sets of licences may name each other.
constexpr std::size_t most_licenses = 1000;
constexpr int deepest_license = 8;

std::string_view id_of(const Node& element) {
  for (const char* key : {"spdxId", "@id"})
    if (!text_of(element, key).empty()) return text_of(element, key);
  return {};
}

// "ai_AIPackage", also where it stands as "https://spdx.org/rdf/3.0.1/terms/AI/AIPackage".
std::string_view type_of(const Node& element) {
  std::string_view type = text_of(element, "type");
  if (type.empty()) type = text_of(element, "@type");
  return type;
}

}  // namespace

bool is_model(const Node& element) {
  const std::string_view type = type_of(element);
  return type == "ai_AIPackage" ||
         (type.starts_with("https://spdx.org/rdf/3") && type.ends_with("/AIPackage"));
}

std::string name_of(const Element& element) {
  const std::string_view name = text_of(*element.node, "name");
  return tame(name.empty() ? id_of(*element.node) : name, 120);
}

Graph::Graph(const Node& root) : list_(part_of(root, "@graph")) {
  for (std::size_t i = 0; i < list_.items.size(); ++i) {
    const Node& node = list_.items[i];
    const Element element{&node, pointer_to("/@graph", i)};
    if (const std::string_view id = id_of(node); !id.empty()) by_id_.emplace(id, element);
    if (is_model(node)) models_.push_back(element);
    if (text_of(node, "relationshipType").empty()) continue;
    from_.emplace(text_of(node, "from"), element);
    for (const std::string& to : texts_of(part_of(node, "to"))) to_.emplace(to, element);
  }
}

const Element& Graph::the_model() const {
  for (const Node& node : list_.items) {
    const std::string_view type = type_of(node);
    if (!type.ends_with("Sbom") && !type.ends_with("Bom") && !type.ends_with("SpdxDocument")) continue;
    for (const std::string& root : texts_of(part_of(node, "rootElement")))
      if (const Element* one = element(root); one != nullptr && is_model(*one->node)) return *one;
  }
  return models_.front();
}

const Element* Graph::element(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &found->second;
}

std::string Graph::name_of(std::string_view id) const {
  const Element* found = element(id);
  return found == nullptr ? std::string(id) : spdx::name_of(*found);
}

std::vector<std::string> Graph::names_of(const std::vector<std::string>& ids) const {
  std::vector<std::string> names;
  for (const std::string& id : ids) names.push_back(name_of(id));
  return names;
}

std::vector<Relation> Graph::from(const Element& element) const {
  std::vector<Relation> relations;
  const auto [begin, end] = from_.equal_range(id_of(*element.node));
  for (auto at = begin; at != end; ++at) {
    const Node& node = *at->second.node;
    relations.push_back({at->second, text_of(node, "relationshipType"), texts_of(part_of(node, "to"))});
  }
  return relations;
}

std::vector<Element> Graph::to(const Element& element) const {
  std::vector<Element> relations;
  const auto [begin, end] = to_.equal_range(id_of(*element.node));
  for (auto at = begin; at != end; ++at) relations.push_back(at->second);
  return relations;
}

std::string Graph::license_of(std::string_view id, int depth) {
  if (boms::is_no_license(id)) return {};
  if (depth > deepest_license || ++licenses_read_ > most_licenses) return std::string(nameless);
  const Element* found = element(id);
  if (found == nullptr) return std::string(id.substr(id.starts_with("http") ? id.rfind('/') + 1 : 0));
  const Node& node = *found->node;
  const std::string_view expression = text_of(node, "simplelicensing_licenseExpression");
  if (!expression.empty()) return boms::is_no_license(expression) ? "" : std::string(expression);
  const std::string_view type = type_of(node);
  const bool choice = type.ends_with("DisjunctiveLicenseSet");
  if (choice || type.ends_with("ConjunctiveLicenseSet")) {
    std::vector<std::string> members;
    bool named = false;
    for (const std::string& member : texts_of(part_of(node, "expandedlicensing_member"))) {
      const std::string one = members.size() < most_licenses ? license_of(member, depth + 1) : "";
      const bool has_name = !one.empty() && one != nameless;
      named = named || has_name;
      members.push_back("(" + (has_name ? one : std::string(nameless)) + ")");
      if (members.size() > most_licenses) break;
    }
    return named ? join(members, choice ? " OR " : " AND ") : std::string(members.empty() ? "" : nameless);
  }
  if (type.ends_with("ListedLicense")) return std::string(id.substr(id.rfind('/') + 1));
  const std::string_view name = text_of(node, "name");
  return std::string(trim(name).empty() || builtin_licenses().empty_statement(name) ? nameless : name);
}

}  // namespace openrisk::spdx
