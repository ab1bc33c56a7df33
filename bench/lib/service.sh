# The service: the real jar with security enabled, started as in the container.

# The directory of the service as in the container; built again for a new jar.
readonly app=$PWD/target/bench/app

# Needs the servers for the cache.
build_service() {
  local jar=target/orders.jar
  if [[ ! -f $jar || -n $(find src/main pom.xml -newer "$jar" -print -quit) ]]; then
    say "building $jar"
    ./mvnw -q -DskipTests package
  fi
  if [[ ! -d $app || $jar -nt $app ]]; then
    rm -rf "$app"
    "$java" -Djarmode=tools -jar "$jar" extract --destination "$app" >/dev/null
  fi
  [[ -f $app/orders.aot ]] || make_aot_cache
}

# The jar extracted with its AOT cache, as in the container.
make_aot_cache() {
  say "making the AOT cache"
  "$postgres_bin/createdb" --owner=orders training
  (
    cd "$app"
    export PATH="${java%/java}:$PATH" SERVER_PORT
    SERVER_PORT=$(free_port)
    DATABASE_URL=postgresql://orders@127.0.0.1:$postgres_port/training REDIS_URL=redis://127.0.0.1:$redis_port/0 \
      "$bench/../deploy/aot-cache"
  ) &>"$work/aot-cache.log" || fail "there is no AOT cache; the log is in $work"
  "$postgres_bin/dropdb" training
}

# The options of the Dockerfile's ENTRYPOINT, and those that replace what a JVM detects in its container: 512 MB, for which
# it chooses the serial collector by default.
jvm_options() {
  local options
  options=$(sed -n 's/^ENTRYPOINT //p' Dockerfile | jq -r '.[] | select(startswith("-X"))')
  echo -XX:MaxRAM=512m
  [[ $options =~ -XX:\+Use[A-Za-z]*GC ]] || echo -XX:+UseSerialGC
  echo "$options"
}

# The database of the service.
database=orders

# Starts the replica for all loads. It connects to PostgreSQL at "database_port" if that is set.
start_service() {
  service_port=$(free_port)
  service=http://127.0.0.1:$service_port
  gc_log=$work/gc-$service_port.log
  start_replica "$service_port" "-Xlog:gc:file=$gc_log"
  service_pid=$replica_pid
  await 120 "$service_pid" is_ready "$service_port"
}

stop_service() {
  stop "$service_pid"
}

# Starts a replica at a port, with more options for its JVM.
start_replica() {
  local port=$1 partners=http://127.0.0.1:$partners_port options
  shift
  mapfile -t options < <(jvm_options; profiler_options)
  (
    cd "$app"
    export DATABASE_URL="postgresql://orders:orders@127.0.0.1:${database_port:-$postgres_port}/$database?sslmode=disable"
    export REDIS_URL=redis://127.0.0.1:$redis_port/0 JWT_PUBLIC_KEY=$jwt_public_key SERVER_PORT=$port
    export MENU_SERVICE_URL=$partners INVENTORY_SERVICE_URL=$partners PAYMENT_SERVICE_URL=$partners
    export CUSTOMER_SERVICE_URL=$partners NOTIFICATION_SERVICE_URL=$partners ANALYTICS_SERVICE_URL=$partners
    export LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
    exec "$java" "${options[@]}" "$@" -jar orders.jar
  ) >"$work/service-$port.log" 2>&1 &
  replica_pid=$!
  started+=("$replica_pid")
}

# Checks without starting a process, so that polling costs nothing.
is_ready() {
  local answer
  {
    printf 'GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
    read -r answer <&3
  } 3<>"/dev/tcp/127.0.0.1/$1" && [[ $answer == *" 200"* ]]
}

# Prints the megabytes that the service's JVM has allocated so far: the growth of the heap between collections.
allocated() {
  sed -n 's/.* \([0-9]*\)M->\([0-9]*\)M(.*/\1 \2/p' "$gc_log" | awk '{sum += $1 - left; left = $2} END {print sum + 0}'
}

# Prints the remaining background work of the service: sagas, events to number and publish, and events to deliver to
# notification, analytics and reports.
backlog() {
  sql "$database" --command="
    SELECT (SELECT count(*) FROM scheduled_tasks WHERE task_instance <> 'recurring')
         + (SELECT count(*) FROM outbox_events WHERE sequence IS NULL)
         + (SELECT coalesce(sum(last_sequence - published_sequence), 0) FROM event_feeds)
         + (SELECT coalesce(sum(last_sequence - sequence), 0) FROM event_feeds JOIN feed_cursors USING (tenant_id, location_id))"
}

await_quiet() {
  local end=$((SECONDS + 600)) left
  while left=$(backlog) && ((left > 0)); do
    ((SECONDS < end)) || { warn "after 10 minutes the service has not caught up: $left things are still to be done"; return; }
    sleep 1
  done
}
