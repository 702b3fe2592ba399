# Builds a clone in order to run it. Sourced by ./postern, after which
#
#   build ROOT     compiles what changed since the last time, and notes the class path; both are
#                  below $built then.
#
# It looks at dates first and starts Maven only when there is something to do. Nothing is checked
# here: that is what ./check is for, in a folder of its own.

build() {
  built=$1/target/run
  stamp=$built/stamp
  if [ -f "$stamp" ] && [ -z "$(find "$1/pom.xml" "$1/src/main" -newer "$stamp" | head -n 1)" ]; then
    return 0
  fi
  command -v mvn >/dev/null || {
    echo "Postern is built by Maven 3.8 or newer, which is missing: install maven (Debian, brew)." >&2
    exit 1
  }
  goals=compile
  [ -f "$built/class-path" ] && [ -z "$(find "$1/pom.xml" -newer "$built/class-path")" ] ||
    goals="compile dependency:build-classpath -Dmdep.outputFile=target/run/class-path"
  run_maven "$1"
}

run_maven() {
  first=
  [ -d "$built/classes" ] || first=', a minute or two the first time,'
  mkdir -p "$built"
  log=$built/build.log
  printf 'Building Postern%s ' "$first" >&2
  touch "$stamp.begun"

  dots & dots=$!
  trap 'kill $dots 2>/dev/null; exit 130' INT TERM
  result=0
  (maven "$1") >"$log" 2>&1 </dev/null || result=$?
  kill $dots 2>/dev/null || true
  wait $dots 2>/dev/null || true
  trap - INT TERM
  echo >&2

  if [ $result -ne 0 ]; then
    grep -E '^\[(WARNING|ERROR)\]' "$log" | head -n 20 >&2 || true
    echo "The build failed; all of it is in $log" >&2
    exit 1
  fi
  mv "$stamp.begun" "$stamp"
}

maven() {
  cd "$1" || return
  allowed='--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED'
  # shellcheck disable=SC2086
  MAVEN_OPTS="${MAVEN_OPTS:-} $allowed" mvn -Dstyle.color=never \
    -Dbuild.folder=target/run -Derrorprone=-parameters -DincludeScope=runtime $goals
}

# Something moves while Maven works or downloads.
dots() {
  while sleep 2; do
    printf '.' >&2
  done
}
