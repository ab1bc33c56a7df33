# The service: the real jar with its real security, started as the container starts it.

build_service() {
  local jar=target/orders.jar
  if [[ ! -f $jar || -n $(find src/main pom.xml -newer "$jar" -print -quit) ]]; then
    say "building $jar"
    ./mvnw -q -DskipTests package
  fi
  "$java" -Djarmode=tools -jar "$jar" extract --destination "$work/app" >/dev/null
}

# The options of the Dockerfile's ENTRYPOINT. What a JVM finds out about its container is said instead: 512 MB, for which
# it chooses the serial collector unless it is told to choose another.
jvm_options() {
  local options
  options=$(sed -n 's/^ENTRYPOINT //p' Dockerfile | jq -r '.[] | select(startswith("-X"))')
  echo -XX:MaxRAM=512m
  [[ $options =~ -XX:\+Use[A-Za-z]*GC ]] || echo -XX:+UseSerialGC
  echo "$options"
}

# Who calls: the limit on requests is as production has it, 6000 a minute and caller, and 400 callers can make 40,000 a
# second. In the work directory, each on a line with its location: the terminals of tenant 1, four at each of its
# locations, and admins of tenant 1 and of tenant 101, whose orders bench/generate has made.
make_callers() {
  openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/key.pem" 2>/dev/null
  jwt_public_key=$(openssl pkey -in "$work/key.pem" -pubout)
  local n location
  for n in {0..399}; do
    location=$((1 + n % 100))
    caller "$location" "\"sub\": \"terminal-$n\", \"tenant_id\": 1, \"role\": \"staff\", \"location_ids\": [$location]" \
      >>"$work/terminals"
    caller 0 "\"sub\": \"admin-$n\", \"tenant_id\": 1, \"role\": \"admin\"" >>"$work/admins"
    caller 0 "\"sub\": \"admin-$n\", \"tenant_id\": 101, \"role\": \"admin\"" >>"$work/admins-101"
  done
}

caller() {
  printf '%s\t%s\n' "$1" "$(token "{$2, \"exp\": $((EPOCHSECONDS + 86400))}")"
}

# A signed token with these claims.
token() {
  local head body
  head=$(printf '{"alg": "RS256", "typ": "JWT"}' | base64url)
  body=$(printf '%s' "$1" | base64url)
  printf '%s.%s.%s' "$head" "$body" \
    "$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -sign "$work/key.pem" -binary | base64url)"
}

base64url() {
  base64 --wrap=0 | tr '+/' '-_' | tr -d '='
}

start_service() {
  service_port=$(free_port)
  service=http://127.0.0.1:$service_port
  local partners=http://127.0.0.1:$partners_port options
  mapfile -t options < <(jvm_options)
  say "starting the service: java ${options[*]} -jar orders.jar"
  DATABASE_URL=postgresql://orders:orders@127.0.0.1:$postgres_port/orders \
    REDIS_URL=redis://127.0.0.1:$redis_port/0 \
    MENU_SERVICE_URL=$partners INVENTORY_SERVICE_URL=$partners PAYMENT_SERVICE_URL=$partners \
    CUSTOMER_SERVICE_URL=$partners NOTIFICATION_SERVICE_URL=$partners ANALYTICS_SERVICE_URL=$partners \
    JWT_PUBLIC_KEY=$jwt_public_key SERVER_PORT=$service_port LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs \
    "$java" "${options[@]}" -jar "$work/app/orders.jar" >"$work/service.log" 2>&1 &
  service_pid=$!
  started+=("$service_pid")
  await 120 "$service_pid" curl --fail --silent "$service/health"
}

# What the service still has to do for orders that it has taken: sagas, events to number and publish, and events to tell
# notification, analytics and the reports of.
backlog() {
  sql orders --command="
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
