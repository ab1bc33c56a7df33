# One replica against three, all of them behind nginx, which shares requests out by turns.

measure_scale() {
  local round
  stop_service
  for ((round = 1; round <= rounds; round++)); do
    measure_replicas 1 "$round"
    measure_replicas 3 "$round"
  done
  start_service
}

measure_replicas() {
  local count=$1 round=$2 ports=() replicas=() port
  for ((; count > 0; count--)); do
    port=$(free_port)
    start_replica "$port"
    await 180 "$replica_pid" is_ready "$port"
    ports+=("$port")
    replicas+=("$replica_pid")
  done
  start_door "${ports[@]}"
  target=$door wrk_load create 16 "$warmup"
  begin_phase
  target=$door wrk_load create 16 "$seconds"
  if ((${#ports[@]} == 1)); then
    record_load scale "one replica" "$round" 201
  else
    record_load scale "${#ports[@]} replicas" "$round" 201 "one replica"
  fi
  stop "$door_pid"
  for replica in "${replicas[@]}"; do
    stop "$replica"
  done
}

start_door() {
  local port servers=''
  for port in "$@"; do
    servers+="server 127.0.0.1:$port; "
  done
  port=$(free_port)
  door=http://127.0.0.1:$port
  mkdir -p "$work/door"
  sed "s/@PORT@/$port/; s/@SERVERS@/$servers/" "$bench/lib/door.conf" >"$work/door/nginx.conf"
  nginx -p "$work/door" -c nginx.conf -e error.log &
  door_pid=$!
  started+=("$door_pid")
  await 10 "$door_pid" is_ready "$port"
}
