# With --profile, records each measured phase by the JDK Flight Recorder, and draws a flame graph.

# Stacks deep enough for a request, and samples exact within methods.
profiler_options() {
  if ((profile)); then
    echo -XX:FlightRecorderOptions:stackdepth=256
    echo -XX:+UnlockDiagnosticVMOptions
    echo -XX:+DebugNonSafepoints
  fi
}

begin_recording() {
  is_recorded || return 0
  flight_recorder JFR.start name=bench settings=profile 'jdk.CPUTimeSample#enabled=true' \
    'jdk.CPUTimeSample#throttle=5ms'
}

# Drops a recording that was not saved before the next one begins.
drop_recording() {
  is_recorded || return 0
  flight_recorder JFR.stop name=bench || true
}

keep_recording() {
  is_recorded || return 0
  flight_recorder JFR.stop name=bench filename="$work/$1.jfr"
}

is_recorded() {
  ((profile)) && kill -0 "$service_pid" 2>/dev/null
}

flight_recorder() {
  "${java%/java}/jcmd" "$service_pid" "$@" >>"$work/flight-recorder.log"
}

draw_flame_graphs() {
  local recording
  for recording in "$work"/*.jfr; do
    [[ -f $recording ]] || return 0
    "$java" -Dflame.page="$bench/lib/flame.html" "$bench/Flame.java" "$recording"
    say "flame graph: ${recording%.jfr}.html, methods: ${recording%.jfr}.txt"
  done
}
