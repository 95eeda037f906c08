// An SPDX 3 document as JSON-LD: a flat list of elements that name each other by id.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "node/node.hpp"

namespace openrisk::spdx {

// Stands for a licence without a name, also in a set.
inline constexpr std::string_view nameless = "other";

struct Element {
  const Node* node = nullptr;
  std::string pointer;  // where it stands in the document
};

// One relationship: what it is, and the ids that it leads to.
struct Relation {
  Element element;
  std::string_view kind;  // "trainedOn"
  std::vector<std::string> targets;
};

class Graph {
 public:
  explicit Graph(const Node& root);  // keeps pointers into `root`

  const std::vector<Element>& models() const { return models_; }  // the AI packages
  // The AI package that a bill of materials has as its root, else the first. There must be one.
  const Element& the_model() const;

  const Element* element(std::string_view id) const;
  // The name of what an id stands for; the id where it stands for nothing here.
  std::string name_of(std::string_view id) const;
  std::vector<std::string> names_of(const std::vector<std::string>& ids) const;

  std::vector<Relation> from(const Element& element) const;
  std::vector<Element> to(const Element& element) const;  // relationships that lead to it

  // An expression for what an id stands for: a licence, or a set of licences that all hold or of which one
  // may be chosen; `nameless` for one without a name, "" for no assertion.
  std::string license_of(std::string_view id) { return license_of(id, 0); }

 private:
  std::string license_of(std::string_view id, int depth);

  const Node& list_;
  std::vector<Element> models_;
  std::map<std::string_view, Element> by_id_;
  std::multimap<std::string, Element, std::less<>> from_, to_;
  std::size_t licenses_read_ = 0;
};

std::string name_of(const Element& element);  // its name, else its id
bool is_model(const Node& element);

}  // namespace openrisk::spdx
