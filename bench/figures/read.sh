# One order by its id: from the replica's memory, from Redis, from the database.

measure_read() {
  local round
  have_generated_orders
  order_paths 100 >"$work/hot"
  order_paths 40000 >"$work/many"
  start_bare "$(head -n 1 "$work/hot")"
  BENCH_PATHS=$work/hot wrk_load get 16 "$warmup" admins-101
  for ((round = 1; round <= rounds; round++)); do
    begin_phase
    BENCH_PATHS=$work/hot wrk_load get 16 "$seconds" admins-101
    record_load read "from memory" "$round" 200 "bare Spring MVC"
    target=$bare BENCH_PATHS=$work/hot wrk_load get 16 "$seconds" admins-101
    rate=$(jq '.statuses["200"] / .seconds' <<<"$answer")
    record_baseline read "bare Spring MVC" "$round"
    fill_redis
    read_many redis "$round"
    empty_redis
    BENCH_ONCE=1 read_many database "$round"
  done
  stop "$bare_pid"
}

# Reads more orders than a replica keeps in its memory, by turns: until one is asked for again, it has been forgotten.
read_many() {
  local place=$1 round=$2 before after
  begin_phase
  before=$(loads_from "$place")
  BENCH_PATHS=$work/many wrk_load get 16 "$seconds" admins-101
  after=$(loads_from "$place")
  record_load read "from $place" "$round" 200
  jq --exit-status --argjson loads $((after - before)) '$loads > 0.98 * .statuses["200"]' <<<"$answer" >/dev/null ||
    warn "only $((after - before)) of the reads \"from $place\" were loaded from there"
}

# Until each of the orders has been read, which is sooner when more of them are in Redis already. A few are on their way
# when a pass ends.
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

# So many of the generated orders of tenant 101.
order_paths() {
  sql "$database" --command="SELECT '/api/v1/orders/' || id FROM orders WHERE tenant_id = 101 ORDER BY random() LIMIT $1"
}

# A Spring MVC application that answers with the bytes of that order and does nothing else, in a JVM like the service's.
start_bare() {
  local options port token
  token=$(token_of "admins-101")
  curl --fail --silent --header "Authorization: Bearer $token" "$service$1" >"$work/order.json"
  "${java}c" --class-path "$app/lib/*" -parameters -proc:none -d "$work/bare" "$bench/Bare.java"
  mapfile -t options < <(jvm_options)
  port=$(free_port)
  bare=http://127.0.0.1:$port
  "$java" "${options[@]}" --class-path "$work/bare:$app/lib/*" Bare "$work/order.json" --server.port="$port" \
    --spring.threads.virtual.enabled=true --server.tomcat.max-connections=8192 >"$work/bare.log" 2>&1 &
  bare_pid=$!
  started+=("$bare_pid")
  await 60 "$bare_pid" curl --fail --silent --output /dev/null "$bare$1"
  target=$bare BENCH_PATHS=$work/hot wrk_load get 16 "$warmup" admins-101
}
