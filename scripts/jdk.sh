# Finds the Java that Postern needs. Sourced by ./postern and ./check, after which
#
#   find_java java     sets JAVA_HOME to a Java 25 or newer that runs programs, or
#   find_java javac    to a JDK 25 or newer that also compiles them,
#
# or says what to install and leaves. It reads files instead of starting Java, since every start of
# the server pays for it.

postern_java=25

# The major version of the Java in a directory; nothing when there is none.
java_major() {
  [ -x "$1/bin/$2" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# The home of the `java` on the path. macOS has one there that only asks to install another.
java_on_path() {
  java=$(command -v java) || return 0
  real=$(readlink -f "$java" 2>/dev/null) || return 0
  dirname "$(dirname "$real")"
}

java_candidates() {
  [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
  java_on_path
  [ ! -x /usr/libexec/java_home ] || /usr/libexec/java_home -v "$postern_java+" 2>/dev/null || true
  for home in \
    /usr/lib/jvm/* \
    /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
    "${HOME:-}"/.jdks/*; do
    [ ! -d "$home" ] || echo "$home"
  done
}

find_java() {
  found=$(
    java_candidates | while IFS= read -r home; do
      major=$(java_major "$home" "$1")
      if [ "${major:-0}" -ge "$postern_java" ]; then
        echo "$home"
        break
      fi
    done
  )
  if [ -z "$found" ]; then
    echo "Postern needs a JDK $postern_java or newer and found none: install temurin-$postern_java-jdk" \
      "(Debian) or temurin@$postern_java (brew), or set JAVA_HOME to one that is elsewhere." >&2
    exit 1
  fi
  JAVA_HOME=$found
  export JAVA_HOME
}
