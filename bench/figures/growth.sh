# The same reads, and new orders, with more and more stored orders: a service for each size, by turns. New orders also with
# none but those of the warm-up.

measure_growth() {
  local size round
  fill_kitchens
  stop_service
  keep_copy 0
  start_service
  for size in "${growth[@]}"; do
    have_generated_orders "$size"
    count_reports
    stop_service
    if ((size != growth[-1])); then
      keep_copy "$size"
      start_service
    fi
  done
  # with a copy of the largest too, the page cache would have no room for either
  sql postgres --command="ALTER DATABASE orders RENAME TO orders_$size"
  for size in 0 "${growth[@]}"; do
    serve "$size"
  done
  for ((round = 0; round <= rounds; round++)); do
    take_turns "order in no cache" many admins-101
    take_turns "page of 20" lists admins-101
    take_turns "page of 20, 18 months back" deep-lists admins-101
    take_turns "search for an order number" searches admins-101
    take_turns "queue of 30" kitchens admins
    take_turns "report of a month" reports admins-101
    take_orders
  done
  for size in 0 "${growth[@]}"; do
    turn_to "$size"
    stop_service
    stop "$redis_pid"
  done
  sql postgres --command="ALTER DATABASE orders_$size RENAME TO orders"
  turn_back
}

serve() {
  local size=$1
  found_service "$size"
  start_service
  remember_service "$size"
  wrk_load create 16 "$warmup"
  await_quiet
  ((size > 0)) || return 0
  order_paths 20000 >"$work/many-$size"
  list_paths >"$work/lists-$size"
  deep_list_paths "$work/lists-$size" >"$work/deep-lists-$size"
  search_paths >"$work/searches-$size"
  cp "$work/kitchens" "$work/kitchens-$size"
  report_paths >"$work/reports-$size"
}

take_turns() {
  local case=$1 paths=$2 callers=$3 once=$([[ $2 == many ]] && echo 1) size
  for size in "${growth[@]}"; do
    turn_to "$size"
    empty_redis
    begin_phase
    BENCH_ONCE=$once BENCH_PATHS=$work/$paths-$size wrk_load get 16 "$seconds" "$callers"
    record_turn "$case" 200
  done
}

take_orders() {
  local size
  for size in 0 "${growth[@]}"; do
    turn_to "$size"
    begin_phase
    wrk_load create 16 "$seconds"
    record_turn taken 201
    await_quiet
  done
}

# Round 0 only warms up.
record_turn() {
  ((round == 0)) || record_load growth "$1, $size orders" "$round" "$2" "$(smallest "$size" "$1")"
}

# The baseline of a larger size.
smallest() {
  local size=$1 case=$2
  ((size <= growth[0])) || echo "$case, ${growth[0]} orders"
}

# Rebuilds the reports, since generated orders have no events. Vacuums afterwards, or autovacuum would run during the
# measurement.
count_reports() {
  curl --fail --silent --output /dev/null --request POST --header "Authorization: Bearer $(token_of admins-101)" \
    "$service/api/v1/admin/reports/rebuild"
  await_quiet
  sql "$database" --command='VACUUM (ANALYZE)'
}

# For each location of these paths, the page after the first one of orders that are older than 18 months.
deep_list_paths() {
  local path token
  token=$(token_of admins-101)
  while read -r path; do
    path="$path&date_to=$(date --utc --date='18 months ago' +%F)T00:00:00Z"
    echo "$path&cursor=$(curl --fail --silent --header "Authorization: Bearer $token" "$service$path" | jq -r .meta.next_cursor)"
  done <"$1"
}

search_paths() {
  sql "$database" --command="SELECT '/api/v1/orders?search=' || order_number FROM orders WHERE tenant_id = 101
    ORDER BY random() LIMIT 1000"
}

report_paths() {
  local months
  for months in {2..20}; do
    echo "/api/v1/orders/reports/summary?date_from=$(date --date="$months months ago" +%F)&date_to=$(
      date --date="$months months ago 29 days" +%F)"
  done
}
