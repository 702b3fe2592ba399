#!/bin/sh
# Lets the server of an unpacked release start twice as fast: runs it once on an empty database of
# its own, makes requests, and keeps what Java has learned beside its jars (some 50 MB). To be done
# once on each machine or image, with the Java that will run it, and again after an upgrade of either.
set -eu
cd "$(dirname "$0")/.."
[ -d lib ] || { echo "scripts/train.sh works in an unpacked release; a clone has none of it." >&2; exit 1; }

port=${POSTERN_PORT:-8109}
data=$(mktemp -d "${TMPDIR:-/tmp}/postern-train.XXXXXX")
trap 'rm -rf "$data"' EXIT
# The server's own Postgres may run as another user.
chmod 711 "$data"
rm -f lib/*.aot

secret() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }
project=7e570000-0000-4000-8000-000000000001
key=pck_$(secret)
export POSTERN_DATA="$data/data" POSTERN_PORT="$port" POSTERN_POSTGRES_PORT=$((port + 1))
export POSTERN_PUBLIC_URL="http://127.0.0.1:$port" POSTERN_PROJECT_ID="$project"
export POSTERN_PROJECT_PUBLISHABLE_CLIENT_KEY="$key" POSTERN_PROJECT_DATABASE_URL=home
POSTERN_TRAINING=yes ./postern serve >"$data/out" 2>"$data/err" &
server=$!

waited=0
until curl -sf "http://127.0.0.1:$port/health/ready" >/dev/null; do
  kill -0 $server 2>/dev/null && [ $waited -lt 120 ] || { cat "$data/err" >&2; exit 1; }
  sleep 1
  waited=$((waited + 1))
done

# The requests that apps make most: sign up, sign in, refresh, who am I, keys for verifiers.
ask() {
  path=$1
  shift
  curl -s "http://127.0.0.1:$port$path" -H 'x-stack-access-type: client' \
    -H "x-stack-project-id: $project" -H "x-stack-publishable-client-key: $key" "$@"
}
password='{"email": "ada@example.com", "password": "correct horse battery"}'
json='content-type: application/json'
ask /api/v1/auth/password/sign-up -H "$json" -d "$password" >/dev/null
tokens=$(ask /api/v1/auth/password/sign-in -H "$json" -d "$password")
field() { printf '%s' "$tokens" | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
round=0
while [ $round -lt 20 ]; do
  ask /api/v1/auth/sessions/current/refresh -X POST \
    -H "x-stack-refresh-token: $(field refresh_token)" >/dev/null
  ask /api/v1/users/me -H "x-stack-access-token: $(field access_token)" >/dev/null
  ask "/api/v1/projects/$project/.well-known/jwks.json" >/dev/null
  ask /health/ready >/dev/null
  round=$((round + 1))
done

# Java writes down what it learned when it stops.
kill -TERM $server
wait $server || true
ls lib/*.aot
