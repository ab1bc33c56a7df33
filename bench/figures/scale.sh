# One replica against three behind nginx, which distributes requests round-robin. The three are warmed up with three times
# as much work, so that each has had as much as the one.

measure_scale() {
  local round count replica replicas=()
  stop_service
  keep_copy 1
  keep_copy 3
  for count in 1 3; do
    serve_by "$count"
  done
  for ((round = 1; round <= rounds; round++)); do
    take_orders_by 1
    record_load scale "one replica" "$round" 201
    take_orders_by 3
    record_load scale "three replicas" "$round" 201 "one replica"
  done
  for count in 1 3; do
    turn_to "$count"
    stop "$service_pid"
    stop "$redis_pid"
  done
  for replica in "${replicas[@]}"; do
    stop "$replica"
  done
  turn_back
}

serve_by() {
  local count=$1 ports=()
  found_service "$count"
  for ((; count > 0; count--)); do
    start_service
    ports+=("$service_port")
    replicas+=("$service_pid")
  done
  start_door "${ports[@]}"
  remember_service "${#ports[@]}"
  wrk_load create 16 $((warmup * ${#ports[@]}))
  await_quiet
}

take_orders_by() {
  turn_to "$1"
  begin_phase
  wrk_load create 16 "$seconds"
}

# From here on nginx is the service. The allocations of its replicas are not counted.
start_door() {
  local port servers=''
  for port in "$@"; do
    servers+="server 127.0.0.1:$port; "
  done
  service_port=$(free_port)
  service=http://127.0.0.1:$service_port
  gc_log=/dev/null
  mkdir -p "$work/door-$service_port"
  sed "s/@PORT@/$service_port/; s/@SERVERS@/$servers/" "$bench/lib/door.conf" >"$work/door-$service_port/nginx.conf"
  nginx -p "$work/door-$service_port" -c nginx.conf -e error.log &
  service_pid=$!
  started+=("$service_pid")
  await 10 "$service_pid" is_ready "$service_port"
}
