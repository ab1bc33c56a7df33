-- Adds an item to each of the orders in the file BENCH_ORDERS, and again from the first.
package.path = os.getenv("BENCH_LUA") .. "/?.lua"
local common = require("common")
setup = common.setup
done = common.done

local orders = common.orders(common.callers())

request = common.requests(function(n)
  local order = orders[1 + n % #orders]
  return common.with_body(common.head("POST", "/api/v1/orders/" .. order.id .. "/items", order.token) .. common.key(n),
    '{"items": [{"menu_item_id": 20, "quantity": 1}]}')
end)
