# From all results of a run to a Markdown table: medians over the rounds; ratios are taken within each round.

def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
def whole: round | tostring;
def hundredths: . * 100 | round | . / 100 | tostring;
def spread(write): if length > 1 then "\(min | write) – \(max | write)" else "" end;

. as $all
| def baseline_of($load):
    first($all[] | select(.is_baseline and .figure == $load.figure and .case == $load.baseline and .round == $load.round)
          | .rate) // null;
"| | a second | lowest – highest | p50 ms | p99 ms | compared with | a second | ratio | lowest – highest |",
"| --- | ---: | --- | ---: | ---: | --- | ---: | ---: | --- |",
(map(select(.is_baseline | not)) | group_by([.figure, .case])
 | sort_by(.[0] as $first | $all | map([.figure, .case]) | index([[$first.figure, $first.case]]))[]
 | . as $rounds
 | map(baseline_of(.)) as $baselines
 | (if $baselines[0] then [range(length) | $rounds[.].rate / $baselines[.]] else [] end) as $ratios
 | "| \(.[0].figure), \(.[0].case) | \(map(.rate) | median | whole) | \(map(.rate) | spread(whole))"
   + " | \(map(.p50) | median | hundredths) | \(map(.p99) | median | hundredths)"
   + if $ratios == [] then " | | | | |"
     else " | \(.[0].baseline) | \($baselines | median | whole) | \($ratios | median | hundredths)"
          + " | \($ratios | spread(hundredths)) |"
     end)
