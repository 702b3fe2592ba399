#!/bin/sh
# Formats the Java sources, or says which are not formatted. Called by Maven, which knows where the
# formatter is:  format.sh check|write CLASSPATH STAMP
#
# Only files that changed since the last good run are looked at; STAMP remembers when that was.
set -eu
. scripts/jdk.sh
find_java javac

verb=$1 classpath=$2 stamp=$3
mkdir -p "$(dirname "$stamp")"
touch "$stamp.begun"

newer=
[ ! -e "$stamp" ] || newer="-newer $stamp"
# shellcheck disable=SC2086
find src -name '*.java' $newer >"$stamp.files"

if [ -s "$stamp.files" ]; then
  exports=
  for package in api code file parser tree util; do
    exports="$exports --add-exports=jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED"
  done
  case $verb in
    write) option=--replace ;;
    *) option='--dry-run --set-exit-if-changed' ;;
  esac
  # shellcheck disable=SC2086
  if ! "$JAVA_HOME/bin/java" $exports -cp "$classpath" \
    com.google.googlejavaformat.java.Main $option "@$stamp.files"; then
    [ "$verb" = write ] || echo "Not formatted (or not Java): the files named above. ./check format does it." >&2
    exit 1
  fi
fi
mv "$stamp.begun" "$stamp"
