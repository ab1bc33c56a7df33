# Redis loses all that it has while orders are read from there: how much the database has to do then, and for how long.

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
  redis-cli -p "$redis_port" flushall >/dev/null
}

# How many orders the database has been asked for, each second.
sample_loads() {
  local before now left
  before=$(loads_from database)
  for ((left = seconds; left > 0; left--)); do
    sleep 1
    now=$(loads_from database)
    echo $((now - before))
    before=$now
  done
}

record_loads() {
  local round=$1 half=$((seconds / 2))
  record_value flush "orders from the database before" "$round" "$(head -n "$half" "$work/loads-$round" | largest)" "a second at most"
  record_value flush "orders from the database after" "$round" "$(tail -n +"$half" "$work/loads-$round" | largest)" "a second at most"
  record_value flush "orders from the database at the end" "$round" "$(tail -n 2 "$work/loads-$round" | head -n 1)" "a second"
  say "from the database, by the second: $(paste --serial --delimiters=' ' "$work/loads-$round")"
}

largest() {
  sort --numeric-sort | tail -n 1
}
