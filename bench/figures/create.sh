# Orders accepted: answered with 201 and stored, with event, task and idempotency record.

measure_create() {
  local round connections
  for ((round = 1; round <= rounds; round++)); do
    for connections in 8 16 32; do
      begin_phase
      create_orders "$connections" "$round"
    done
    begin_phase
    six_inserts "$seconds"
    record_baseline create "six inserts" "$round"
  done
}

# Checks that the database has as many new orders as were answered with 201; it may have more, for requests that were
# under way when the load ended.
create_orders() {
  local connections=$1 round=$2 before created answered
  before=$(sql orders --command='SELECT count(*) FROM orders')
  wrk_load create "$connections" "$seconds"
  record_load create "$connections connections" "$round" 201 "six inserts"
  created=$(($(sql orders --command='SELECT count(*) FROM orders') - before))
  answered=$(jq '.statuses["201"] // 0' <<<"$answer")
  ((created >= answered && created <= answered + connections)) ||
    warn "$answered orders were acknowledged, and $created are in the database"
}
