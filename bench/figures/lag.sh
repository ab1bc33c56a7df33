# Time from the commit of a change to its arrival at a subscriber, while orders are taken at half of the peak rate.

# Seconds of the same load before the measurement: a follower that has just been started is slow at first.
readonly follower_warmup=5

measure_lag() {
  local round peak way
  "${java}c" --class-path "$app/lib/*" -proc:none -d "$work/lag" "$bench/Lag.java"
  begin_phase
  wrk_load create 16 "$seconds"
  peak=$(jq '.statuses["201"] / .seconds | round' <<<"$answer")
  for ((round = 1; round <= rounds; round++)); do
    for way in channel stream sse; do
      follow_orders "$way" $((peak / 2))
      record_load lag "over $way, $((peak / 2)) orders a second" "$round" 201
    done
    listen_to_postgres "$round"
  done
}

# Replaces the times in "answer" by those from commit to follower.
follow_orders() {
  local way=$1 offered=$2 began token listener heard lags
  token=$(token_of "admins")
  begin_phase
  heard=$work/heard-$way-$phase
  "$java" -XX:+UseSerialGC --class-path "$work/lag:$app/lib/*" Lag "$way" "$heard" "redis://127.0.0.1:$redis_port" \
    "$service" "$token" 100 >"$heard.log" 2>&1 &
  listener=$!
  started+=("$listener")
  await 30 "$listener" grep --quiet listening "$heard.log"
  BENCH_RATE=$offered wrk_load create 32 "$follower_warmup"
  began=$(sql orders --command='SELECT clock_timestamp()')
  BENCH_RATE=$offered wrk_load create 32 "$seconds"
  await_quiet
  stop "$listener"
  lags=$(sql orders --set=began="$began" --command='CREATE TEMP TABLE heard (order_id BIGINT, status TEXT, micros BIGINT)' \
    --command="\\copy heard FROM '$heard'" --file="$bench/sql/lag.sql")
  answer=$(jq --compact-output --argjson lags "$lags" '. + $lags' <<<"$answer")
  jq --exit-status '.heard == .changes' <<<"$answer" >/dev/null ||
    warn "$(jq '"of \(.changes) changes, \(.heard) were heard of"' <<<"$answer") over $way"
}

# Baseline without the service: the six rows by pgbench, at half of its own peak rate, each order with a NOTIFY after its
# commit.
listen_to_postgres() {
  local round=$1 began listener heard script=$work/six-inserts-told.sql pgbench_rate
  { cat "$bench/sql/six-inserts.sql"; echo "SELECT pg_notify('orders', :id::text);"; } >"$script"
  begin_phase
  pgbench_load baseline "$seconds" "$script"
  begin_phase
  heard=$work/heard-listen-$phase
  "$java" -XX:+UseSerialGC --class-path "$work/lag:$app/lib/*" Lag listen "$heard" \
    "jdbc:postgresql://127.0.0.1:$postgres_port/baseline?user=bench" >"$heard.log" 2>&1 &
  listener=$!
  started+=("$listener")
  await 30 "$listener" grep --quiet listening "$heard.log"
  pgbench_rate=$(jq --null-input "$rate / 2 | round")
  pgbench_load baseline "$follower_warmup" "$script"
  began=$(sql baseline --command='SELECT clock_timestamp()')
  pgbench_load baseline "$seconds" "$script"
  sleep 1
  stop "$listener"
  answer=$(sql baseline --set=began="$began" --command='CREATE TEMP TABLE heard (order_id BIGINT, status TEXT, micros BIGINT)' \
    --command="\\copy heard FROM '$heard'" --file="$bench/sql/lag.sql" |
    jq --compact-output --argjson seconds "$seconds" \
      '. + {$seconds, statuses: {"201": .heard}, requests: .changes, failures: 0, allocated: 0}')
  record_load lag "over LISTEN, six inserts alone" "$round" 201
}
