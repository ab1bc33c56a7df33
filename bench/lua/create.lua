-- Places orders, each from the next terminal; BENCH_RATE limits them to that many a second.
package.path = os.getenv("BENCH_LUA") .. "/?.lua"
local common = require("common")
setup = common.setup
done = common.done
response = common.count

local terminals = common.callers()
local rate = tonumber(os.getenv("BENCH_RATE"))
local heads, bodies = {}, {}

if rate then
  delay = common.pace(rate)
end

function init()
  for i, terminal in ipairs(terminals) do
    heads[i] = common.head("POST", "/api/v1/orders", terminal.token)
    bodies[i] = common.order_of(terminal.location, 1 + i % 60)
  end
end

request = common.requests(function(n)
  local i = 1 + n % #terminals
  return common.with_body(heads[i] .. common.key(n), bodies[i])
end)
