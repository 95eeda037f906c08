#!/bin/sh
# Measures openrisk on this machine: whole processes against one that does nothing, with their memory; the
# studies, for which issue 5 asks 200 ms an advice and a second for a thousand cards on two cores; then each
# stage of the pipeline. Nothing here is a test: times depend on the machine.
#   sh tests/benchmark/run.sh [CARD] [RUNS]
set -eu
cd "$(dirname "$0")/../.."
. tests/support/packages.sh
packages $build_packages $test_packages
card=${1:-examples/stable-diffusion-1.5/release.yaml}
runs=${2:-300}
few=$((runs / 20 + 1))
cmake --preset release >/dev/null
cmake --build build/release --target openrisk_main benchmark_stages benchmark_processes benchmark_nothing >/dev/null
core=build/release/core-card.yaml
cat > "$core" <<'CARD'
openrisk: card/1
release: {name: A card of core facts, developer: someone, version: "1", date: 2026-01-01, commercial: false}
outputs: {value: [text, code], source: model card}
weights: {access: {value: open, source: model card}, license: {value: Apache-2.0, source: model card}}
code: {training: {access: open}}
data: {pretraining: {access: described}, sources: {value: [web_crawl, books], partial: true}, cbrn_filtered: unknown}
capabilities: {text: fluent, personalisation: low, agentic: tools, biology: textbook, cyber: assist}
CARD
model=build/release/a-model
mkdir -p "$model"
printf '%s\n' --- 'license: apache-2.0' 'language: [en]' 'pipeline_tag: text-generation' --- '# A model' > "$model/README.md"
echo '{"model_type": "llama", "max_position_embeddings": 4096, "torch_dtype": "bfloat16"}' > "$model/config.json"
many=build/release/thousand-cards.jsonl
python3 tests/benchmark/cards.py 1000 "$many"
openrisk=build/release/openrisk
processes=build/release/tests/benchmark_processes
nothing=build/release/tests/benchmark_nothing
"$processes" "$runs" "$nothing" -- \
  $openrisk --version -- \
  $openrisk assess "$core" -- \
  $openrisk assess "$card" -- \
  $openrisk assess "$card" -f json -- \
  $openrisk assess "$card" -f markdown -- \
  $openrisk options "$card" -- \
  $openrisk draft "$model"
for example in examples/*/release.yaml; do  # the threats that apply to it, each to the band below its own
  $openrisk compare "$example" -f csv 2>/dev/null | python3 -c '
import csv, sys
lower = {"low": "negligible", "moderate": "low", "high": "moderate", "severe": "high"}
for row in csv.DictReader(sys.stdin):
    if row["measure"].startswith("threats.") and row["band_high"] in lower:
        print(row["measure"] + "=" + lower[row["band_high"]])' > build/release/targets
  while read -r target; do
    "$processes" "$few" "$nothing" -- $openrisk advise "$example" --until "$target" -- \
      $openrisk advise "$example" --until "$target" --allow weights.access | tail -n +2
  done < build/release/targets
done
"$processes" "$few" "$nothing" -- \
  $openrisk compare "$many" -q -f csv -- \
  $openrisk compare "$many" -q --by threats.ncii_csam.closed -- \
  $openrisk compare "$many" -q --by benefits.transparency | tail -n +2
build/release/tests/benchmark_stages "$card"
