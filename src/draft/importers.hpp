// The importers, one line each; their files define them.
#pragma once

#include "draft/importer.hpp"

namespace openrisk {

Importer hub_importer();                   // huggingface_hub.cpp: the Hub's answer about a model (infos.json)
Importer config_importer();                // huggingface_config.cpp: config.json
Importer pipeline_importer();              //   model_index.json
Importer adapter_importer();               //   adapter_config.json
Importer generation_importer();            //   generation_config.json
Importer model_card_importer();            // huggingface_card.cpp: README.md with or without front matter
Importer license_importer();               // license_text.cpp: LICENSE
std::vector<Importer> record_importers();  // records.cpp: by the tables mot, osai and ouc
Importer safetensors_importer();           // safetensors.cpp: headers of weight files
Importer safetensors_index_importer();     //   and the index over them
Importer gguf_importer();                  // gguf.cpp: headers of weight files
Importer lm_eval_importer();               // lm_eval.cpp: results of lm-evaluation-harness
Importer inspect_importer();               // inspect.cpp: logs of Inspect, .json and .eval
Importer garak_importer();                 // garak.cpp: report.jsonl
Importer every_eval_ever_importer();       // every_eval_ever.cpp: records of results
Importer every_eval_ever_samples_importer();  //   and answers to single items
Importer cyclonedx_importer();                // cyclonedx.cpp: ML-BOM
Importer spdx_importer();                     // spdx.cpp: SPDX 3 with AI packages

}  // namespace openrisk
