// The facts that the engine itself knows by name: how the weights can be reached, on which the two
// baselines rest, and the families of facts that the laws are about.
#pragma once

#include <string_view>

#include "openrisk/vocabulary.hpp"

namespace openrisk {

inline constexpr std::string_view access_fact = "weights.access";
inline constexpr std::string_view hosted_value = "hosted";
inline constexpr std::string_view irrevocable_fact = "weights.irrevocable";
inline constexpr std::string_view safety_removed_fact = "model.safety_removed";
inline constexpr std::string_view closed_world = "closed";

// The fact of how the weights can be reached; null where the vocabulary knows of no service.
inline const Fact* access_of(const Vocabulary& vocabulary) {
  const Fact* fact = vocabulary.find(access_fact);
  return fact != nullptr && fact->type == FactType::level && fact->rank_of(hosted_value) ? fact : nullptr;
}

// Whether a fact, or one of its values, is about what a service does.
inline bool has_serving_layer(const Fact& fact) {
  if (fact.layer == Layer::serving) return true;
  for (const FactValue& value : fact.values)
    if (value.layer == Layer::serving) return true;
  return false;
}

inline bool is_capability(const Fact& fact) {
  return fact.path.starts_with("capabilities.") || fact.path.starts_with("evals.");
}
inline bool is_openness(const Fact& fact) {
  return fact.path.ends_with(".access") || fact.path.starts_with("documentation.");
}

}  // namespace openrisk
