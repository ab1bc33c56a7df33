-- Orders of three items, one of them with a modifier, each from the next terminal and with an Idempotency-Key of its own.
package.path = os.getenv("BENCH_LUA") .. "/?.lua"
local common = require("common")
setup = common.setup
done = common.done
response = common.count

local terminals = common.callers()
local phase = os.getenv("BENCH_PHASE")
local heads, bodies = {}, {}
local n = 0

function init()
  for i, terminal in ipairs(terminals) do
    heads[i] = common.head("POST", "/api/v1/orders", terminal.token)
    bodies[i] = '{"location_id": ' .. terminal.location .. ', "order_type": "dine_in", "table_number": "'
      .. 1 + i % 60 .. '", "guest_count": 2, "items": ['
      .. '{"menu_item_id": 10, "quantity": 2, "modifiers": [{"id": 101, "quantity": 1}]}, '
      .. '{"menu_item_id": 15, "quantity": 1, "special_instructions": "no croutons"}, '
      .. '{"menu_item_id": 20, "quantity": 1}]}'
  end
end

function request()
  n = n + 1
  local i = 1 + n % #terminals
  return common.with_body(heads[i] .. "Idempotency-Key: " .. phase .. "-" .. n .. "\r\n", bodies[i])
end
