#!/bin/sh
# Fails where a file of src/ includes a folder to the right of its own.
#   sh tests/layers.sh LAYER...
set -eu
cd "$(dirname "$0")/.."
failed=0
allowed=""
for layer in "$@"; do
  allowed="$allowed $layer"
  # Their second public headers.
  [ "$layer" = study ] && allowed="$allowed decisions"
  [ "$layer" = report ] && allowed="$allowed render"
  for file in src/"$layer"/*.[ch]*; do
    [ -e "$file" ] || continue
    for used in $(sed -n 's@^ *#include "\(openrisk/\)\{0,1\}\([a-z]*\)[/.].*@\2@p' "$file" | sort -u); do
      case " $allowed codes openrisk " in
        *" $used "*) ;;
        *) echo "$file uses $used, which comes after $layer"; failed=1 ;;
      esac
    done
  done
done
for folder in src/*/; do
  name=$(basename "$folder")
  case " $* " in *" $name "*) ;; *) echo "src/$name is no layer"; failed=1 ;; esac
done
# One name, one type: two in one namespace would be mixed up by the linker without a word.
for name in $(grep -hE '^(struct|class) [A-Za-z]+ (final )?(:|\{)' include/openrisk/*.hpp src/*/*.hpp src/*/*.cpp |
              awk '{ print $2 }' | sort | uniq -d); do
  headers=$(grep -lE "^(struct|class) $name (final )?(:|\{)" include/openrisk/*.hpp $(ls src/*/*.hpp | grep -v "^src/cli/") || true)
  if [ "$(echo "$headers" | wc -w)" -gt 1 ]; then
    echo "$name is defined in" $headers
    failed=1
  fi
done
exit $failed
