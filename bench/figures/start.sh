# From the start of the process to the first answer that it is ready, without and with the AOT cache of the container.

measure_start() {
  local round
  stop_service
  for ((round = 1; round <= 5; round++)); do
    measure_one_start "without the cache" "$round" -XX:AOTMode=off
    measure_one_start "with the AOT cache" "$round"
  done
  start_service
}

measure_one_start() {
  local case=$1 round=$2 port began
  shift 2
  port=$(free_port)
  began=$EPOCHREALTIME
  start_replica "$port" "$@"
  until is_ready "$port" 2>/dev/null; do
    kill -0 "$replica_pid" 2>/dev/null || fail "the service does not start; its log is in $work"
    sleep 0.02
  done
  record_value start "$case" "$round" "$(jq --null-input "$EPOCHREALTIME - $began")" s
  stop "$replica_pid"
}
