# The cost of an order including its background work: processor time by process, and WAL.

measure_cost() {
  local round
  for ((round = 1; round <= rounds; round++)); do
    begin_phase
    account_for_orders "$round"
  done
}

account_for_orders() {
  local round=$1 before after orders
  before=$(used_so_far)
  wrk_load create 16 "$seconds"
  await_quiet
  after=$(used_so_far)
  orders=$(jq '.statuses["201"]' <<<"$answer")
  record_cost "the service's processor time" service ms
  record_cost "PostgreSQL's processor time" postgres ms
  record_cost "Redis's processor time" redis ms
  record_cost "WAL" wal KB
}

record_cost() {
  record_value cost "$1" "$round" \
    "$(jq --null-input "($after.$2 - $before.$2) / $orders")" "$3 an order"
}

# Milliseconds, and kilobytes of WAL.
used_so_far() {
  local postmaster
  postmaster=$(as_postgres head -n 1 "$work/postgres/postmaster.pid")
  jq --null-input --compact-output --argjson service "$(processor_time "$service_pid")" \
    --argjson postgres "$(processor_time "$postmaster" $(pgrep --parent "$postmaster"))" \
    --argjson redis "$(processor_time "$redis_pid")" \
    --argjson wal "$(sql orders --command="SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') / 1024")" \
    '{$service, $postgres, $redis, $wal}'
}

# Of these processes together; the kernel counts in hundredths of a second.
processor_time() {
  local pid sum=0 fields
  for pid in "$@"; do
    fields=$(sed 's/.*) //' "/proc/$pid/stat")
    sum=$((sum + $(cut -d' ' -f12 <<<"$fields") + $(cut -d' ' -f13 <<<"$fields")))
  done
  echo $((sum * 10))
}
