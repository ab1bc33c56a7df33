-- Changes the status of the confirmed orders in the file BENCH_ORDERS, a thousand at a time: all of them to preparing, then
-- to ready, then to completed. So no order gets two changes at the same moment.
package.path = os.getenv("BENCH_LUA") .. "/?.lua"
local common = require("common")
setup = common.setup
done = common.done

local orders = common.orders(common.callers())
local statuses = { "preparing", "ready", "completed" }
local at_a_time = 1000

request = common.requests(function(n)
  local turn = math.floor((n - 1) / (3 * at_a_time))
  local step = 1 + math.floor((n - 1) / at_a_time) % 3
  local order = orders[turn * at_a_time + 1 + (n - 1) % at_a_time]
  return order and common.with_body(common.head("PUT", "/api/v1/orders/" .. order.id .. "/status", order.token),
    '{"status": "' .. statuses[step] .. '"}')
end)
