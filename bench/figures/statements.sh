# Statements and round trips of an operation including its background work: statements as PostgreSQL counts them
# (pg_stat_statements, BEGIN and COMMIT included), round trips by a counting proxy.

measure_statements() {
  local counter database_port round_trips_port
  database_port=$(free_port)
  round_trips_port=$(free_port)
  "$java" -XX:+UseSerialGC "$bench/RoundTrips.java" "$database_port" "$postgres_port" "$round_trips_port" &
  counter=$!
  started+=("$counter")
  await 30 "$counter" round_trips
  stop_service
  start_service
  have_generated_orders
  wrk_load create 16 "$((warmup / 3 + 1))"
  count_statements "order created and confirmed" create
  confirmed_orders 1000 "$work/orders"
  count_statements "status change" status
  confirmed_orders 1000 "$work/orders"
  count_statements "item added" items
  count_statements "order priced" calculate
  order_paths 1000 >"$work/uncached"
  empty_redis
  count_reads "order read, not cached" uncached admins-101
  list_paths >"$work/lists"
  count_reads "page of 20" lists admins-101
  fill_kitchens
  count_reads "kitchen's queue" kitchens admins
  stop_service
  stop "$counter"
  unset database_port
  start_service
}

count_reads() {
  BENCH_PATHS=$work/$2 count_statements "$1" get "$3"
}

# Runs a thousand operations, one after the other. Subtracts the statements of an idle service, measured for ten seconds
# before.
count_statements() {
  local case=$1 script=$2 callers=${3:-terminals} idle requests
  await_quiet
  count_during sleep 10
  idle=$counted
  count_during one_after_the_other "$script" "$callers"
  requests=$(jq .requests <<<"$answer")
  record_count "$case, statements" statements "$idle" "$requests"
  record_count "$case, round trips" round_trips "$idle" "$requests"
  sql orders --field-separator=$'\t' --set=requests="$requests" --file="$bench/sql/statements.sql" \
    >"$work/statements-${case//[^a-z]/-}.txt"
}

record_count() {
  local case=$1 what=$2 idle=$3 requests=$4
  record_value statements "$case" 1 "$(jq --arg what "$what" --argjson idle "$idle" --argjson requests "$requests" \
    '(.[$what] - .seconds / $idle.seconds * $idle[$what]) / $requests' <<<"$counted")" each
}

one_after_the_other() {
  BENCH_ORDERS=$work/orders BENCH_COUNT=1000 wrk_load "$1" 1 20 "$2"
  await_quiet
}

# Runs a command and leaves in "counted" its time and counts: {"seconds", "statements", "round_trips"}.
count_during() {
  local began=$EPOCHREALTIME trips
  sql orders --command='SELECT pg_stat_statements_reset()' >/dev/null
  trips=$(round_trips)
  "$@"
  counted=$(jq --null-input --compact-output --argjson seconds "$(jq --null-input "$EPOCHREALTIME - $began")" \
    --argjson statements "$(sql orders --file="$bench/sql/statement-count.sql")" \
    --argjson round_trips $(($(round_trips) - trips)) '{$seconds, $statements, $round_trips}')
}

round_trips() {
  local count
  read -r count 3<>"/dev/tcp/127.0.0.1/$round_trips_port" <&3 && echo "$count"
}
