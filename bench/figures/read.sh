# One order by its id: from the replica's memory, from Redis, from the database.

measure_read() {
  local round
  have_generated_orders
  order_paths 100 >"$work/hot"
  order_paths 40000 >"$work/many"
  start_bare "$(head -n 1 "$work/hot")"
  capture_read
  BENCH_PATHS=$work/hot wrk_load get 16 "$warmup" admins-101
  for ((round = 1; round <= rounds; round++)); do
    begin_phase
    BENCH_PATHS=$work/hot wrk_load get 16 "$seconds" admins-101
    record_load read "from memory" "$round" 200 "bare Spring MVC"
    target=$bare BENCH_PATHS=$work/hot wrk_load get 16 "$seconds" admins-101
    record_bare read "$round"
    fill_redis
    read_many redis "$round" "Redis alone"
    ask_redis
    record_baseline read "Redis alone" "$round"
    empty_redis
    BENCH_ONCE=1 read_many database "$round" "the same SQL"
    begin_phase
    pgbench_load orders "$seconds" "$work"/read-*.sql
    record_baseline read "the same SQL" "$round"
  done
  stop_bare
}

# The statement for orders in no cache: those that have not been read yet.
capture_read() {
  tail --lines=10 "$work/many" >"$work/unread"
  empty_redis
  capture_statements "$work/unread" admins-101 "$work/read" 0
}

# Baseline: the rate at which Redis alone returns an order to 16 connections.
ask_redis() {
  local key
  key=order:$(sed -n '1s|.*/||p' "$work/many")
  rate=$(redis-benchmark -p "$redis_port" -c 16 -n 400000 --csv GET "$key" | tail --lines=1 | cut --delimiter='"' --fields=4)
}

# Reads more orders than a replica's memory holds, by turns: each is evicted before it is read again.
read_many() {
  local place=$1 round=$2 baseline=$3 before after
  begin_phase
  before=$(loads_from "$place")
  BENCH_PATHS=$work/many wrk_load get 16 "$seconds" admins-101
  after=$(loads_from "$place")
  record_load read "from $place" "$round" 200 "$baseline"
  jq --exit-status --argjson loads $((after - before)) '$loads > 0.98 * .statuses["200"]' <<<"$answer" >/dev/null ||
    warn "only $((after - before)) of the reads \"from $place\" were loaded from there"
}

# Repeats until each of the orders has been read from Redis. A few are under way when a pass ends.
fill_redis() {
  local pass enough
  enough=$(($(wc --lines <"$work/many") - 100))
  for pass in {1..20}; do
    BENCH_ONCE=1 BENCH_PATHS=$work/many wrk_load get 16 10 admins-101
    (($(jq .requests <<<"$answer") < enough)) || return 0
  done
  warn "not all orders that are read from Redis are there after $pass passes"
}

empty_redis() {
  redis-cli -p "$redis_port" --scan --pattern 'order:*' |
    xargs --no-run-if-empty redis-cli -p "$redis_port" unlink >/dev/null
}

loads_from() {
  curl --fail --silent "$service/actuator/prometheus" |
    awk -v series="order_cache_loads_total{from=\"$1\"}" '$1 == series {printf "%d", $2}'
}

# The ids of that many generated orders of tenant 101.
order_paths() {
  sql "$database" --command="SELECT '/api/v1/orders/' || id FROM orders WHERE tenant_id = 101 ORDER BY random() LIMIT $1"
}
