# The servers of the service: PostgreSQL, Redis, and nginx as a stand-in for its partners.

# As durable as in production: an acknowledged order survives a power cut. Checkpoints are so far apart that none occurs
# within a measured phase; each phase begins just after one.
start_postgres() {
  postgres_port=$(free_port)
  mkdir -p "$work/postgres"
  if ((EUID == 0)); then
    chown postgres "$work/postgres"
    as_postgres test -x "$work/postgres" || fail "the user postgres cannot reach $work; the checkout must lie elsewhere"
  fi
  as_postgres "$postgres_bin/initdb" --pgdata="$work/postgres" --username=bench --auth=trust --encoding=UTF8 \
    --locale=C.UTF-8 >"$work/initdb.log"
  as_postgres tee -a "$work/postgres/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
port = $postgres_port
unix_socket_directories = ''
fsync = on
synchronous_commit = on
full_page_writes = on
shared_buffers = 512MB
max_connections = 200
max_wal_size = 8GB
checkpoint_timeout = 30min
shared_preload_libraries = 'pg_stat_statements'
logging_collector = on
log_destination = 'jsonlog'
log_directory = '$work/postgres/log'
log_filename = 'postgresql.log'
track_commit_timestamp = on
CONF
  as_postgres "$postgres_bin/pg_ctl" start --silent --wait --pgdata="$work/postgres" >"$work/postgres-start.log"
  export PGHOST=127.0.0.1 PGPORT=$postgres_port PGUSER=bench
  "$postgres_bin/createuser" --createrole orders
  "$postgres_bin/createdb" --owner=orders orders
  "$postgres_bin/createdb" baseline
}

stop_postgres() {
  [[ -f $work/postgres/postmaster.pid ]] || return 0
  as_postgres "$postgres_bin/pg_ctl" stop --silent --mode=fast --pgdata="$work/postgres"
}

# initdb and postgres refuse to be root.
as_postgres() {
  if ((EUID == 0)); then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}

sql() {
  local database=$1
  shift
  "$postgres_bin/psql" --dbname="$database" --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "$@"
}

start_redis() {
  redis_port=$(free_port)
  redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no --dir "$work" >"$work/redis-$redis_port.log" &
  redis_pid=$!
  started+=("$redis_pid")
  await 10 "$redis_pid" redis-cli -p "$redis_port" ping
}

start_partners() {
  partners_port=$(free_port)
  mkdir -p "$work/partners"
  sed "s/@PORT@/$partners_port/" "$bench/lib/partners.conf" >"$work/partners/nginx.conf"
  nginx -p "$work/partners" -c nginx.conf -e error.log &
  started+=($!)
  await 10 $! curl --fail --silent "http://127.0.0.1:$partners_port/customers/1"
}

# Copies the service's tables to the second database, with every constraint and index.
prepare_databases() {
  "$postgres_bin/pg_dump" --schema-only --no-owner orders | sql baseline >/dev/null
  local database
  for database in orders baseline; do
    sql "$database" --file="$bench/sql/chain.sql"
    sql "$database" --command='CREATE EXTENSION pg_stat_statements'
  done
}
