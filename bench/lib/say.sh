# Messages of the run, to standard error; only the table goes to standard output.

say() {
  printf '%(%H:%M:%S)T %s\n' -1 "$*" >&2
}

warn() {
  say "WARNING: $*"
  echo "$*" >>"$work/warnings"
}

fail() {
  echo "bench/run: $*" >&2
  exit 1
}
