# The machine: the tools that must be there, ports, and the processes that the run has started.

started=()

need_tools() {
  local missing=() tool
  for tool in wrk redis-server nginx jq curl openssl; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  postgres_bin=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
  postgres_bin=${postgres_bin%/initdb}
  [[ -n $postgres_bin ]] || missing+=(postgresql)
  ((${#missing[@]} == 0)) || fail "to install first: apt-get install ${missing[*]}"
  java=$(java_25) || fail "needs a JDK 25; JAVA_HOME may say where it is"
}

java_25() {
  local home
  for home in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" /usr/lib/jvm/* /opt/java/*; do
    if grep -qs '^JAVA_VERSION="25' "$home/release"; then
      echo "$home/bin/java"
      return
    fi
  done
  return 1
}

# Prints a free port of this machine.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# Waits for a command to succeed, up to a number of seconds, while the process is alive.
await() {
  local patience=$1 pid=$2 end=$((SECONDS + $1))
  shift 2
  until "$@" &>/dev/null; do
    kill -0 "$pid" 2>/dev/null || fail "process $pid has ended; its log is in $work"
    ((SECONDS < end)) || fail "waited $patience s for: $*"
    sleep 0.1
  done
}

# Ends a process, if necessary by force.
stop() {
  local pid=$1 end=$((SECONDS + 40))
  kill "$pid" 2>/dev/null || return 0
  while kill -0 "$pid" 2>/dev/null; do
    ((SECONDS < end)) || kill -KILL "$pid"
    sleep 0.1
  done
}

# Ends all processes in reverse order of their start. Removes the databases' files and keeps the results.
stop_everything() {
  trap '' INT TERM
  local i
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    stop "${started[i]}"
  done
  stop_postgres
  rm -rf "$work"/{postgres,key.pem,terminals,admins,admins-101}
}

describe_machine() {
  local memory processor
  memory=$(awk '/^MemTotal/ {printf "%.0f", $2 / 1048576}' /proc/meminfo)
  processor=$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1)
  echo "$(nproc) cores (${processor:-unknown}) for everything, $memory GB, Linux $(uname -r)"
  echo "Java $("$java" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')," \
    "$("$postgres_bin/postgres" --version | tr -d '()' | cut -d' ' -f2,3)," \
    "Redis $(redis-server --version | sed 's/.* v=\([^ ]*\).*/\1/')," \
    "$(wrk -v 2>&1 | sed -n '1s/ \[.*//p')"
  echo "commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown), $(date -u +%F)"
}
