# Prepares the rows that the loads read or change.

generated=0

# Generates orders of the last two years, half of them tenant 101's, until there are at least that many.
have_generated_orders() {
  local wanted=${1:-100000}
  ((generated < wanted)) || return 0
  say "generating $((wanted - generated)) orders"
  await_quiet
  PATH=$postgres_bin:$PATH "$bench/generate" --orders $((wanted - generated)) \
    --url "postgresql://bench@127.0.0.1:$postgres_port/orders" >"$work/generate-$wanted.log"
  generated=$wanted
}

# Writes the location and id of that many orders to a file: orders of tenant 1 that are confirmed and unchanged since.
# Creates the missing ones, and a few more for requests under way at the end.
confirmed_orders() {
  local wanted=$1 file=$2 there
  await_quiet
  while there=$(untouched_orders "$wanted" | wc --lines) && ((there < wanted)); do
    BENCH_COUNT=$((wanted - there + 100)) wrk_load create 16 10
    await_quiet
  done
  untouched_orders "$wanted" >"$file"
}

untouched_orders() {
  sql orders --field-separator=$'\t' --command="SELECT location_id, id FROM orders WHERE tenant_id = 1
    AND location_id <= 100 AND status = 'confirmed' AND version = 2 ORDER BY id DESC LIMIT $1"
}
