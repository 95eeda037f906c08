// What the headers of weight files count, as facts.
#pragma once

#include "draft/importer.hpp"

namespace openrisk {

// Keeps a count until all files are read: a file may be one of several ("-00001-of-00003"), or lie beside
// those of another model.
void tell_tensors(const SourceFile& file, const TensorCount& count, Teller& tell);

// States the number of parameters by a count over `what`; packed integers give none.
void tell_count(const TensorCount& count, const std::string& what, const Origin& origin, Teller& tell);

// Whether an element of this type of safetensors is one number of the model.
bool holds_numbers(std::string_view type);

// After all files: states the number of parameters, or what stands in the way.
void tell_shards(Teller& tell);

}  // namespace openrisk
