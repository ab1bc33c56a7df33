# Redis is flushed while orders are read from it: the load of the database then, and its duration.

measure_flush() {
  local round flush samples
  have_generated_orders
  order_paths 20000 >"$work/many"
  for ((round = 1; round <= rounds; round++)); do
    fill_redis
    begin_phase
    flush_halfway &
    flush=$!
    sample_loads >"$work/loads-$round" &
    samples=$!
    BENCH_PATHS=$work/many wrk_load get 16 "$seconds" admins-101
    wait "$flush" "$samples"
    record_load flush "reads while Redis is flushed" "$round" 200
    record_loads "$round"
  done
}

flush_halfway() {
  sleep $((seconds / 2))
  echo "$EPOCHREALTIME" >"$work/flushed"
  redis-cli -p "$redis_port" flushall >/dev/null
}

# Prints again and again the time and the number of orders read from the database.
sample_loads() {
  local end=$((SECONDS + seconds)) loads
  while ((SECONDS < end)); do
    sleep 0.5
    loads=$(loads_from database)
    echo "$EPOCHREALTIME $loads"
  done | awk 'NR > 1 {printf "%.1f %d\n", $1, ($2 - loads) / ($1 - at)} {at = $1; loads = $2}'
}

record_loads() {
  local round=$1 flushed
  flushed=$(<"$work/flushed")
  record_value flush "from the database before" "$round" "$(largest '<' "$flushed" "$round")" "orders a second at most"
  record_value flush "from the database afterwards" "$round" "$(largest '>=' "$flushed" "$round")" "orders a second at most"
  record_value flush "until it is at rest again" "$round" "$(awk -v flushed="$flushed" \
    '$1 >= flushed && $2 > 100 {last = $1 - flushed} END {printf "%.1f", last}' "$work/loads-$round")" s
}

largest() {
  awk -v flushed="$2" "\$1 $1 flushed && \$2 > most {most = \$2} END {print most + 0}" "$work/loads-$3"
}
