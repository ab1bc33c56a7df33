# Runs services by turns on the machine, each with a database and a Redis of its own, so that neither a replica's age nor
# the machine's varying speed looks like a difference between them.

# The state of each service by its name, for "turn_to".
declare -A served

# Copies the database. No session may be open in either meanwhile.
keep_copy() {
  sql postgres --command="CREATE DATABASE orders_$1 TEMPLATE orders OWNER orders STRATEGY file_copy"
  sql "orders_$1" --command='VACUUM (ANALYZE)'
}

# Prepares the start of a replica of this name.
found_service() {
  database=orders_$1
  start_redis
}

# Stores the running replica under this name.
remember_service() {
  served[$1]="$redis_port $redis_pid $service_port $service_pid $gc_log"
}

turn_to() {
  database=orders_$1
  read -r redis_port redis_pid service_port service_pid gc_log <<<"${served[$1]}"
  service=http://127.0.0.1:$service_port
}

# Returns to the service of the other figures.
turn_back() {
  database=orders
  start_redis
  start_service
}
