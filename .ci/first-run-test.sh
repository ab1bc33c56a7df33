#!/bin/bash
# Runs the commands of README's first screen as they stand there, but for the tests and the containers, and compares the order
# that comes back with the one that README shows. Needs curl and jq. Listens where the local run does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

log=$(mktemp)
port=${SERVER_PORT:-8000}
commands=$(sed -n '/^You need/,/^## /s/^    //p' README.md | sed "s/localhost:8000/localhost:$port/")
start=$(grep -o '^\./mvnw spring-boot:test-run' <<<"$commands")
shown=$(grep '^{"id"' <<<"$commands")
requests=$(grep -v '^\./mvnw\|^docker compose\|^{"id"' <<<"$commands")

setsid bash -c "exec $start" >"$log" 2>&1 </dev/null &
run=$!
stop() {
  kill -- "-$run" 2>/dev/null || true
  wait "$run" || true
  rm -f "$log"
}
trap stop EXIT

for ((seconds = 0; seconds < 300; seconds++)); do
  ! curl --silent --fail --output /dev/null "localhost:$port/health" || break
  kill -0 "$run" 2>/dev/null || break
  sleep 1
done

# id and number depend on the day and on what an earlier run has left
compared='{status, total_amount}'
expected=$(jq --compact-output "$compared" <<<"$shown")
got=$(bash -c "$requests" | jq --compact-output "$compared") || true
if [[ $got != "$expected" ]]; then
  printf 'not ok - the first order of README\n  expected: %s\n  but was:  %s\n' "$expected" "$got"
  tail -n 50 "$log"
  exit 1
fi
echo "ok - the first order of README: $got"
