# Turns PostgreSQL's log in JSON into lines of a file name and a statement for it. Background statements of the service are
# left out: the wanted ones have been executed exactly once for each of the paths.

# pgbench would read a colon as the start of a variable's name.
def literal: if . == "NULL" then . else "E" + (gsub("\\\\"; "\\\\") | gsub(":"; "\\x3a")) end;
def parameters: [scan("\\$(\\d+) = ('(?:[^']|'')*'|NULL)")] | map({key: .[0], value: (.[1] | literal)}) | from_entries;
def written($parameters): gsub("\\$(?<number>\\d+)"; $parameters[.number]);
def escaped: gsub("\\\\"; "\\\\") | gsub("\n"; "\\n") | gsub("\t"; " ");

[split("\n")[] | select(. != "") | fromjson
 | select(.application_name == "orders")
 | (.message | capture("^execute [^:]*: (?<sql>.*)$"; "m") // null) as $executed
 | select($executed)
 | {sql: $executed.sql, parameters: (.detail // "" | parameters)}
 | select(.sql | test("^(BEGIN|COMMIT|SET)\\b"; "i") | not)]
| group_by(.sql)
| map(select(length == $paths))[]
| to_entries[]
| "\($prefix)-\(.key + 1).sql\t\(.value.parameters as $parameters | .value.sql | written($parameters) | escaped)"
