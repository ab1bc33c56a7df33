# Load on the service by wrk, on PostgreSQL alone by pgbench, and the record of both.

phase=0

# Load by one of the scripts in bench/lua for so many seconds: wrk_load SCRIPT CONNECTIONS SECONDS [CALLERS]. Variables
# that the script knows of stand before the call. Leaves what came of it in "answer":
# {"seconds", "requests", "statuses": {status: how many}, "failures", "p50", "p99", "allocated"}, the times in milliseconds,
# the last in megabytes of the service's memory.
wrk_load() {
  local script=$1 connections=$2 duration=$3 callers=${4:-terminals} before
  before=$(allocated)
  phase=$((phase + 1))
  BENCH_PHASE=$EPOCHSECONDS-$phase BENCH_CALLERS=$work/$callers BENCH_LUA=$bench/lua BENCH_ANSWER=$work/wrk-$phase.json \
    wrk --threads 1 --connections "$connections" --duration "${duration}s" --timeout 10s \
    --script "$bench/lua/$script.lua" "${target:-$service}" >"$work/wrk-$phase.log"
  answer=$(jq --compact-output --argjson allocated $(($(allocated) - before)) '. + {$allocated}' "$work/wrk-$phase.json")
}

# The rate of transactions by eight clients, taken from these files by turns, is left in "rate". The files may use the
# variables in "pgbench_defines", such as "a=1 b=2"; "pgbench_rate" is how many a second are begun at most.
pgbench_load() {
  local database=$1 duration=$2 log
  shift 2
  phase=$((phase + 1))
  log=$work/pgbench-$phase.log
  "$postgres_bin/pgbench" --no-vacuum --protocol=prepared --client=8 --jobs=2 --time="$duration" \
    --define=n=0 --define=start=$((phase * 1000000000)) \
    ${pgbench_defines:+$(printf -- '--define=%s ' $pgbench_defines)} ${pgbench_rate:+--rate=$pgbench_rate} "${@/#/--file=}" "$database" &>"$log" ||
    fail "pgbench has failed: $(head -n 3 "$log")"
  rate=$(sed -n 's/^tps = \([0-9.]*\) .*/\1/p' "$log")
}

# Each measured phase begins with the same: all earlier work done, and a checkpoint behind it.
begin_phase() {
  await_quiet
  drop_recording
  sql "$database" --command=CHECKPOINT
  begin_recording
}

# What wrk_load has left, as a line of the results: the rate is that of the answers with the status that was expected, or
# one that begins like it.
record_load() {
  local figure=$1 case=$2 round=$3 expected=$4 baseline=${5:-} line
  line=$(jq --compact-output --arg figure "$figure" --arg case "$case" --argjson round "$round" --arg expected "$expected" \
    --arg baseline "$baseline" '
      ([.statuses | to_entries[] | select(.key | startswith($expected)) | .value] | add // 0) as $good |
      {$figure, $case, $round, rate: ($good / .seconds), p50, p99, unexpected: (.requests - $good + .failures),
       statuses, failures, kilobytes: (.allocated * 1024 / .requests)} + if $baseline == "" then {} else {$baseline} end' <<<"$answer")
  echo "$line" >>"$work/results.jsonl"
  keep_recording "$figure-${case//[^A-Za-z0-9]/-}"
  say "$(jq -r '"\(.figure), \(.case), round \(.round): \(.rate | round) a second, p50 \(.p50) ms, p99 \(.p99) ms"' <<<"$line")"
  if (($(jq .unexpected <<<"$line") > 0)); then
    warn "$figure, $case, round $round: not all was answered with $expected: $(jq -c '{statuses, failures}' <<<"$line")"
  fi
}

# What a baseline has left in "rate", likewise.
record_baseline() {
  local figure=$1 case=$2 round=$3
  jq --null-input --compact-output --arg figure "$figure" --arg case "$case" --argjson round "$round" \
    --argjson rate "$rate" '{$figure, $case, $round, $rate, is_baseline: true}' >>"$work/results.jsonl"
  say "$figure, $case, round $round: $(printf %.0f "$rate") a second"
}

# The rows of orders, by pgbench alone.
six_inserts() {
  pgbench_load baseline "$1" "$bench/sql/six-inserts.sql"
}

# A figure that is no rate: record_value FIGURE CASE ROUND VALUE UNIT.
record_value() {
  jq --null-input --compact-output --arg figure "$1" --arg case "$2" --argjson round "$3" --argjson value "$4" \
    --arg unit "$5" '{$figure, $case, $round, $value, $unit}' >>"$work/results.jsonl"
  say "$1, $2, round $3: $4 $5"
}

# A fresh cluster is slow at first: its files grow, its WAL segments are made.
settle_cluster() {
  local duration=$((warmup < 60 ? warmup : 60))
  say "settling the database cluster for $duration s"
  six_inserts "$duration"
}

warm_up() {
  say "warming up for $warmup s"
  wrk_load create 16 "$warmup"
}
