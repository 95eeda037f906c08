# Makes the packages of a build, twice, and tries them where nothing else is installed. As root, since it makes a
# bare Debian with debootstrap and goes into it; without debootstrap the package is only unpacked and looked at.
#   sh tests/package.sh BUILD           the packages of a folder that is built already
#   sh tests/package.sh --from-scratch  builds the committed sources in two places first, without any cache
# The packages are left in BUILD/packages, or in the current folder.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'umount "$folder/unpacked/proc" 2> /dev/null || true; rm -rf --one-file-system "$folder"' EXIT
fail() {
  echo "FAILED $1"
  exit 1
}
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2> /dev/null || echo 1795305600)}
export SOURCE_DATE_EPOCH
umask 022  # a package keeps the modes of the files that it is made from

build() {  # SOURCE BUILD
  cmake -S "$1" -B "$2" -G Ninja -DCMAKE_BUILD_TYPE=Release -DOPENRISK_TESTS=OFF -DCMAKE_UNITY_BUILD=ON > "$folder/log" || fail "configuring"
  CCACHE_DISABLE=1 cmake --build "$2" --target openrisk_main > "$folder/log" || { cat "$folder/log"; fail "building"; }
}

pack() {  # BUILD INTO
  mkdir -p "$2"
  for bundle in OFF ON; do
    cmake -DOPENRISK_BUNDLE=$bundle "$1" > "$folder/log" || fail "configuring"
    cmake --build "$1" --target openrisk_main > "$folder/log" || { cat "$folder/log"; fail "building"; }
    (cd "$1" && cpack -B "$2") > "$folder/log" 2>&1 || { cat "$folder/log"; fail "packing"; }
  done
  cmake -DOPENRISK_BUNDLE=OFF "$1" > /dev/null
  rm -rf "$2/_CPack_Packages"
}

if [ "${1:-}" = --from-scratch ]; then
  packages=$PWD
  for place in one another/place; do
    mkdir -p "$folder/$place"
    git -C "$root" archive HEAD | tar -x -C "$folder/$place"
    build "$folder/$place" "$folder/$place/build"
    pack "$folder/$place/build" "$folder/packages/$place"
  done
  first=$folder/packages/one second=$folder/packages/another/place
else
  built=$(cd "${1:?a build folder, or --from-scratch}" && pwd)
  packages=$built/packages
  mkdir -p "$packages"
  first=$folder/packages/one second=$folder/packages/two
  pack "$built" "$first"
  sleep 2
  find "$built/share" -type f -exec touch {} +
  pack "$built" "$second"
fi
deb=$(cd "$first" && echo openrisk_*.deb)
tarball=$(cd "$first" && echo openrisk-*.tar.gz)
for file in "$deb" "$tarball"; do
  cmp "$first/$file" "$second/$file" || fail "$file differs from its second making"
  cp "$first/$file" "$packages/"
done

# What is in them.
fields=$(dpkg-deb -f "$first/$deb" Depends)
for name in libc6 libstdc++6 libfmt libsimdjson; do
  case "$fields" in *"$name"*) ;; *) fail "$deb does not depend on $name: $fields" ;; esac
done
dpkg-deb -c "$first/$deb" > "$folder/contents"
for file in usr/bin/openrisk usr/share/man/man1/openrisk.1 usr/share/bash-completion/completions/openrisk \
  usr/share/zsh/vendor-completions/_openrisk usr/share/fish/vendor_completions.d/openrisk.fish \
  usr/share/doc/openrisk/copyright usr/share/doc/openrisk/NOTICES; do
  grep -q " \./$file\$" "$folder/contents" || fail "$deb has no $file"
done
if grep -v -e '^d\|^-.* root/root ' "$folder/contents"; then fail "not everything in $deb is root's"; fi
if grep -q -e '\.hpp' -e '\.a$' "$folder/contents"; then fail "$deb holds more than the program"; fi

card=$root/examples/stable-diffusion-1.5/release.yaml
wanted="Stable Diffusion"
try() {  # ROOT PROGRAM: as in a terminal without any locale
  cp "$card" "$1/release.yaml"
  said=$(env -i PATH=/usr/bin:/bin "$(command -v chroot)" "$1" "$2" assess /release.yaml --date 2026-11-22 2> "$folder/err") ||
    { cat "$folder/err"; fail "$2 does not run"; }
  case "$said" in *"$wanted"*"THREATS"*) ;; *) fail "$2 says: $said" ;; esac
  [ ! -s "$folder/err" ] || fail "$2 complains: $(cat "$folder/err")"
}

# The tarball needs what NEEDS says and no more: a root with only these files of the C library.
mkdir -p "$folder/unpacked"
tar -xzf "$first/$tarball" -C "$folder/unpacked"
program=$(find "$folder/unpacked" -path '*/bin/openrisk' | head -n 1)
cat "$(dirname "$program")/../NEEDS"
for library in libarchive nettle libyaml-cpp libsimdjson; do
  grep -q "^======== $library" "$(dirname "$program")/../share/doc/openrisk/NOTICES" ||
    fail "$tarball passes no notice of $library on"
done
for library in $(ldd "$program" | grep -o '/[^ ]*\(ld-linux[^ ]*\|lib[cm]\.so[^ ]*\)'); do
  mkdir -p "$folder/unpacked$(dirname "$library")"
  cp -L "$library" "$folder/unpacked$library"
done
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$folder/unpacked/proc"
  mount -t proc proc "$folder/unpacked/proc"
  try "$folder/unpacked" "${program#"$folder/unpacked"}"
  umount "$folder/unpacked/proc"
fi

if [ "$(id -u)" != 0 ] || ! command -v debootstrap > /dev/null; then
  dpkg-deb -x "$first/$deb" "$folder/root"
  if ldd "$folder/root/usr/bin/openrisk" | grep 'not found'; then fail "a library is missing"; fi
  echo "SKIPPED the bare Debian: that needs root and debootstrap"
  exit 0
fi
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
debootstrap --variant=minbase "$release" "$folder/debian" > "$folder/log" 2>&1 ||
  { tail -n 5 "$folder/log"; fail "debootstrap"; }
chroot "$folder/debian" sh -c 'command -v openrisk' && fail "openrisk is there already"
cp "$first/$deb" "$folder/debian/"
chroot "$folder/debian" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "/$deb" \
  > "$folder/log" 2>&1 || { tail -n 20 "$folder/log"; fail "apt-get install"; }
try "$folder/debian" openrisk
chroot "$folder/debian" dpkg --verify openrisk > "$folder/verify"
# Manuals are left out of bare systems by their own choice.
if grep -v /usr/share/ "$folder/verify"; then fail "the installed files are not those of the package"; fi
chroot "$folder/debian" dpkg --purge openrisk > /dev/null
[ ! -e "$folder/debian/usr/bin/openrisk" ] || fail "the program stays after it is removed"
echo "$deb and $tarball: made twice with the same bytes, installed and run in a bare Debian ($release)"
