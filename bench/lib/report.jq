# Turns all results of a run into Markdown tables: medians over the rounds; ratios within each round.

def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
def whole: round | tostring;
def hundredths: . * 100 | round | . / 100 | tostring;
def spread(write): if length > 1 then "\(min | write) – \(max | write)" else "" end;
# The rounds of each case, in the order of the run.
def cases: reduce .[] as $result ({}; .["\($result.figure), \($result.case)"] += [$result]) | to_entries[];

. as $all
| def baseline_of($load):
    first($all[] | select(.figure == $load.figure and .case == $load.baseline and .round == $load.round)
          | .rate) // null;
def rates: map(select(has("rate") and (.is_baseline | not)));
def values: map(select(has("value")));
(if rates == [] then empty else
  "| | a second | lowest – highest | p50 ms | p99 ms | KB | compared with | a second | ratio | lowest – highest |",
  "| --- | ---: | --- | ---: | ---: | ---: | --- | ---: | ---: | --- |",
  (rates | cases | .key as $name | .value as $rounds
   | ($rounds | map(baseline_of(.))) as $baselines
   | [range($rounds | length) | select($baselines[.]) | $rounds[.].rate / $baselines[.]] as $ratios
   | "| \($name) | \($rounds | map(.rate) | median | whole) | \($rounds | map(.rate) | spread(whole))"
     + " | \($rounds | map(.p50) | median | hundredths) | \($rounds | map(.p99) | median | hundredths)"
     + " | \($rounds | map(.kilobytes) | median | if . == 0 then "" else whole end)"
     + if $ratios == [] then " | | | | |"
       else " | \($rounds[0].baseline) | \($baselines | median | whole) | \($ratios | median | hundredths)"
            + " | \($ratios | spread(hundredths)) |"
       end)
 end),
(if values == [] then empty else
  "",
  "| | | lowest – highest |",
  "| --- | ---: | --- |",
  (values | cases
   | "| \(.key) | \(.value | map(.value) | median | hundredths) \(.value[0].unit)"
     + " | \(.value | map(.value) | spread(hundredths)) |")
 end)
