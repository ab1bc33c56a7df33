# Changes of orders, prices, and a mix of all requests.

# Enough orders for 2,100 changes a second, more than are possible.
measure_status() {
  local round
  for ((round = 0; round <= rounds; round++)); do
    confirmed_orders $((700 * seconds)) "$work/orders"
    measure_change status "status change" "$round" 200 "three statements"
    compare_change status "three statements" "$round" status-change
  done
}

measure_items() {
  local round
  for ((round = 0; round <= rounds; round++)); do
    confirmed_orders 5000 "$work/orders"
    measure_change items "item added" "$round" 20 "four statements"
    compare_change items "four statements" "$round" item-added
  done
}

measure_calculate() {
  local round
  have_generated_orders
  order_paths 100 >"$work/hot"
  start_bare "$(head -n 1 "$work/hot")"
  for ((round = 0; round <= rounds; round++)); do
    measure_change calculate "order priced" "$round" 200 "bare Spring MVC"
    target=$bare wrk_load calculate 16 "$seconds"
    ((round == 0)) || record_bare calculate "$round"
  done
  stop_bare
}

# Each kitchen begins with thirty orders.
measure_mixed() {
  local round
  for ((round = 0; round <= rounds; round++)); do
    close_all
    confirmed_orders 3000 "$work/orders"
    measure_change mixed "Friday night" "$round" 20 "the same by SQL"
    compare_mixed "$round"
  done
}

# Round 0 only warms up.
measure_change() {
  local figure=$1 case=$2 round=$3 expected=$4 baseline=${5:-}
  begin_phase
  BENCH_ORDERS=$work/orders wrk_load "$figure" 16 "$seconds"
  ((round == 0)) || record_load "$figure" "$case" "$round" "$expected" "$baseline"
}

# Baseline: the rows of such a change, by pgbench alone.
compare_change() {
  local figure=$1 case=$2 round=$3 script=$4
  ((round > 0)) || return 0
  begin_phase
  of_six_inserts pgbench_load baseline "$seconds" "$bench/sql/$script.sql"
  record_baseline "$figure" "$case" "$round"
}

# A command whose pgbench changes orders that the six inserts have made in one of their phases: each client has some of
# its own.
of_six_inserts() {
  pgbench_defines=$(sql baseline --command="
    SELECT 'first=' || min(id) / 1000000000 * 1000000000 || ' most=' || (max(id) - min(id)) / 16
    FROM orders
    WHERE id < (SELECT min(id) / 1000000000 * 1000000000 + 1000000000 FROM orders)") "$@"
}

# Baseline: the parts of a Friday night by pgbench, one after the other, combined into one rate by their shares.
compare_mixed() {
  local round=$1 cost=0
  ((round > 0)) || return 0
  rm -f "$work"/mixed-*.sql
  await_quiet
  cut --fields=2 "$work/orders" | sed --quiet '1,10s|^|/api/v1/orders/|p' >"$work/unread"
  empty_redis
  capture_statements "$work/unread" admins "$work/mixed-read" 0
  seq --format='/api/v1/kitchen/orders?location_id=%.0f' 1 10 >"$work/queues"
  capture_statements "$work/queues" admins "$work/mixed-queue"
  add_cost 0.40 orders "$work"/mixed-read-*.sql
  add_cost 0.25 orders "$work"/mixed-queue-*.sql
  add_cost 0.15 baseline "$bench/sql/six-inserts.sql"
  of_six_inserts add_cost 0.15 baseline "$bench/sql/status-change.sql"
  of_six_inserts add_cost 0.05 baseline "$bench/sql/notes-change.sql"
  rate=$(jq --null-input "1 / ($cost)")
  record_baseline mixed "the same by SQL" "$round"
}

# The time that a share of all transactions adds to the mean.
add_cost() {
  local share=$1 where=$2
  begin_phase
  pgbench_load "$where" $((seconds / 5 + 1)) "${@:3}"
  cost="$cost + $share / $rate"
}

# Closing time: kitchens are empty.
close_all() {
  await_quiet
  sql orders --command="UPDATE orders SET status = 'completed', version = version + 1
                        WHERE tenant_id = 1 AND location_id <= 100 AND status IN ('confirmed', 'preparing', 'ready')" \
    --command='VACUUM ANALYZE orders'
}
