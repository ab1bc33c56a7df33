-- Shared functions of all loads: the callers, and the counts of the answers. Scripts use the functions setup and done as
-- their own.
local ffi = require("ffi")

local common = {}
local threads = {}

ffi.cdef [[
  typedef struct { long seconds; long nanos; } bench_time;
  int clock_gettime(int clock, bench_time *time);
]]
local time = ffi.new("bench_time")

-- Seconds of a monotonic clock.
function common.now()
  ffi.C.clock_gettime(1, time)
  return tonumber(time.seconds) + tonumber(time.nanos) / 1e9
end

function common.lines(file)
  local lines = {}
  for line in io.lines(file) do
    lines[#lines + 1] = line
  end
  return lines
end

-- {location, token} of each caller in the file BENCH_CALLERS.
function common.callers()
  local callers = {}
  for line in io.lines(os.getenv("BENCH_CALLERS")) do
    local location, token = line:match("^(%d+)\t(.+)$")
    callers[#callers + 1] = { location = location, token = token }
  end
  return callers
end

-- The start of a request with a body, up to the headers that depend on the body.
function common.head(method, path, token)
  return method .. " " .. path .. " HTTP/1.1\r\nHost: " .. wrk.host .. "\r\nAuthorization: Bearer " .. token
    .. "\r\nContent-Type: application/json\r\n"
end

function common.with_body(head, body)
  return head .. "Content-Length: " .. #body .. "\r\n\r\n" .. body
end

-- The orders in the file BENCH_ORDERS, {id, token}, each with the token of a terminal at its location.
function common.orders(callers)
  local tokens, orders = {}, {}
  for _, caller in ipairs(callers) do
    tokens[caller.location] = caller.token
  end
  for _, line in ipairs(common.lines(os.getenv("BENCH_ORDERS"))) do
    local location, id = line:match("^(%d+)\t(%d+)$")
    orders[#orders + 1] = { id = id, token = tokens[location] }
  end
  return orders
end

-- The body of an order: three items, one of them with a modifier.
function common.order_of(location, table_number)
  return '{"location_id": ' .. location .. ', "order_type": "dine_in", "table_number": "' .. table_number
    .. '", "guest_count": 2, "items": ['
    .. '{"menu_item_id": 10, "quantity": 2, "modifiers": [{"id": 101, "quantity": 1}]}, '
    .. '{"menu_item_id": 15, "quantity": 1, "special_instructions": "no croutons"}, '
    .. '{"menu_item_id": 20, "quantity": 1}]}'
end

-- A header with an Idempotency-Key that no other request has.
function common.key(n)
  return "Idempotency-Key: " .. os.getenv("BENCH_PHASE") .. "-" .. n .. "\r\n"
end

-- A function for wrk's "delay" that limits the requests a second, over all connections. Late requests are caught up.
function common.pace(rate)
  local due = common.now()
  return function()
    due = due + 1 / rate
    return math.max(0, math.floor((due - common.now()) * 1000 + 0.5))
  end
end

-- A function for wrk's "request" that makes one request after the other; "make" gets its number. The load ends early after
-- BENCH_COUNT requests, or when "make" has no more. wrk never sends the first request: it only counts the requests in it.
function common.requests(make)
  local count = tonumber(os.getenv("BENCH_COUNT")) or math.huge
  local n = -1
  local last
  return function()
    n = n + 1
    if n == 0 then
      return make(1)
    end
    local made = n <= count and make(n)
    if made then
      last = made
    else
      finished = finished or common.now()
      wrk.thread:stop()
    end
    return last
  end
end

function common.setup(thread)
  threads[#threads + 1] = thread
  thread:set("began", common.now())
end

-- Counts statuses, for scripts where an answer without an error may still have an unexpected status.
function common.count(status)
  statuses = statuses or {}
  statuses[status] = (statuses[status] or 0) + 1
end

-- Writes the result of the load to the file BENCH_ANSWER. Without counted statuses, all answers without an error count as
-- 200.
function common.done(summary, latency)
  local counted, length = {}, summary.duration / 1e6
  for _, thread in ipairs(threads) do
    for status, count in pairs(thread:get("statuses") or {}) do
      counted[status] = (counted[status] or 0) + count
    end
    local finished = thread:get("finished")
    length = finished and finished - thread:get("began") or length
  end
  local errors = summary.errors
  if next(counted) == nil then
    counted["200"] = summary.requests - errors.status
    counted["error"] = errors.status > 0 and errors.status or nil
  end
  local statuses = {}
  for status, count in pairs(counted) do
    statuses[#statuses + 1] = string.format('"%s": %d', status, count)
  end
  local file = assert(io.open(os.getenv("BENCH_ANSWER"), "w"))
  file:write(string.format(
    '{"seconds": %.3f, "requests": %d, "statuses": {%s}, "failures": %d, "p50": %.2f, "p99": %.2f}\n',
    length, summary.requests, table.concat(statuses, ", "), errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
  file:close()
end

return common
