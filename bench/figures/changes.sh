# What is done to orders and with them, and a mix of everything.

# At most 2,100 changes a second find an order, which is more than there will be.
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
    measure_change mixed "Friday night" "$round" 20
  done
}

# Round 0 only warms up.
measure_change() {
  local figure=$1 case=$2 round=$3 expected=$4 baseline=${5:-}
  begin_phase
  BENCH_ORDERS=$work/orders wrk_load "$figure" 16 "$seconds"
  ((round == 0)) || record_load "$figure" "$case" "$round" "$expected" "$baseline"
}

# The rows of such a change, by pgbench alone, on orders that the six inserts have made in one of their phases: each
# client has some of its own.
compare_change() {
  local figure=$1 case=$2 round=$3 script=$4
  ((round > 0)) || return 0
  begin_phase
  pgbench_defines=$(sql baseline --command="
    SELECT 'first=' || min(id) / 1000000000 * 1000000000 || ' most=' || (max(id) - min(id)) / 8 - 1000
    FROM orders
    WHERE id < (SELECT min(id) / 1000000000 * 1000000000 + 1000000000 FROM orders)") \
    pgbench_load baseline "$seconds" "$bench/sql/$script.sql"
  record_baseline "$figure" "$case" "$round"
}

# Closing time: kitchens are empty.
close_all() {
  await_quiet
  sql orders --command="UPDATE orders SET status = 'completed', version = version + 1
                        WHERE tenant_id = 1 AND location_id <= 100 AND status IN ('confirmed', 'preparing', 'ready')" \
    --command='VACUUM ANALYZE orders'
}
