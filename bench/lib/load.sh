# Puts load on the service by wrk, on PostgreSQL alone by pgbench, and records the results.

phase=0

# Runs one of the scripts in bench/lua: wrk_load SCRIPT CONNECTIONS SECONDS [CALLERS], with the script's variables before
# the call. Leaves the result in "answer":
# {"seconds", "requests", "statuses": {status: count}, "failures", "p50", "p99", "allocated"}, p50 and p99 in milliseconds,
# allocated in megabytes of the service's heap.
wrk_load() {
  local script=$1 connections=$2 duration=$3 callers=${4:-terminals} before
  before=$(allocated)
  phase=$((phase + 1))
  BENCH_PHASE=$EPOCHSECONDS-$phase BENCH_CALLERS=$work/$callers BENCH_LUA=$bench/lua BENCH_ANSWER=$work/wrk-$phase.json \
    wrk --threads 1 --connections "$connections" --duration "${duration}s" --timeout 10s \
    --script "$bench/lua/$script.lua" "${target:-$service}" >"$work/wrk-$phase.log"
  answer=$(jq --compact-output --argjson allocated $(($(allocated) - before)) '. + {$allocated}' "$work/wrk-$phase.json")
}

# Runs these files by turns with eight clients of pgbench, and leaves the rate of transactions in "rate". The files may use
# the variables in "pgbench_defines", such as "a=1 b=2"; "pgbench_rate" limits the transactions a second.
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

# Prepares a measured phase: waits until all earlier work is done, and makes a checkpoint.
begin_phase() {
  await_quiet
  drop_recording
  sql "$database" --command=CHECKPOINT
  begin_recording
}

# Records the result of wrk_load: the rate is that of the answers with the expected status, or one with the same first
# digits.
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

# Records the "rate" of a baseline.
record_baseline() {
  local figure=$1 case=$2 round=$3
  jq --null-input --compact-output --arg figure "$figure" --arg case "$case" --argjson round "$round" \
    --argjson rate "$rate" '{$figure, $case, $round, $rate, is_baseline: true}' >>"$work/results.jsonl"
  say "$figure, $case, round $round: $(printf %.0f "$rate") a second"
}

# Baseline: the rows of orders, by pgbench alone.
six_inserts() {
  pgbench_load baseline "$1" "$bench/sql/six-inserts.sql"
}

# Records a figure that is no rate: record_value FIGURE CASE ROUND VALUE UNIT.
record_value() {
  jq --null-input --compact-output --arg figure "$1" --arg case "$2" --argjson round "$3" --argjson value "$4" \
    --arg unit "$5" '{$figure, $case, $round, $value, $unit}' >>"$work/results.jsonl"
  say "$1, $2, round $3: $4 $5"
}

# Settles a new cluster, which is slow at first: its files grow, its WAL segments are created.
settle_cluster() {
  local duration=$((warmup < 60 ? warmup : 60))
  say "settling the database cluster for $duration s"
  six_inserts "$duration"
}

warm_up() {
  say "warming up for $warmup s"
  wrk_load create 16 "$warmup"
}
