# Time from the start of the process until it is ready, without and with the AOT cache of the container; and of the bare
# Spring MVC application, without a cache.

measure_start() {
  local round
  stop_service
  for ((round = 1; round <= 5; round++)); do
    measure_one_start "without the cache" "$round" -XX:AOTMode=off
    measure_one_start "with the AOT cache" "$round"
    measure_bare_start "$round"
  done
  start_service
}

measure_bare_start() {
  local round=$1 port began
  echo '{}' >"$work/order.json"
  compile_bare
  port=$(free_port)
  began=$EPOCHREALTIME
  run_bare "$port" -XX:MaxRAM=512m -XX:+UseSerialGC
  until_answered "$bare_pid" "$port"
  record_value start "bare Spring MVC" "$round" "$(jq --null-input "$EPOCHREALTIME - $began")" s
  stop_bare
}

measure_one_start() {
  local case=$1 round=$2 port began
  shift 2
  port=$(free_port)
  began=$EPOCHREALTIME
  start_replica "$port" "$@"
  until_answered "$replica_pid" "$port"
  record_value start "$case" "$round" "$(jq --null-input "$EPOCHREALTIME - $began")" s
  stop "$replica_pid"
}

until_answered() {
  until is_ready "$2" 2>/dev/null; do
    kill -0 "$1" 2>/dev/null || fail "the process at port $2 does not start; its log is in $work"
    sleep 0.02
  done
}
