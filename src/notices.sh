# notices.sh NAME...: the notices that distributing parts of libraries asks for. A name is the end of the path of
# a library or header; the notices are those of the Debian package that it comes from.
set -eu
echo "openrisk contains parts of other libraries, each under its own licence:"
echo
all=
for name; do
  package=$(dpkg -S "*/$name" 2> /dev/null | sed -n '1s/[:,].*//p') || package=
  if [ -z "$package" ] || [ ! -f "/usr/share/doc/$package/copyright" ]; then
    echo "- $name: see the licence of the library where openrisk was built"
    continue
  fi
  echo "- $name, of $package $(dpkg-query -W -f '${Version}' "$package" 2> /dev/null | head -c 60)"
  case " $all " in *" $package "*) ;; *) all="$all $package" ;; esac
done
for package in $all; do
  printf '\n======== %s\n\n' "$package"
  cat "/usr/share/doc/$package/copyright"
done
