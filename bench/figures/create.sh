# Orders accepted: answered with 201, in the database, with their event and all else that belongs to them.

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

# No faith in the load alone: as many orders as were answered with 201 must have come into the database; what was on its
# way when the load ended may be more.
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
