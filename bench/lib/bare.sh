# The bare Spring MVC application: answers with the bytes of an order and does nothing else, in a JVM like the service's.

# Starts it before its first comparison: start_bare PATH-OF-AN-ORDER.
start_bare() {
  [[ -z ${bare_pid:-} ]] || return 0
  local options port token
  token=$(token_of "admins-101")
  curl --fail --silent --header "Authorization: Bearer $token" "$service$1" >"$work/order.json"
  compile_bare
  mapfile -t options < <(jvm_options)
  port=$(free_port)
  bare=http://127.0.0.1:$port
  run_bare "$port" "${options[@]}"
  await 60 "$bare_pid" curl --fail --silent --output /dev/null "$bare$1"
  target=$bare BENCH_PATHS=$work/hot wrk_load get 16 "$warmup" admins-101
}

compile_bare() {
  [[ -d $work/bare ]] ||
    "${java}c" --class-path "$app/lib/*" -parameters -proc:none -d "$work/bare" "$bench/Bare.java"
}

# Runs it at a port, with these options for its JVM.
run_bare() {
  local port=$1
  shift
  "$java" "$@" --class-path "$work/bare:$app/lib/*" Bare "$work/order.json" --server.port="$port" \
    --spring.threads.virtual.enabled=true --server.tomcat.max-connections=8192 >>"$work/bare.log" 2>&1 &
  bare_pid=$!
  started+=("$bare_pid")
}

stop_bare() {
  stop "$bare_pid"
  bare_pid=
}

# Puts the same load on it, as the baseline.
record_bare() {
  local figure=$1 round=$2
  rate=$(jq '.statuses["200"] / .seconds' <<<"$answer")
  record_baseline "$figure" "bare Spring MVC" "$round"
}
