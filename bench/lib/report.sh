# Prints the table of the results.

print_report() {
  {
    describe_machine
    echo "$rounds rounds of $seconds s each, after $warmup s of warming up$( ((!profile)) || echo ", while recorded by a profiler")"
    echo
    jq --slurp --raw-output --from-file "$bench/lib/report.jq" "$work/results.jsonl"
    if [[ -f $work/warnings ]]; then
      echo
      sed 's/^/WARNING: /' "$work/warnings"
    fi
  } | tee "$work/report.md"
  draw_flame_graphs
  say "raw results are in $work"
  [[ ! -f $work/warnings ]]
}
