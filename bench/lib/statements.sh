# Captures the SQL that the service sends to PostgreSQL from PostgreSQL's log.

# Writes, for each path in a file, the statements of a GET of it with their parameters as literals to PREFIX-1.sql,
# PREFIX-2.sql and so on for pgbench: capture_statements PATHS CALLERS PREFIX [TIMES], where TIMES is the number of reads
# before; after six the driver prepares statements.
capture_statements() {
  local paths=$1 callers=$2 prefix=$3 times=${4:-6} log=$work/postgres/log/postgresql.json from
  get_each "$paths" "$callers" "$times"
  await_quiet
  from=$(($(as_postgres wc --lines <"$log") + 1))
  log_statements all
  get_each "$paths" "$callers" 1
  log_statements none
  tail --lines=+"$from" "$log" |
    jq --raw-input --slurp --raw-output --argjson paths "$(wc --lines <"$paths")" --arg prefix "$prefix" \
      --from-file "$bench/lib/statements.jq" |
    while IFS=$'\t' read -r file statement; do
      printf '%b;\n' "$statement" >>"$file"
    done
  [[ -f $prefix-1.sql ]] || fail "no statement has been found in the log for $(head -n 1 "$paths")"
}

get_each() {
  local paths=$1 callers=$2 times=$3 path token
  token=$(token_of "$callers")
  for ((; times > 0; times--)); do
    while read -r path; do
      curl --fail --silent --output /dev/null --header "Authorization: Bearer $token" "$service$path"
    done <"$paths"
  done
}

log_statements() {
  sql orders --command="ALTER SYSTEM SET log_statement = '$1'" --command='SELECT pg_reload_conf()' >/dev/null
  sleep 1
}
