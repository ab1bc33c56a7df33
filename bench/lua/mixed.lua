-- A Friday night: of a hundred requests 40 read an order, 25 poll a kitchen queue, 15 place an order, 15 change a status, and
-- 5 change notes. Begins with the confirmed orders in the file BENCH_ORDERS.
package.path = os.getenv("BENCH_LUA") .. "/?.lua"
local common = require("common")
setup = common.setup
done = common.done

local terminals = common.callers()
local known = common.orders(terminals)
local tokens = {}
local oldest_confirmed = 1
local moving = {}
local oldest_moving = 1
local n = 0

-- A request is answered before this many further ones are sent.
local settled = 500
-- The number of newest orders from which reads and changes choose.
local recent = 2000

local function recent_order()
  return known[math.random(math.max(1, #known - recent), #known)]
end

local function get(path, token)
  return "GET " .. path .. " HTTP/1.1\r\nHost: " .. wrk.host .. "\r\nAuthorization: Bearer " .. token .. "\r\n\r\n"
end

local function read()
  local order = recent_order()
  return get("/api/v1/orders/" .. order.id, order.token)
end

local function poll()
  local terminal = terminals[math.random(#terminals)]
  return get("/api/v1/kitchen/orders?location_id=" .. terminal.location, terminal.token)
end

local function create()
  local terminal = terminals[math.random(#terminals)]
  return common.with_body(common.head("POST", "/api/v1/orders", terminal.token) .. common.key(n),
    common.order_of(terminal.location, math.random(60)))
end

-- Changes the status of the least recently changed order, if its last change is answered, or else of the oldest confirmed.
local function move()
  local order = moving[oldest_moving]
  if order and n - order.moved > settled then
    oldest_moving = oldest_moving + 1
  else
    order = known[oldest_confirmed]
    oldest_confirmed = oldest_confirmed + 1
    order.status = "confirmed"
  end
  order.status = ({ confirmed = "preparing", preparing = "ready", ready = "completed" })[order.status]
  order.moved = n
  if order.status ~= "completed" then
    moving[#moving + 1] = order
  end
  return common.with_body(common.head("PUT", "/api/v1/orders/" .. order.id .. "/status", order.token),
    '{"status": "' .. order.status .. '"}')
end

local function edit()
  local order = recent_order()
  return common.with_body(common.head("PATCH", "/api/v1/orders/" .. order.id, order.token),
    '{"notes": "change number ' .. n .. '"}')
end

function init()
  for _, terminal in ipairs(terminals) do
    tokens[terminal.location] = terminal.token
  end
end

function request()
  n = n + 1
  local dice = math.random(100)
  if dice <= 40 then
    return read()
  elseif dice <= 65 then
    return poll()
  elseif dice <= 80 then
    return create()
  elseif dice <= 95 then
    return move()
  else
    return edit()
  end
end

function response(status, _, body)
  common.count(status)
  if status == 201 then
    known[#known + 1] = { id = body:match('"id":(%d+)'), token = tokens[body:match('"location_id":(%d+)')] }
  end
end
