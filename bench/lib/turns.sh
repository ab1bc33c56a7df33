# Services that take turns on the machine, each with a database and a Redis of its own, so that neither a replica's age nor
# the machine's mood looks like a difference between them.

# By name: what "turn_to" needs to know of it.
declare -A served

# Nobody may be connected to either meanwhile.
keep_copy() {
  sql postgres --command="CREATE DATABASE orders_$1 TEMPLATE orders OWNER orders STRATEGY file_copy"
  sql "orders_$1" --command='VACUUM (ANALYZE)'
}

# The next start of a replica is for this one.
found_service() {
  database=orders_$1
  start_redis
}

# What answers at the service's port by now is this one.
remember_service() {
  served[$1]="$redis_port $redis_pid $service_port $service_pid $gc_log"
}

turn_to() {
  database=orders_$1
  read -r redis_port redis_pid service_port service_pid gc_log <<<"${served[$1]}"
  service=http://127.0.0.1:$service_port
}

# Back to the one that all else is measured with.
turn_back() {
  database=orders
  start_redis
  start_service
}
