# The same reads, and new orders, while ever more orders are there.

measure_growth() {
  local size
  fill_kitchens
  for size in "${growth[@]}"; do
    have_generated_orders "$size"
    count_reports
    measure_reads_at "$size"
    if ((size == growth[0] || size == growth[-1])); then
      measure_creates_at "$size"
    fi
  done
}

measure_reads_at() {
  local size=$1 round
  order_paths 20000 >"$work/many"
  list_paths >"$work/lists"
  deep_list_paths >"$work/deep-lists"
  search_paths >"$work/searches"
  report_paths >"$work/reports"
  for ((round = 0; round <= rounds; round++)); do
    empty_redis
    BENCH_ONCE=1 read_at "$size" "order in no cache" many admins-101
    read_at "$size" "page of 20" lists admins-101
    read_at "$size" "page of 20, 18 months back" deep-lists admins-101
    read_at "$size" "search for an order number" searches admins-101
    read_at "$size" "queue of 30" kitchens admins
    read_at "$size" "report of a month" reports admins-101
  done
}

# Round 0 only warms up.
read_at() {
  local size=$1 case=$2 paths=$3 callers=$4
  begin_phase
  BENCH_PATHS=$work/$paths wrk_load get 16 "$seconds" "$callers"
  ((round == 0)) || record_load growth "$case, $size orders" "$round" 200 "$(smallest "$size" "$case")"
}

measure_creates_at() {
  local size=$1 round
  for ((round = 0; round <= rounds; round++)); do
    begin_phase
    wrk_load create 16 "$seconds"
    ((round == 0)) || record_load growth "taken, $size orders" "$round" 201 "$(smallest "$size" taken)"
  done
}

# What a larger size is compared with.
smallest() {
  local size=$1 case=$2
  ((size == growth[0])) || echo "$case, ${growth[0]} orders"
}

# Generated orders have no events that the reports would follow. What autovacuum would do behind that, it would do during
# what is measured.
count_reports() {
  curl --fail --silent --output /dev/null --request POST --header "Authorization: Bearer $(token_of admins-101)" \
    "$service/api/v1/admin/reports/rebuild"
  await_quiet
  sql orders --command='VACUUM (ANALYZE)'
}

# From each location the page after the first of those that are older than 18 months.
deep_list_paths() {
  local path token
  token=$(token_of admins-101)
  while read -r path; do
    path="$path&date_to=$(date --utc --date='18 months ago' +%F)T00:00:00Z"
    echo "$path&cursor=$(curl --fail --silent --header "Authorization: Bearer $token" "$service$path" | jq -r .meta.next_cursor)"
  done <"$work/lists"
}

search_paths() {
  sql orders --command="SELECT '/api/v1/orders?search=' || order_number FROM orders WHERE tenant_id = 101
    ORDER BY random() LIMIT 1000"
}

report_paths() {
  local months
  for months in {2..20}; do
    echo "/api/v1/orders/reports/summary?date_from=$(date --date="$months months ago" +%F)&date_to=$(
      date --date="$months months ago 29 days" +%F)"
  done
}
