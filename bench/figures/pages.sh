# Many orders in one answer: pages of a list, the queue of a kitchen. Each is compared with its own statement by pgbench.

measure_list() {
  have_generated_orders
  list_paths >"$work/lists"
  measure_pages list "page of 20" "$work/lists" admins-101
}

measure_kitchen() {
  fill_kitchens
  measure_pages kitchen "queue of 30" "$work/kitchens" admins
}

list_paths() {
  seq --format='/api/v1/orders?location_id=%.0f&page_size=20' 1001 1010
}

measure_pages() {
  local figure=$1 case=$2 paths=$3 callers=$4 round
  capture_statements "$paths" "$callers" "$work/$figure"
  BENCH_PATHS=$paths wrk_load get 16 "$((warmup / 3 + 1))" "$callers"
  for ((round = 1; round <= rounds; round++)); do
    begin_phase
    BENCH_PATHS=$paths wrk_load get 16 "$seconds" "$callers"
    record_load "$figure" "$case" "$round" 200 "the same SQL"
    begin_phase
    pgbench_load orders "$seconds" "$work/$figure"-*.sql
    record_baseline "$figure" "the same SQL" "$round"
  done
}

# Creates thirty confirmed orders in each of the locations 101 to 110, which no other load uses, and the paths of these
# kitchen queues.
fill_kitchens() {
  local location n token
  seq --format='/api/v1/kitchen/orders?location_id=%.0f' 101 110 >"$work/kitchens"
  (($(sql orders --command='SELECT count(*) FROM orders WHERE location_id = 101') == 0)) || return 0
  token=$(token_of "admins")
  for location in {101..110}; do
    for n in {1..30}; do
      curl --fail --silent --output /dev/null --header "Authorization: Bearer $token" --json "{\"location_id\": $location,
        \"order_type\": \"dine_in\", \"table_number\": \"$n\", \"items\": [
          {\"menu_item_id\": 10, \"quantity\": 2, \"modifiers\": [{\"id\": 101}]},
          {\"menu_item_id\": 15, \"quantity\": 1}, {\"menu_item_id\": 20, \"quantity\": 1}]}" "$service/api/v1/orders"
    done
  done
  await_quiet
}
