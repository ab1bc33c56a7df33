# Resident memory of a replica at peak load. The maximum is since its start, over all loads so far.

measure_memory() {
  local round
  for ((round = 1; round <= rounds; round++)); do
    begin_phase
    wrk_load create 16 "$seconds"
    record_value memory "resident" "$round" "$(resident VmRSS)" MB
    record_value memory "resident at most" "$round" "$(resident VmHWM)" MB
  done
}

resident() {
  awk -v name="$1:" '$1 == name {printf "%.0f", $2 / 1024}' "/proc/$service_pid/status"
}
