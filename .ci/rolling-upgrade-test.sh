#!/bin/bash
# Proves deploy/rolling-upgrade within seconds and without containers, on an imitation of docker that notes what it is told.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/bin" "$work/replicas"
cat >"$work/bin/docker" <<'IMITATION'
#!/bin/bash
cd "$WORK/replicas"
case "$*" in
  "compose ps --quiet orders-api") ls ;;
  "compose up --detach --no-deps --no-recreate --scale orders-api="*)
    wanted=${7#*=}
    while (($(ls | wc -l) < wanted)); do
      id=new$(ls -A ../made 2>/dev/null | wc -l)
      mkdir -p ../made && touch "../made/$id"
      echo "$HEALTH" >"$id"
      echo "start $id" >>../log
    done
    ;;
  "inspect "*) cat "${@: -1}" 2>/dev/null || exit 1 ;;
  "stop "*) echo "stop $2, $(grep -lx healthy * | grep -vcx "$2") others ready" >>../log ;;
  "rm --force "*) rm -f "$3" ;;
  "logs "*) ;;
  *) echo "unexpected: docker $*" >&2; exit 9 ;;
esac
IMITATION
printf '#!/bin/sh\n' >"$work/bin/sleep"
chmod +x "$work/bin/docker" "$work/bin/sleep"

upgrade() { # health of new replicas
  rm -rf "$work/made" "$work/log" "$work/replicas"/*
  for id in old0 old1 old2; do echo healthy >"$work/replicas/$id"; done
  WORK=$work HEALTH=$1 PATIENCE=3 PATH=$work/bin:$PATH "$root/deploy/rolling-upgrade" >"$work/output" 2>&1
}

expect() {
  if [[ $2 == "$3" ]]; then
    echo "ok - $1"
  else
    printf 'not ok - %s\n  expected: %s\n  but was:  %s\n' "$1" "$3" "$2"
    cat "$work/output"
    exit 1
  fi
}

upgrade healthy
expect 'each replica is replaced, and three others are ready whenever one stops' "$(cat "$work/log")" 'start new0
stop old0, 3 others ready
start new1
stop old1, 3 others ready
start new2
stop old2, 3 others ready'
expect 'and only new ones are left' "$(ls "$work/replicas" | xargs)" 'new0 new1 new2'

! upgrade starting || { echo 'not ok - a replica that is never ready'; exit 1; }
expect 'a new replica that is not ready in time is removed' "$(cat "$work/log")" 'start new0
stop new0, 3 others ready'
expect 'and the old ones go on' "$(ls "$work/replicas" | xargs)" 'old0 old1 old2'
