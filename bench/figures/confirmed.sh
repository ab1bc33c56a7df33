# The highest rate at which orders are confirmed as fast as they are taken: stock reserved, the order changed, its second
# event written. The offered rate is lowered from the peak of accepted orders until no more orders wait at the end than at
# half time.

measure_confirmed() {
  local round share=100 peak
  begin_phase
  wrk_load create 16 "$seconds"
  peak=$(jq '.statuses["201"] / .seconds | round' <<<"$answer")
  for ((round = 1; round <= rounds; round++)); do
    until offer_orders $((peak * share / 100)) $((3 * seconds)); do
      say "at $((peak * share / 100)) orders a second more and more wait: $(jq -c '{confirmed, at_half, at_end}' <<<"$answer")"
      share=$((share - 5))
      ((share > 0)) || fail "orders wait longer and longer at any rate"
    done
    record_load confirmed "created and confirmed" "$round" 201 "six inserts"
    begin_phase
    six_inserts "$seconds"
    record_baseline confirmed "six inserts" "$round"
  done
}

# Whether orders of that rate are confirmed as fast as they come. Adds the numbers of confirmed and waiting orders to
# "answer"; the rate is that of the second half.
offer_orders() {
  local offered=$1 duration=$2 began confirmed
  begin_phase
  began=$(sql orders --command='SELECT clock_timestamp()')
  BENCH_RATE=$offered wrk_load create 32 "$duration"
  confirmed=$(sql orders --set=began="$began" --set=seconds="$duration" --file="$bench/sql/confirmed.sql")
  answer=$(jq --compact-output --argjson confirmed "$confirmed" '. + $confirmed' <<<"$answer")
  jq --exit-status --argjson offered "$offered" '
    .at_end <= .at_half + $offered * 0.1 and .confirmed > 0.97 * $offered' <<<"$answer" >/dev/null
}
