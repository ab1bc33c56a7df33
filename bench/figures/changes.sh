# What is done to orders and with them, and a mix of everything.

# At most 2,100 changes a second find an order, which is more than there will be.
measure_status() {
  local round
  for ((round = 0; round <= rounds; round++)); do
    confirmed_orders $((700 * seconds)) "$work/orders"
    measure_change status "status change" "$round" 200
  done
}

measure_items() {
  local round
  for ((round = 0; round <= rounds; round++)); do
    confirmed_orders 5000 "$work/orders"
    measure_change items "item added" "$round" 20
  done
}

measure_calculate() {
  local round
  for ((round = 0; round <= rounds; round++)); do
    measure_change calculate "order priced" "$round" 200
  done
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
  local figure=$1 case=$2 round=$3 expected=$4
  begin_phase
  BENCH_ORDERS=$work/orders wrk_load "$figure" 16 "$seconds"
  ((round == 0)) || record_load "$figure" "$case" "$round" "$expected"
}

# Closing time: kitchens are empty.
close_all() {
  await_quiet
  sql orders --command="UPDATE orders SET status = 'completed', version = version + 1
                        WHERE tenant_id = 1 AND location_id <= 100 AND status IN ('confirmed', 'preparing', 'ready')" \
    --command='VACUUM ANALYZE orders'
}
