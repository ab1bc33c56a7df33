# What must be in the database before it can be read or changed.

generated=0

# At least so many orders of the last two years, half of them tenant 101's.
have_generated_orders() {
  local wanted=${1:-100000}
  ((generated < wanted)) || return 0
  say "generating $((wanted - generated)) orders"
  await_quiet
  PATH=$postgres_bin:$PATH "$bench/generate" --orders $((wanted - generated)) \
    --url "postgresql://orders@127.0.0.1:$postgres_port/orders" >"$work/generate-$wanted.log"
  generated=$wanted
}
