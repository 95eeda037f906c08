#include "draft/importers.hpp"

namespace openrisk {

const std::vector<Importer>& importers() {
  static const std::vector<Importer> all = [] {
    std::vector<Importer> list{
        hub_importer(),
        config_importer(),
        pipeline_importer(),
        adapter_importer(),
        generation_importer(),
        model_card_importer(),
        safetensors_importer(),
        safetensors_index_importer(),
        gguf_importer(),
        license_importer(),
        lm_eval_importer(),
        inspect_importer(),
        garak_importer(),
        every_eval_ever_importer(),
        every_eval_ever_samples_importer(),
        cyclonedx_importer(),
        spdx_importer(),
    };
    for (const Importer& importer : record_importers()) list.push_back(importer);
    return list;
  }();
  return all;
}

}  // namespace openrisk
