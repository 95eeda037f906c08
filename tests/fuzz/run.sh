#!/bin/sh
# A long run of the fuzz targets: run.sh FUZZ [RUNS [SEED]], with a fuzz program that was built with sanitizers
# (preset asan). Seeds are the fixtures and the shipped files; findings are left in the current folder.
set -eu
fuzz=$1
runs=${2:-1000000}
seed=${3:-$(date +%s)}
root=$(cd "$(dirname "$0")/../.." && pwd)
echo "seed $seed"
exec "$fuzz" all "$runs" "$seed" "$root"/tests/fuzz/seeds/* "$root"/tests/bad/*.yaml "$root"/examples/*/release.yaml \
  "$root"/rubrics/policies/*.yaml "$root"/rubrics/o*.yaml "$root"/tests/support/small.yaml
